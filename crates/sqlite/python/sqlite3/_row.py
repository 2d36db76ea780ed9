"""`sqlite3.Row`: a row that is read by index and by the name of a column."""


class Row:
    """A row of a result."""

    __slots__ = ("_cells", "_description")

    def __new__(cls, cursor, data, /):
        if not isinstance(data, tuple):
            raise TypeError(f"Row() argument 2 must be tuple, not {type(data).__name__}")
        self = object.__new__(cls)
        self._cells = data
        self._description = cursor.description or ()
        return self

    def keys(self):
        """The names of the columns."""
        return [column[0] for column in self._description]

    def __getitem__(self, key):
        if isinstance(key, str):
            wanted = key.lower()
            for index, column in enumerate(self._description):
                if column[0] == key or column[0].lower() == wanted:
                    return self._cells[index]
            raise IndexError("No item with that key")
        if isinstance(key, (int, slice)):
            return self._cells[key]
        raise IndexError("Index must be int or string")

    def __iter__(self):
        return iter(self._cells)

    def __len__(self):
        return len(self._cells)

    def __hash__(self):
        return hash(self._description) ^ hash(self._cells)

    def __eq__(self, other):
        if not isinstance(other, Row):
            return NotImplemented
        return self._description == other._description and self._cells == other._cells


Row.__module__ = "sqlite3"
