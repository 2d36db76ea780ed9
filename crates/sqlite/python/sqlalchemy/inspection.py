"""`inspect()`: a registry from types to the function that gives the object which describes one of theirs."""

from . import exc

_registrars = {}


def inspect(subject, raiseerr=True):
    """What describes `subject`: an Inspector for an engine, a Mapper for a mapped class, and so on."""
    for cls in type(subject).__mro__:
        reg = _registrars.get(cls)
        if reg is None:
            continue
        if reg is True:
            return subject
        ret = reg(subject)
        if ret is not None:
            return ret
    if raiseerr:
        raise exc.NoInspectionAvailable(
            f"No inspection system is available for object of type {type(subject)}"
        )
    return None


def _inspects(*types):
    """Register a function for these types."""

    def decorate(fn_or_cls):
        for type_ in types:
            if type_ in _registrars:
                raise AssertionError(f"Type {type_} is already registered")
            _registrars[type_] = fn_or_cls
        return fn_or_cls

    return decorate


def _self_inspects(cls):
    """Register a class whose instances describe themselves."""
    _registrars[cls] = True
    return cls
