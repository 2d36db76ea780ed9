"""Abstract base classes: ABC, ABCMeta, abstractmethod and its old companions.

A class refuses to be instantiated while `__abstractmethods__` isn't empty: that check is the
engine's (`object.__new__`). Virtual subclasses are kept per class in `_abc_registry`.
"""


def abstractmethod(funcobj):
    """Mark a method that subclasses must override."""
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractclassmethod(classmethod):
    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractstaticmethod(staticmethod):
    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractproperty(property):
    __isabstractmethod__ = True


def _abstract_names(cls, namespace):
    names = set()
    for name, value in namespace.items():
        if getattr(value, "__isabstractmethod__", False):
            names.add(name)
    for base in cls.__bases__:
        for name in getattr(base, "__abstractmethods__", ()):
            if getattr(getattr(cls, name, None), "__isabstractmethod__", False):
                names.add(name)
    return frozenset(names)


# One number for all registries: a new registration anywhere makes every remembered answer stale.
_registrations = [0]


class ABCMeta(type):
    """The metaclass that collects abstract methods and keeps virtual subclasses."""

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        cls.__abstractmethods__ = _abstract_names(cls, namespace)
        cls._abc_registry = None
        cls._abc_answers = None
        return cls

    def register(cls, subclass):
        """Make `subclass` a virtual subclass of this class."""
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        if issubclass(subclass, cls):
            return subclass
        if issubclass(cls, subclass):
            raise RuntimeError("Refusing to create an inheritance cycle")
        registry = cls.__dict__.get("_abc_registry")
        if registry is None:
            cls._abc_registry = [subclass]
        else:
            registry.append(subclass)
        _registrations[0] += 1
        return subclass

    def __instancecheck__(cls, instance):
        kind = type(instance)
        if cls in kind.__mro__:
            return True
        return cls.__subclasscheck__(kind)

    def __subclasscheck__(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError("issubclass() arg 1 must be a class")
        known = cls.__dict__.get("_abc_answers")
        if known is None or known[0] != _registrations[0]:
            known = (_registrations[0], {})
            cls._abc_answers = known
        answers = known[1]
        if subclass in answers:
            return answers[subclass]
        answer = answers[subclass] = _is_subclass(cls, subclass)
        return answer


def _is_subclass(cls, subclass):
    answer = cls.__subclasshook__(subclass)
    if answer is not NotImplemented:
        return bool(answer)
    if cls in subclass.__mro__:
        return True
    for registered in cls.__dict__.get("_abc_registry") or ():
        if issubclass(subclass, registered):
            return True
    for derived in type.__subclasses__(cls):
        if issubclass(subclass, derived):
            return True
    return False


class ABC(metaclass=ABCMeta):
    """A base class for abstract classes, so that none has to name the metaclass."""

    __slots__ = ()


def update_abstractmethods(cls):
    """Compute `__abstractmethods__` anew, for decorators that add or replace methods."""
    if not hasattr(cls, "__abstractmethods__"):
        return cls
    cls.__abstractmethods__ = _abstract_names(cls, cls.__dict__)
    return cls


def get_cache_token():
    """A token that changes with every registration."""
    return _registrations[0]
