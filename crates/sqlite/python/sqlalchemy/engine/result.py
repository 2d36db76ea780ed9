"""Results: rows from a cursor or an iterator, and the views of them as scalars, mappings and tuples."""

from .. import exc
from ..util import EMPTY_DICT
from .row import RMKeyView, Row, RowMapping  # noqa: F401


class ResultMetaData:
    """The keys of a result."""

    _unique_filters = None
    _tuplegetter = None
    _processors = None
    returns_rows = True

    @property
    def keys(self):
        found = self.__dict__.get("_keyview")
        if found is None:
            found = self.__dict__["_keyview"] = RMKeyView(self)
        return found

    def _has_key(self, key):
        return key in self._key_to_index

    def _for_freeze(self):
        return SimpleResultMetaData(self._keys)

    def _index_for(self, key, attr_error=False):
        """The position of a key that isn't in the index of names; raises when there is none."""
        if isinstance(key, int):
            if -len(self._keys) <= key < len(self._keys):
                return key
            raise IndexError("tuple index out of range")
        index = self._lookup_object(key)
        if index is None:
            if attr_error:
                raise AttributeError(f"Could not locate column in row for column '{_show(key)}'")
            raise exc.NoSuchColumnError(f"Could not locate column in row for column '{_show(key)}'")
        return index

    def _lookup_object(self, key):
        return None

    def _key_not_found(self, key, attr_error):
        return self._index_for(key, attr_error)

    def _indexes_for_keys(self, keys):
        found = []
        for key in keys:
            if isinstance(key, int):
                if key < 0:
                    key += len(self._keys)
                if not 0 <= key < len(self._keys):
                    raise exc.NoSuchColumnError(f"Could not locate column in row for column '{key}'")
                found.append(key)
            else:
                index = self._key_to_index.get(key) if _hashable(key) else None
                found.append(self._index_for(key) if index is None else index)
        return found

    def _reduce(self, keys):
        """The metadata of a result with only these columns, and the positions of the columns."""
        indexes = self._indexes_for_keys(keys)
        filters = [self._unique_filters[i] for i in indexes] if self._unique_filters else None
        objects = [self._objects_at(i) for i in indexes]
        return SimpleResultMetaData([self._keys[i] for i in indexes], extra=objects, _unique_filters=filters), indexes

    def _objects_at(self, index):
        return ()


def _hashable(key):
    try:
        hash(key)
    except TypeError:
        return False
    return True


def _show(key):
    return getattr(key, "description", None) and str(key) if hasattr(key, "_is_column_element") else key


class SimpleResultMetaData(ResultMetaData):
    """Keys that are given as a list; `extra` holds for each key the objects that stand for it too."""

    def __init__(self, keys, extra=None, _processors=None, _tuplegetter=None, _translated_indexes=None, _unique_filters=None):
        self._keys = list(keys)
        self._extra = [tuple(e) if e else () for e in extra] if extra else None
        self._unique_filters = _unique_filters
        index = {}
        for i, key in enumerate(self._keys):
            index.setdefault(key, i)
        if self._extra:
            for i, objects in enumerate(self._extra):
                for obj in objects:
                    if _hashable(obj):
                        index.setdefault(obj, i)
        self._key_to_index = index

    def _objects_at(self, index):
        return self._extra[index] if self._extra else ()


def result_tuple(fields, extra=None):
    parent = SimpleResultMetaData(fields, extra)
    return lambda data: Row(parent, data)


_NO_ROW = object()


