"""Showing nested data over several lines."""


class PrettyPrinter:
    """Breaks what is too wide."""

    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True, underscore_numbers=False):  # fmt: skip
        self._indent = indent
        self._width = width
        self._depth = depth
        self._stream = stream
        self._sort = sort_dicts
        self._compact = compact

    def pprint(self, object):
        import sys

        (self._stream or sys.stdout).write(self.pformat(object) + "\n")

    def pformat(self, object):
        return self._format(object, 0, 0, 0)

    def _short(self, object, level):
        kind = type(object)
        if self._depth is not None and level >= self._depth and kind in (dict, list, tuple, set):
            return "{...}" if kind in (dict, set) else "[...]" if kind is list else "(...)"
        if kind is dict:
            items = [f"{self._short(key, level + 1)}: {self._short(value, level + 1)}" for key, value in self._items(object)]  # fmt: skip
            return "{" + ", ".join(items) + "}"
        if kind is list:
            return "[" + ", ".join([self._short(item, level + 1) for item in object]) + "]"
        if kind is tuple:
            shown = ", ".join([self._short(item, level + 1) for item in object])
            return f"({shown},)" if len(object) == 1 else f"({shown})"
        if kind in (set, frozenset) and object:
            shown = ", ".join([self._short(item, level + 1) for item in self._sorted(object)])
            return "{" + shown + "}" if kind is set else "frozenset({" + shown + "})"
        return repr(object)

    def _sorted(self, items):
        try:
            return sorted(items)
        except TypeError:
            return sorted(items, key=lambda item: (str(type(item)), id(item)))

    def _items(self, mapping):
        if not self._sort:
            return list(mapping.items())
        try:
            return sorted(mapping.items(), key=lambda item: item[0])
        except TypeError:
            return sorted(mapping.items(), key=lambda item: (str(type(item[0])), str(item[0])))

    def _format(self, object, column, after, level):
        short = self._short(object, level)
        if len(short) <= self._width - column - after:
            return short
        kind = type(object)
        if self._depth is not None and level >= self._depth:
            return short
        inner = column + self._indent
        pad = "\n" + " " * inner
        extra = " " * (self._indent - 1)
        if kind is dict and object:
            parts = []
            items = self._items(object)
            for index, (key, value) in enumerate(items):
                head = self._short(key, level + 1) + ": "
                last = index == len(items) - 1
                parts.append(head + self._format(value, inner + len(head), after + 1 if last else 1, level + 1))  # fmt: skip
            return "{" + extra + f",{pad}".join(parts) + "}"
        if kind in (list, tuple, set) and object:
            items = self._sorted(object) if kind is set else list(object)
            parts = []
            for index, item in enumerate(items):
                last = index == len(items) - 1
                parts.append(self._format(item, inner, after + 1 if last else 1, level + 1))
            left, right = {list: "[]", tuple: "()", set: "{}"}[kind]
            if kind is tuple and len(items) == 1:
                right = "," + right
            return left + extra + f",{pad}".join(parts) + right
        return short


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):  # fmt: skip
    return PrettyPrinter(indent, width, depth, compact=compact, sort_dicts=sort_dicts).pformat(object)


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):  # fmt: skip
    PrettyPrinter(indent, width, depth, stream, compact=compact, sort_dicts=sort_dicts).pprint(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    return PrettyPrinter()._short(object, 0)
