"""Shallow and deep copies."""


class Error(Exception):
    pass


error = Error

_ATOMIC = frozenset(
    {
        type(None), bool, int, float, complex, str, bytes, type, range, type(Ellipsis),
        type(NotImplemented), type(len), type(lambda: None), property,
    }
)  # fmt: skip


def copy(x):
    """A copy that shares what is inside."""
    cls = type(x)
    if cls in _ATOMIC:
        return x
    if cls in (list, dict, set, bytearray):
        return x.copy()
    if cls in (tuple, frozenset) or isinstance(x, type):
        return x
    copier = getattr(cls, "__copy__", None)
    if copier is not None:
        return copier(x)
    return _rebuild(x, None)


def deepcopy(x, memo=None):
    """A copy of an object and of everything inside."""
    cls = type(x)
    if cls in _ATOMIC:
        return x
    if memo is None:
        memo = {}
    else:
        known = memo.get(id(x))
        if known is not None:
            return known
    if cls is list:
        result = []
        memo[id(x)] = result
        for item in x:
            result.append(deepcopy(item, memo))
    elif cls is dict:
        result = {}
        memo[id(x)] = result
        for key, value in x.items():
            result[deepcopy(key, memo)] = deepcopy(value, memo)
    elif cls is tuple:
        items = [deepcopy(item, memo) for item in x]
        if id(x) in memo:
            return memo[id(x)]
        result = x
        for old, new in zip(x, items):
            if old is not new:
                result = tuple(items)
                break
    elif isinstance(x, type):
        return x
    else:
        copier = getattr(cls, "__deepcopy__", None)
        if copier is not None:
            result = copier(x, memo)
        elif cls in (set, frozenset):
            result = cls([deepcopy(item, memo) for item in x])
        elif cls is bytearray:
            result = bytearray(x)
        elif cls.__name__ == "method" and hasattr(x, "__func__"):
            result = cls(x.__func__, deepcopy(x.__self__, memo))
        else:
            result = _rebuild(x, memo)
    if result is not x:
        memo[id(x)] = result
        # What is copied must stay alive as long as its id is remembered.
        memo.setdefault(id(memo), []).append(x)
    return result


def _rebuild(x, memo):
    cls = type(x)
    from copyreg import dispatch_table

    reduce = dispatch_table.get(cls)
    if reduce is not None:
        reduced = reduce(x)
    elif cls.__reduce_ex__ is object.__reduce_ex__ and cls.__reduce__ is not object.__reduce__:
        reduced = x.__reduce__()
    else:
        reduced = x.__reduce_ex__(4)
    if isinstance(reduced, str):
        return x
    function, args, *rest = reduced
    state, items, pairs = (list(rest) + [None, None, None])[:3]
    deep = memo is not None
    if deep and args:
        args = tuple([deepcopy(arg, memo) for arg in args])
    y = function(*args)
    if deep:
        memo[id(x)] = y
    if state is not None:
        if deep:
            state = deepcopy(state, memo)
        if hasattr(y, "__setstate__"):
            y.__setstate__(state)
        else:
            slots = None
            if isinstance(state, tuple) and len(state) == 2:
                state, slots = state
            if state is not None:
                y.__dict__.update(state)
            if slots is not None:
                for name, value in slots.items():
                    setattr(y, name, value)
    if items is not None:
        for item in items:
            y.append(deepcopy(item, memo) if deep else item)
    if pairs is not None:
        for key, value in pairs:
            if deep:
                key, value = deepcopy(key, memo), deepcopy(value, memo)
            y[key] = value
    return y


def replace(obj, /, **changes):
    """A new object with some fields changed."""
    method = getattr(type(obj), "__replace__", None)
    if method is None:
        raise TypeError(f"replace() does not support {type(obj).__name__} objects")
    return method(obj, **changes)