class ResultInternal:
    """Fetching, with uniqueness and the form of the rows."""

    _unique_filter_state = None
    _real_result = None
    _yield_per = None
    _source_supports_scalars = False
    _indexes = None
    _is_scalar_view = False
    _generate_rows = True

    def _source(self):
        """The Result from which the rows come."""
        return self._real_result if self._real_result is not None else self

    # The form of rows.

    def _convert(self, raw):
        """What a raw row of the source becomes here."""
        if self._is_scalar_view:
            source = self._source()
            if source._source_supports_scalars and not self._indexes:
                return raw
            return raw[self._indexes[0] if self._indexes else 0]
        if self._source()._source_supports_scalars:
            raw = (raw,)
        if self._indexes is not None:
            raw = tuple([raw[i] for i in self._indexes])
        return self._post(Row(self._metadata, raw))

    def _post(self, row):
        return row

    def _unique_fn(self):
        """The set of what was seen, and the function that makes a row into what is looked up there."""
        state = self._unique_filter_state
        if state is None:
            return None
        seen, strategy = state
        if strategy is None:
            filters = self._metadata._unique_filters
            if self._is_scalar_view:
                strategy = filters[0] if filters and filters[0] else None
            elif filters and any(filters):
                fns = list(filters)

                def strategy(row):
                    data = row._data if hasattr(row, "_data") else row
                    return tuple([f(v) if f else v for f, v in zip(fns, data)])

        return seen, strategy

    def _filtered(self, raws):
        convert = self._convert
        unique = self._unique_fn()
        if unique is None:
            return [convert(r) for r in raws]
        seen, strategy = unique
        result = []
        for raw in raws:
            obj = convert(raw)
            key = strategy(obj) if strategy else obj
            if key not in seen:
                seen.add(key)
                result.append(obj)
        return result

    def _allrows(self):
        return self._filtered(self._source()._fetchall_impl())

    def _iter_rows(self):
        while True:
            row = self._one_or_none_row()
            if row is _NO_ROW:
                return
            yield row

    def _one_or_none_row(self):
        source = self._source()
        while True:
            raw = source._fetchone_impl()
            if raw is _NO_ROW:
                return _NO_ROW
            unique = self._unique_fn()
            obj = self._convert(raw)
            if unique is None:
                return obj
            seen, strategy = unique
            key = strategy(obj) if strategy else obj
            if key not in seen:
                seen.add(key)
                return obj

    def _manyrows(self, num):
        source = self._source()
        if num is None:
            num = source._yield_per
        if num is None:
            if self._unique_filter_state is None:
                return self._filtered(source._fetchmany_impl(None))
            num = 1
        if self._unique_filter_state is None:
            return self._filtered(source._fetchmany_impl(num))
        rows = []
        while len(rows) < num:
            raws = source._fetchmany_impl(num - len(rows))
            if not raws:
                break
            rows.extend(self._filtered(raws))
        return rows

    def _only_one_row(self, raise_for_second_row, raise_for_none, scalar):
        source = self._source()
        row = self._one_or_none_row()
        if row is _NO_ROW:
            source._soft_close(hard=True)
            if raise_for_none:
                raise exc.NoResultFound("No row was found when one was required")
            return None
        if raise_for_second_row:
            second = self._one_or_none_row() if self._unique_filter_state is not None else source._fetchone_impl()
            if second is not _NO_ROW:
                source._soft_close(hard=True)
                if raise_for_none:
                    raise exc.MultipleResultsFound("Multiple rows were found when exactly one was required")
                raise exc.MultipleResultsFound("Multiple rows were found when one or none was required")
            source._soft_close(hard=True)
        else:
            source._soft_close(hard=True)
        return row[0] if scalar and not self._is_scalar_view else row

    def _column_slices(self, indexes):
        meta, positions = self._metadata._reduce(indexes)
        if self._indexes is not None:
            positions = [self._indexes[p] for p in positions]
        self._metadata, self._indexes = meta, positions
        return self

    def _set_yield_per(self, num):
        self._source()._yield_per = num

    def _generate(self):
        s = object.__new__(type(self))
        s.__dict__.update(self.__dict__)
        return s


class _WithKeys:
    def keys(self):
        return self._metadata.keys


class _Views:
    """What Result and its views have in common."""

    def yield_per(self, num):
        self._set_yield_per(num)
        return self

    def unique(self, strategy=None):
        self._unique_filter_state = (set(), strategy)
        return self

    def partitions(self, size=None):
        while True:
            partition = self._manyrows(size)
            if not partition:
                break
            yield partition

    def fetchall(self):
        return self._allrows()

    def fetchmany(self, size=None):
        return self._manyrows(size)

    def all(self):
        return self._allrows()

    def __iter__(self):
        return self._iter_rows()

    def __next__(self):
        row = self._one_or_none_row()
        if row is _NO_ROW:
            raise StopIteration()
        return row

    def first(self):
        return self._only_one_row(False, False, False)

    def one_or_none(self):
        return self._only_one_row(True, False, False)

    def one(self):
        return self._only_one_row(True, True, False)

    def __enter__(self):
        return self

    def __exit__(self, type_, value, traceback):
        self.close()

    @property
    def closed(self):
        return self._source()._is_closed()

    def close(self):
        self._source()._soft_close(hard=True)


class Result(_WithKeys, _Views, ResultInternal):
    """Rows."""

    _row_logging_fn = None
    _is_cursor = False
    _attributes = EMPTY_DICT

    def __init__(self, cursor_metadata):
        self._metadata = cursor_metadata

    def _is_closed(self):
        return False

    def close(self):
        self._soft_close(hard=True)

    @property
    def _soft_closed(self):
        return False

    def columns(self, *col_expressions):
        return self._column_slices(col_expressions)

    def scalars(self, index=0):
        return ScalarResult(self, index)

    def mappings(self):
        return MappingResult(self)

    def tuples(self):
        return self

    @property
    def t(self):
        return self

    def _getter(self, key, raiseerr=True):
        index = self._metadata._indexes_for_keys([key])[0]
        return lambda row: row[index]

    def _tuple_getter(self, keys):
        indexes = self._metadata._indexes_for_keys(keys)
        return lambda row: tuple([row[i] for i in indexes])

    def fetchone(self):
        row = self._one_or_none_row()
        return None if row is _NO_ROW else row

    def scalar(self):
        return self._only_one_row(False, False, True)

    def scalar_one(self):
        return self._only_one_row(True, True, True)

    def scalar_one_or_none(self):
        return self._only_one_row(True, False, True)

    def freeze(self):
        return FrozenResult(self)

    def merge(self, *others):
        return MergedResult(self._metadata, (self, *others))

    def _raw_row_iterator(self):
        while True:
            raw = self._fetchone_impl()
            if raw is _NO_ROW:
                return
            yield raw

    def _raw_all_rows(self):
        return [Row(self._metadata, (r,) if self._source_supports_scalars else r) for r in self._fetchall_impl()]


