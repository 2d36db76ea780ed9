"""Rows: named tuples of what was selected, and their mapping form."""

import operator
from collections.abc import ItemsView, KeysView, Mapping, Sequence, ValuesView


class BaseRow:
    __slots__ = ("_parent", "_data", "_key_to_index")

    def __init__(self, parent, data):
        object.__setattr__(self, "_parent", parent)
        object.__setattr__(self, "_data", data if type(data) is tuple else tuple(data))
        object.__setattr__(self, "_key_to_index", parent._key_to_index)

    def __reduce__(self):
        return type(self), (self._parent, self._data)

    def __len__(self):
        return len(self._data)

    def __hash__(self):
        return hash(self._data)

    def _by_key(self, key, attr_error):
        index = self._key_to_index.get(key)
        if index is None:
            index = self._parent._index_for(key, attr_error)
        return self._data[index]

    def __getattr__(self, name):
        index = self._key_to_index.get(name)
        if index is None:
            index = self._parent._index_for(name, True)
        return self._data[index]

    def __setattr__(self, name, value):
        raise AttributeError("can't set attribute")

    def __delattr__(self, name):
        raise AttributeError("can't delete attribute")

    def _to_tuple_instance(self):
        return self._data

    def _values_impl(self):
        return list(self._data)


def _name_or_method(name):
    """`count` and `index` may be columns; else they are the methods of a sequence."""

    @property
    def go(self):
        if self._parent._has_key(name):
            return self.__getattr__(name)
        return lambda *arg: getattr(self._data, name)(*arg)

    return go


class Row(BaseRow, Sequence):
    """A row: by position, by attribute, by `_mapping`."""

    __slots__ = ()

    def __getitem__(self, key):
        return self._data[key]

    def __iter__(self):
        return iter(self._data)

    def __contains__(self, value):
        return value in self._data

    count = _name_or_method("count")
    index = _name_or_method("index")

    @property
    def _mapping(self):
        return RowMapping(self._parent, self._data)

    def _tuple(self):
        _deprecated("The Row._tuple() method is deprecated, Row now behaves like a tuple and can unpack types directly.", "2.1.0")
        return self

    def tuple(self):
        _deprecated(
            "The Row.tuple() method is deprecated in favor of Row._tuple(); all Row methods and library-level attributes are "
            "intended to be underscored to avoid name conflicts.  Please use Row._tuple().", "2.0.19",
        )
        return self

    @property
    def _t(self):
        _deprecated("The Row._t attribute is deprecated, Row now behaves like a tuple and can unpack types directly.", "2.1.0")
        return self

    @property
    def t(self):
        _deprecated(
            "The Row.t attribute is deprecated in favor of Row._t; all Row methods and library-level attributes are intended to "
            "be underscored to avoid name conflicts.  Please use Row._t.", "2.0.19",
        )
        return self

    @property
    def _fields(self):
        return tuple([k for k in self._parent.keys if k is not None])

    def _asdict(self):
        return dict(self._mapping)

    def _filter_on_values(self, processors):
        if not processors:
            return self
        return Row(self._parent, tuple([p(v) if p else v for p, v in zip(processors, self._data)]))

    def _op(self, other, op):
        return op(self._data, other._data if isinstance(other, Row) else other)

    __hash__ = BaseRow.__hash__

    def __lt__(self, other):
        return self._op(other, operator.lt)

    def __le__(self, other):
        return self._op(other, operator.le)

    def __ge__(self, other):
        return self._op(other, operator.ge)

    def __gt__(self, other):
        return self._op(other, operator.gt)

    def __eq__(self, other):
        return self._op(other, operator.eq)

    def __ne__(self, other):
        return self._op(other, operator.ne)

    def __repr__(self):
        from ..sql.util import _repr_row

        return repr(_repr_row(self))

    __str__ = __repr__


def _deprecated(message, version):
    from ..util import warn_deprecated

    warn_deprecated(f"{message} (deprecated since: {version})", version)


class RowMapping(BaseRow, Mapping):
    """A row as a mapping from column names (and columns) to values."""

    __slots__ = ()

    def __getitem__(self, key):
        return self._by_key(key, False)

    def __iter__(self):
        return iter([k for k in self._parent.keys if k is not None])

    def __contains__(self, key):
        return self._parent._has_key(key)

    def __repr__(self):
        return repr(dict(self))

    __str__ = __repr__

    def items(self):
        return ROMappingItemsView(self, [(key, self[key]) for key in self.keys()])

    def keys(self):
        return self._parent.keys

    def values(self):
        return ROMappingKeysValuesView(self, list(self._data))


class ROMappingView:
    """A view of a row's values or items."""

    def __init__(self, mapping, items):
        self._mapping = mapping
        self._items = items

    def __len__(self):
        return len(self._items)

    def __repr__(self):
        return f"{type(self).__name__}({self._mapping!r})"

    def __iter__(self):
        return iter(self._items)

    def __contains__(self, item):
        return item in self._items

    def __eq__(self, other):
        return list(other) == list(self)

    def __ne__(self, other):
        return list(other) != list(self)

    __hash__ = None


class ROMappingKeysValuesView(ROMappingView, ValuesView):
    pass


class ROMappingItemsView(ROMappingView, ItemsView):
    pass


class RMKeyView(KeysView):
    """The keys of a result."""

    def __init__(self, parent):
        self._parent = parent
        self._keys = [k for k in parent._keys if k is not None]

    def __len__(self):
        return len(self._keys)

    def __repr__(self):
        return f"{type(self).__name__}({self._keys!r})"

    def __iter__(self):
        return iter(self._keys)

    def __contains__(self, item):
        return False if isinstance(item, int) else self._parent._has_key(item)

    def __getitem__(self, index):
        return self._keys[index]

    def __eq__(self, other):
        return list(other) == list(self)

    def __ne__(self, other):
        return list(other) != list(self)

    __hash__ = None
