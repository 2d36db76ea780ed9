"""How objects are taken apart for copying: the functions that `__reduce_ex__` names."""

dispatch_table = {}


def pickle(ob_type, pickle_function, constructor_ob=None):
    if not callable(pickle_function):
        raise TypeError("reduction functions must be callable")
    dispatch_table[ob_type] = pickle_function


def constructor(object):
    if not callable(object):
        raise TypeError("constructors must be callable")


def __newobj__(cls, *args):
    return cls.__new__(cls, *args)


def __newobj_ex__(cls, args, kwargs):
    return cls.__new__(cls, *args, **kwargs)


def _reconstructor(cls, base, state):
    if base is object:
        return object.__new__(cls)
    result = base.__new__(cls, state)
    if base.__init__ != object.__init__:
        base.__init__(result, state)
    return result


def _slot_names(cls):
    names = []
    for base in cls.__mro__:
        slots = base.__dict__.get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if name not in ("__dict__", "__weakref__"):
                if name.startswith("__") and not name.endswith("__"):
                    name = f"_{base.__name__.lstrip('_')}{name}"
                names.append(name)
    return names


def _reduce_object(self):
    """`object.__reduce_ex__(2)` and higher, for the interpreter to call."""
    cls = type(self)
    kwargs = None
    get_ex = getattr(cls, "__getnewargs_ex__", None)
    get = getattr(cls, "__getnewargs__", None)
    args = ()
    if get_ex is not None:
        args, kwargs = get_ex(self)
    elif get is not None:
        args = get(self)
    getstate = getattr(cls, "__getstate__", None)
    if getstate is not None and getstate is not getattr(object, "__getstate__", None):
        state = getstate(self)
    else:
        state = dict(self.__dict__) if getattr(self, "__dict__", None) else None
        slots = {}
        for name in _slot_names(cls):
            try:
                slots[name] = getattr(self, name)
            except AttributeError:
                pass
        if slots:
            state = (state, slots)
    items = iter(self) if isinstance(self, list) else None
    pairs = iter(self.items()) if isinstance(self, dict) else None
    if kwargs:
        return __newobj_ex__, (cls, args, kwargs), state, items, pairs
    return __newobj__, (cls, *args), state, items, pairs
