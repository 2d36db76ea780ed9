"""Short representations."""

from builtins import repr as _repr


def _sorted(items):
    """Items in their order, where they have one."""
    try:
        return sorted(items)
    except Exception:
        return list(items)


class Repr:
    """`repr` with limits."""

    def __init__(
        self, *, maxlevel=6, maxtuple=6, maxlist=6, maxarray=5, maxdict=4, maxset=6, maxfrozenset=6, maxdeque=6,
        maxstring=30, maxlong=40, maxother=30, fillvalue="...", indent=None,
    ):  # fmt: skip
        self.maxlevel = maxlevel
        self.maxtuple = maxtuple
        self.maxlist = maxlist
        self.maxarray = maxarray
        self.maxdict = maxdict
        self.maxset = maxset
        self.maxfrozenset = maxfrozenset
        self.maxdeque = maxdeque
        self.maxstring = maxstring
        self.maxlong = maxlong
        self.maxother = maxother
        self.fillvalue = fillvalue
        self.indent = indent

    def repr(self, x):
        return self.repr1(x, self.maxlevel)

    def repr1(self, x, level):
        method = getattr(self, "repr_" + type(x).__name__.replace(" ", "_"), None)
        if method is not None:
            return method(x, level)
        return self.repr_instance(x, level)

    def repr_instance(self, x, level):
        try:
            text = _repr(x)
        except Exception:
            return f"<{type(x).__name__} instance at {id(x):#x}>"
        return self._cut(text, self.maxother)

    def _around(self, limit):
        before = max(0, (limit - 3) // 2)
        return before, max(0, limit - 3 - before)

    def _cut(self, text, limit):
        if len(text) <= limit:
            return text
        before, after = self._around(limit)
        return text[:before] + self.fillvalue + text[len(text) - after :]

    def _join(self, shown, level):
        if self.indent is None or not shown:
            return ", ".join(shown)
        step = " " * self.indent if isinstance(self.indent, int) else self.indent
        start = "\n" + step * (self.maxlevel - level)
        return "".join([f"{start}{step}{one}," for one in shown]) + start

    def _items(self, x, level, left, right, limit, trail=""):
        count = len(x)
        if level <= 0 and count:
            return f"{left}{self.fillvalue}{right}"
        shown = []
        for item in x:
            if len(shown) == limit:
                shown.append(self.fillvalue)
                break
            shown.append(self.repr1(item, level - 1))
        if count == 1 and trail and self.indent is None:
            right = trail + right
        return left + self._join(shown, level) + right

    def repr_tuple(self, x, level):
        return self._items(x, level, "(", ")", self.maxtuple, ",")

    def repr_list(self, x, level):
        return self._items(x, level, "[", "]", self.maxlist)

    def repr_set(self, x, level):
        return self._items(_sorted(x), level, "{", "}", self.maxset) if x else "set()"

    def repr_frozenset(self, x, level):
        return self._items(_sorted(x), level, "frozenset({", "})", self.maxfrozenset) if x else "frozenset()"

    def repr_deque(self, x, level):
        return self._items(x, level, "deque([", "])", self.maxdeque)

    def repr_dict(self, x, level):
        if not x:
            return "{}"
        if level <= 0:
            return "{" + self.fillvalue + "}"
        keys = _sorted(x)
        shown = [f"{self.repr1(key, level - 1)}: {self.repr1(x[key], level - 1)}" for key in keys[: self.maxdict]]
        if len(keys) > self.maxdict:
            shown.append(self.fillvalue)
        return "{" + self._join(shown, level) + "}"

    def repr_str(self, x, level):
        text = _repr(x[: self.maxstring])
        if len(text) <= self.maxstring:
            return text
        before, after = self._around(self.maxstring)
        text = _repr(x[:before] + x[len(x) - after :])
        return text[:before] + self.fillvalue + text[len(text) - after :]

    def repr_int(self, x, level):
        return self._cut(_repr(x), self.maxlong)


aRepr = Repr()
repr = aRepr.repr


def recursive_repr(fillvalue="..."):
    """Show a mark instead of an object inside itself."""

    def decorate(user_function):
        from functools import wraps

        running = set()

        @wraps(user_function)
        def wrapper(self):
            if id(self) in running:
                return fillvalue
            running.add(id(self))
            try:
                return user_function(self)
            finally:
                running.discard(id(self))

        return wrapper

    return decorate
