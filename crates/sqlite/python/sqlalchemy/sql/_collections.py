"""Collections of columns."""

from .. import exc


class ColumnCollection:
    """The columns of a selectable, by key and by position. Keys may repeat; the first one is found by name."""

    __slots__ = ("_collection", "_index", "_colset")

    def __init__(self, columns=None):
        self._collection = []
        self._index = {}
        self._colset = set()
        if columns:
            for key, col in columns:
                self.add(col, key)

    def add(self, column, key=None):
        key = column.key if key is None else key
        self._collection.append((key, column))
        self._colset.add(column._deannotate())
        self._index.setdefault(key, column)

    def _populate_separate_keys(self, iter_):
        for key, col in iter_:
            self.add(col, key)

    def keys(self):
        return [k for k, _ in self._collection]

    def values(self):
        return [c for _, c in self._collection]

    def items(self):
        return list(self._collection)

    @property
    def _all_columns(self):
        return [c for _, c in self._collection]

    def __bool__(self):
        return True

    def __len__(self):
        return len(self._collection)

    def __iter__(self):
        return iter([c for _, c in self._collection])

    def __getitem__(self, key):
        if isinstance(key, str):
            try:
                return self._index[key]
            except KeyError:
                raise KeyError(key) from None
        if isinstance(key, int):
            return self._collection[key][1]
        if isinstance(key, slice):
            return ColumnCollection(self._collection[key])
        if isinstance(key, tuple):
            return ColumnCollection([(k, self._index[k]) for k in key])
        raise IndexError(key)

    def __getattr__(self, key):
        if key.startswith("__"):
            raise AttributeError(key)
        try:
            return self._index[key]
        except KeyError:
            raise AttributeError(key) from None

    def __contains__(self, key):
        if key in self._index:
            return True
        if not isinstance(key, str):
            raise exc.ArgumentError("__contains__ requires a string argument")
        return False

    def __eq__(self, other):
        return isinstance(other, ColumnCollection) and [c._deannotate() for c in self] == [c._deannotate() for c in other]

    __hash__ = object.__hash__

    def __dir__(self):
        return [*object.__dir__(self), *self._index]

    def get(self, key, default=None):
        return self._index.get(key, default)

    def contains_column(self, col):
        return col in self._colset

    def compare(self, other):
        return [c for c in self] == [c for c in other]

    def as_readonly(self):
        return self

    def corresponding_column(self, column, require_embedded=False):
        """The column here that stands for the given one, or for one that it comes from."""
        if column in self._colset:
            for c in self:
                if c == column:
                    return c
        best, best_len = None, 0
        target = column.proxy_set
        for c in self:
            expanded = c._expanded_proxy_set
            if require_embedded and not column.proxy_set.issubset(expanded) and not _embedded(expanded, target):
                continue
            common = target.intersection(expanded)
            if not common:
                continue
            if best is None or len(common) > best_len:
                best, best_len = c, len(common)
            elif len(common) == best_len and _depth(c, column) < _depth(best, column):
                best = c
        return best

    # Changing it, while a table is being made.

    def replace(self, column, extra_remove=None):
        self._collection = [(k, c) for k, c in self._collection if not (
            k == column.key or k == column.name or c.name == column.name or (extra_remove and c in extra_remove)
        ) or self._place(k, c, column)]
        if not any(c is column for _, c in self._collection):
            self._collection.append((column.key, column))
        self._rebuild()

    def _place(self, k, c, column):
        return False

    def remove(self, column):
        self._collection = [(k, c) for k, c in self._collection if c is not column]
        self._rebuild()

    def _rebuild(self):
        self._index = {}
        self._colset = set()
        for k, c in self._collection:
            self._index.setdefault(k, c)
            self._colset.add(c._deannotate())

    def update(self, iter_):
        for key, col in iter_:
            self.add(col, key)

    def extend(self, iter_):
        for col in iter_:
            self.add(col)

    def __str__(self):
        return f"{type(self).__name__}({', '.join(str(c) for c in self)})"


class ReadOnlyColumnCollection(ColumnCollection):
    __slots__ = ()


class DedupeColumnCollection(ColumnCollection):
    __slots__ = ()


def _embedded(expanded, target):
    return all(any(t in expanded for t in c.proxy_set) for c in target)


def _depth(c, column):
    """How far down among what `c` stands for the column is."""
    level, seen = 0, [c]
    while seen:
        if any(x == column for x in seen):
            return level
        seen = [p for x in seen for p in x._proxies]
        level += 1
    return level


class ColumnSet(dict):
    """Columns in the order they came, each once."""

    def __init__(self, cols=()):
        super().__init__((c, None) for c in cols)

    def add(self, c):
        self[c] = None

    def contains_column(self, col):
        return col in self

    def __repr__(self):
        return f"ColumnSet({list(self)!r})"

    def extend(self, cols):
        for col in cols:
            self.add(col)


for _cls in list(globals().values()):
    # Programs know these classes as those of sqlalchemy.sql.base.
    if isinstance(_cls, type) and _cls.__module__ == __name__:
        _cls.__module__ = "sqlalchemy.sql.base"