class FilterResult(_Views, ResultInternal):
    """A view of a Result."""

    def __init__(self, real_result):
        self._real_result = real_result
        self._metadata = real_result._metadata
        self._indexes = real_result._indexes
        self._unique_filter_state = real_result._unique_filter_state

    @property
    def _soft_closed(self):
        return self._real_result._soft_closed

    def fetchone(self):
        row = self._one_or_none_row()
        return None if row is _NO_ROW else row

    @property
    def _attributes(self):
        return self._real_result._attributes


class ScalarResult(FilterResult):
    """The values of one column."""

    _is_scalar_view = True

    def __init__(self, real_result, index):
        super().__init__(real_result)
        if real_result._source_supports_scalars and index == 0:
            self._indexes = None
        else:
            meta, positions = real_result._metadata._reduce([index])
            self._metadata = meta
            self._indexes = [real_result._indexes[p] for p in positions] if real_result._indexes is not None else positions
        if real_result._unique_filter_state is not None and real_result._unique_filter_state[1] is None:
            self._unique_filter_state = (set(), None)


class TupleResult(FilterResult):
    pass


class MappingResult(_WithKeys, FilterResult):
    """Rows as mappings."""

    def columns(self, *col_expressions):
        return self._column_slices(col_expressions)

    def _post(self, row):
        return row._mapping


class IteratorResult(Result):
    """Rows from an iterator."""

    _hard_closed = False
    _closed = False

    def __init__(self, cursor_metadata, iterator, raw=None, _source_supports_scalars=False):
        self._metadata = cursor_metadata
        self.iterator = iter(iterator)
        self.raw = raw
        self._source_supports_scalars = _source_supports_scalars

    def _is_closed(self):
        return self._hard_closed

    @property
    def _soft_closed(self):
        return self._closed

    def _soft_close(self, hard=False, **kw):
        if hard:
            self._hard_closed = True
        if self.raw is not None:
            self.raw._soft_close(hard=hard, **kw)
        self.iterator = iter([])
        self._closed = True

    def _check_open(self):
        if self._hard_closed:
            raise exc.ResourceClosedError("This result object is closed.")

    def _fetchone_impl(self):
        self._check_open()
        for row in self.iterator:
            return row
        self._soft_close()
        return _NO_ROW

    def _fetchall_impl(self):
        self._check_open()
        try:
            return list(self.iterator)
        finally:
            self._soft_close()

    def _fetchmany_impl(self, size=None):
        self._check_open()
        if size is None:
            return self._fetchall_impl()
        rows = []
        for row in self.iterator:
            rows.append(row)
            if len(rows) >= size:
                break
        return rows


def null_result():
    return IteratorResult(SimpleResultMetaData([]), iter([]))


class ChunkedIteratorResult(IteratorResult):
    """Rows from a function that gives them in chunks of a size."""

    def __init__(self, cursor_metadata, chunks, source_supports_scalars=False, raw=None, dynamic_yield_per=False):
        self._metadata = cursor_metadata
        self.chunks = chunks
        self._source_supports_scalars = source_supports_scalars
        self.raw = raw
        self.iterator = self._chain(None)
        self.dynamic_yield_per = dynamic_yield_per

    def _chain(self, num):
        for chunk in self.chunks(num):
            yield from chunk

    def yield_per(self, num):
        self._yield_per = num
        self.iterator = self._chain(num)
        return self

    def _set_yield_per(self, num):
        self._yield_per = num
        self.iterator = self._chain(num)


class MergedResult(IteratorResult):
    """The rows of several results one after the other."""

    def __init__(self, cursor_metadata, results):
        self._results = results

        def rows():
            for r in results:
                yield from r._raw_row_iterator()

        super().__init__(cursor_metadata, rows())
        self._source_supports_scalars = results[0]._source_supports_scalars
        self._unique_filter_state = results[0]._unique_filter_state

    @property
    def rowcount(self):
        return sum(r.rowcount for r in self._results)


class FrozenResult:
    """All rows of a result, kept so that they can be gone through again."""

    def __init__(self, result):
        self.metadata = result._metadata._for_freeze()
        self._source_supports_scalars = result._source_supports_scalars
        self._attributes = result._attributes
        self.data = list(result._fetchall_impl())

    def rewrite_rows(self):
        return [[elem] for elem in self.data] if self._source_supports_scalars else [list(row) for row in self.data]

    def with_new_rows(self, tuple_data):
        fr = FrozenResult.__new__(FrozenResult)
        fr.metadata = self.metadata
        fr._attributes = self._attributes
        fr._source_supports_scalars = self._source_supports_scalars
        fr.data = [d[0] for d in tuple_data] if self._source_supports_scalars else list(tuple_data)
        return fr

    def __call__(self):
        result = IteratorResult(self.metadata, iter(self.data))
        result._attributes = self._attributes
        result._source_supports_scalars = self._source_supports_scalars
        return result


