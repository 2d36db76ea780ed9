"""Slow functions, timed for the trace: how long a hash takes is what its parameters are about."""

import _parts
import _playground


def timed(what, function, *arguments):
    """Call a function of the part `crypto`, and say in the trace what it was and how long it took."""
    return timed_call(what, _parts.call, "crypto", function, *arguments)


def timed_call(what, function, *arguments):
    """The same with any function."""
    if not _playground.tracing():
        return function(*arguments)
    started = _parts.ticks()
    try:
        return function(*arguments)
    finally:
        source = _playground.caller_source()
        _playground.trace("hash", source, what=what, elapsed_us=_parts.ticks() - started)
