"""Short representations."""

from builtins import repr as _repr


class Repr:
    """`repr` with limits."""

    def __init__(self, *, maxlevel=6, maxtuple=6, maxlist=6, maxdict=4, maxset=6, maxfrozenset=6, maxstring=30, maxother=30, fillvalue="...", **more):  # fmt: skip
        self.maxlevel = maxlevel
        self.maxtuple = maxtuple
        self.maxlist = maxlist
        self.maxdict = maxdict
        self.maxset = maxset
        self.maxfrozenset = maxfrozenset
        self.maxstring = maxstring
        self.maxother = maxother
        self.fillvalue = fillvalue

    def repr(self, x):
        return self.repr1(x, self.maxlevel)

    def repr1(self, x, level):
        method = getattr(self, "repr_" + type(x).__name__, None)
        if method is not None:
            return method(x, level)
        return self._cut(_repr(x), self.maxother)

    def _cut(self, text, limit):
        if len(text) <= limit:
            return text
        i = max(0, (limit - 3) // 2)
        j = max(0, limit - 3 - i)
        return text[:i] + self.fillvalue + text[len(text) - j :]

    def _items(self, x, level, left, right, limit, trail=""):
        if level <= 0 and x:
            return f"{left}{self.fillvalue}{right}"
        shown = [self.repr1(item, level - 1) for item in list(x)[:limit]]
        if len(x) > limit:
            shown.append(self.fillvalue)
        if len(x) == 1 and trail:
            right = trail + right
        return left + ", ".join(shown) + right

    def repr_tuple(self, x, level):
        return self._items(x, level, "(", ")", self.maxtuple, ",")

    def repr_list(self, x, level):
        return self._items(x, level, "[", "]", self.maxlist)

    def repr_set(self, x, level):
        return self._items(sorted(x, key=str), level, "{", "}", self.maxset) if x else "set()"

    def repr_dict(self, x, level):
        if not x:
            return "{}"
        if level <= 0:
            return "{" + self.fillvalue + "}"
        shown = [f"{self.repr1(key, level - 1)}: {self.repr1(x[key], level - 1)}" for key in list(x)[: self.maxdict]]  # fmt: skip
        if len(x) > self.maxdict:
            shown.append(self.fillvalue)
        return "{" + ", ".join(shown) + "}"

    def repr_str(self, x, level):
        return self._cut(_repr(x), self.maxstring)


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
