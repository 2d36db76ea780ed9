"""The engine's private module, as far as CPython can offer it: lets the Python sources run under the harness.

Tracing is off unless PLAYGROUND_TRACE is set; then every event is one JSON line on standard error. Time is real.
"""

import json
import os
import sys
import time

_TRACING = bool(os.environ.get("PLAYGROUND_TRACE"))


def tracing():
    return _TRACING


def trace(kind, source, **data):
    if not _TRACING:
        return
    code = getattr(source, "__code__", None)
    if code is not None:
        source = (code.co_filename, code.co_firstlineno)
    elif isinstance(source, type):
        source = source.__qualname__
    print(json.dumps({"kind": kind, "source": source, **data}, default=repr), file=sys.stderr)


def monotonic():
    return time.monotonic()


def advance(seconds):
    time.sleep(seconds)


def caller_source():
    return None


def blocks_loop():
    return False


def unsupported(feature, instead):
    raise NotImplementedError(f"{feature} is not supported here: {instead}")
