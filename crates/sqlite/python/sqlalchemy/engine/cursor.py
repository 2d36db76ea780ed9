"""The result of a statement that was executed on a cursor."""

from .. import exc
from .result import _NO_ROW, Result, ResultMetaData


class CursorResultMetaData(ResultMetaData):
    """The columns of a cursor, as the statement says or else as the cursor does."""

    def __init__(self, context, description):
        compiled = context.compiled
        dialect = context.dialect
        names = [d[0] for d in description]
        columns = compiled._result_columns if compiled is not None and compiled.is_sql else ()
        if context._num_sentinel:
            columns = columns[: -context._num_sentinel]
        self._ambiguous = ()
        self._statement = context.invoked_statement
        self._columns = None
        if columns and compiled._ordered_columns and len(columns) == len(names):
            self._keys = [c[0] for c in columns]
            types = [c[2] for c in columns]
            self._columns = [c[1] for c in columns]
            self._positional = True
        elif columns and compiled._textual_ordered_columns:
            self._keys = [columns[i][0] if i < len(columns) else n for i, n in enumerate(names)]
            types = [columns[i][2] if i < len(columns) else None for i in range(len(names))]
            self._columns = [columns[i][1] if i < len(columns) else None for i in range(len(names))]
            self._positional = False
        else:
            by_name = {c[0]: c for c in columns if c[0] is not None}
            loose = compiled is not None and getattr(compiled, "_loose_column_name_matching", False)
            if loose:
                by_name.update({getattr(c[1], "_tq_label", None): c for c in columns})
            found = [by_name.get(n) for n in names]
            self._keys = names
            types = [f[2] if f else None for f in found]
            self._columns = [f[1] if f else None for f in found]
            self._positional = False
        self._processors = [
            t._cached_result_processor(dialect, d[1]) if t is not None else None for t, d in zip(types, description)
        ]
        if not any(self._processors):
            self._processors = None
        index = {}
        dupes = set()
        for i, key in enumerate(self._keys):
            if key in index:
                dupes.add(key)
            index[key] = i
        if self._positional:
            for key in dupes:
                del index[key]
            self._ambiguous = dupes
        self._key_to_index = index
        self._translated = False

    def _for_statement(self, statement):
        """The same columns for another statement of the same structure, found by its own column objects."""
        if statement is self._statement:
            return self
        new = object.__new__(type(self))
        new.__dict__.update(self.__dict__)
        new._statement = statement
        new._key_to_index = {k: v for k, v in self._key_to_index.items() if isinstance(k, str) or k is None}
        new._translated = False
        new.__dict__.pop("_keyview", None)
        return new

    def _translate(self):
        """Put the column objects into the index, those of this call's statement among them."""
        if self._translated:
            return
        self._translated = True
        index = self._key_to_index
        groups = [self._columns or ()]
        if self._positional:
            cols = getattr(self._statement, "_all_selected_columns", None)
            if cols is not None and len(cols) == len(self._keys):
                groups.insert(0, cols)
        for group in groups:
            for i, col in enumerate(group):
                if col is not None:
                    index.setdefault(col, i)

    def _objects_at(self, index):
        self._translate()
        return [k for k, i in self._key_to_index.items() if i == index and not isinstance(k, str) and k is not None]

    def _has_key(self, key):
        if isinstance(key, str):
            return key in self._key_to_index or key in self._ambiguous or self._other_name(key) is not None
        return self._lookup_object(key) is not None

    def _lookup_object(self, key):
        if isinstance(key, str):
            if key in self._ambiguous:
                raise exc.InvalidRequestError(f"Ambiguous column name '{key}' in result set column descriptions")
            return self._other_name(key)
        element = key.__clause_element__() if hasattr(key, "__clause_element__") else key
        if not hasattr(element, "_is_column_element"):
            return None
        self._translate()
        index = self._key_to_index.get(element)
        if index is not None:
            self._key_to_index[key] = index
        return index

    def _other_name(self, name):
        """A column is found by its key and by its table-qualified label too."""
        for i, col in enumerate(self._columns or ()):
            if col is not None and col._is_column_element and (col.key == name or col._tq_label == name):
                self._key_to_index[name] = i
                return i
        return None


class CursorResult(Result):
    """The rows of a cursor, and what an INSERT, UPDATE or DELETE gave."""

    _is_cursor = True
    _hard_closed = False
    _closed = False
    _rows = None
    _pos = 0

    def __init__(self, context, cursor, description):
        self.context = context
        self.dialect = context.dialect
        self.cursor = cursor
        self.connection = context.root_connection
        if description is not None:
            if context._num_sentinel:
                description = description[: -context._num_sentinel]
            compiled = context.compiled
            cached = compiled.__dict__.get("_cached_metadata") if compiled is not None else None
            if cached is None:
                cached = CursorResultMetaData(context, description)
                if compiled is not None and compiled.is_sql and cached._positional:
                    compiled._cached_metadata = cached
                self._metadata = cached
            else:
                self._metadata = cached._for_statement(context.invoked_statement)
            self._processors = self._metadata._processors
            self._returns_rows = True
        else:
            self._metadata = _NoMetaData()
            self._returns_rows = False
            self._processors = None

    # Rows.

    @property
    def returns_rows(self):
        return self._returns_rows

    @property
    def _soft_closed(self):
        return self._closed

    def _is_closed(self):
        return self._hard_closed

    def _soft_close(self, hard=False):
        if (not hard and self._closed) or (hard and self._hard_closed):
            return
        if hard:
            self._hard_closed = True
        was_open = not self._closed
        self._closed = True
        if was_open:
            cursor, self.cursor = self.cursor, None
            self.connection._safe_close_cursor(cursor)
            if self._autoclose_connection():
                self.connection.close()

    def _autoclose_connection(self):
        return False

    def _check_rows(self):
        if self._hard_closed:
            raise exc.ResourceClosedError("This result object is closed.")
        if not self._returns_rows:
            self._metadata._raise()

    def _process(self, row):
        processors = self._processors
        if processors is None:
            return row
        return tuple([p(v) if p is not None else v for p, v in zip(processors, row)])

    def _fetchone_impl(self):
        self._check_rows()
        if self._rows is not None:
            if self._pos < len(self._rows):
                self._pos += 1
                return self._process(self._rows[self._pos - 1])
            self._soft_close()
            return _NO_ROW
        if self._closed:
            return _NO_ROW
        try:
            row = self.cursor.fetchone()
        except BaseException as e:
            self.connection._handle_dbapi_exception(e, None, None, self.cursor, self.context)
        if row is None:
            self._soft_close()
            return _NO_ROW
        return self._process(row)

    def _fetchall_impl(self):
        self._check_rows()
        if self._rows is not None:
            rows, self._pos = self._rows[self._pos :], len(self._rows)
        elif self._closed:
            return []
        else:
            try:
                rows = self.cursor.fetchall()
            except BaseException as e:
                self.connection._handle_dbapi_exception(e, None, None, self.cursor, self.context)
        self._soft_close()
        return [self._process(r) for r in rows] if self._processors is not None else rows

    def _fetchmany_impl(self, size=None):
        self._check_rows()
        if self._rows is not None:
            end = len(self._rows) if size is None else self._pos + size
            rows, self._pos = self._rows[self._pos : end], min(end, len(self._rows))
        elif self._closed:
            return []
        else:
            rows = self.cursor.fetchmany() if size is None else self.cursor.fetchmany(size)
        if not rows:
            self._soft_close()
        return [self._process(r) for r in rows]

    def _set_rows(self, rows):
        """Rows that were fetched already, as for RETURNING."""
        self._rows = rows
        self._pos = 0

    def close(self):
        self._soft_close(hard=True)

    # What was changed.

    @property
    def rowcount(self):
        return self.context.rowcount

    @property
    def lastrowid(self):
        return self.context.get_lastrowid()

    @property
    def is_insert(self):
        return self.context.isinsert

    def supports_sane_rowcount(self):
        return self.dialect.supports_sane_rowcount

    def supports_sane_multi_rowcount(self):
        return self.dialect.supports_sane_multi_rowcount

    def _require(self, what="inserted_primary_key"):
        context = self.context
        if not context.compiled or not context.compiled.is_sql:
            raise exc.InvalidRequestError("Statement is not a compiled expression construct.")
        if not context.isinsert:
            raise exc.InvalidRequestError("Statement is not an insert() expression construct.")

    @property
    def inserted_primary_key_rows(self):
        self._require()
        if self.context._is_explicit_returning:
            raise exc.InvalidRequestError("Can't call inserted_primary_key when returning() is used.")
        return self.context.inserted_primary_key_rows

    @property
    def inserted_primary_key(self):
        if self.context.executemany:
            raise exc.InvalidRequestError(
                "This statement was an executemany call; if primary key returning is supported, please use "
                ".inserted_primary_key_rows."
            )
        rows = self.inserted_primary_key_rows
        return rows[0] if rows else None

    def last_inserted_params(self):
        self._require()
        params = self.context.compiled_parameters
        return params if self.context.executemany else params[0]

    def last_updated_params(self):
        context = self.context
        if not context.compiled or not context.compiled.is_sql:
            raise exc.InvalidRequestError("Statement is not a compiled expression construct.")
        if not context.isupdate:
            raise exc.InvalidRequestError("Statement is not an update() expression construct.")
        return context.compiled_parameters if context.executemany else context.compiled_parameters[0]

    @property
    def returned_defaults_rows(self):
        return self.context.returned_default_rows

    @property
    def returned_defaults(self):
        if self.context.executemany:
            raise exc.InvalidRequestError(
                "This statement was an executemany call; if return defaults is supported, please use "
                ".returned_defaults_rows."
            )
        rows = self.context.returned_default_rows
        return rows[0] if rows else None

    def lastrow_has_defaults(self):
        return bool(self.context.compiled.postfetch) if self.context.compiled else False

    def postfetch_cols(self):
        return self.context.postfetch_cols

    def prefetch_cols(self):
        return self.context.prefetch_cols


class _NoMetaData(ResultMetaData):
    """The metadata of a statement that returns no rows."""

    returns_rows = False
    _keys = ()
    _key_to_index = {}

    def _raise(self, *a, **kw):
        raise exc.ResourceClosedError("This result object does not return rows. It has been closed automatically.")

    _reduce = _index_for = _indexes_for_keys = _raise

    @property
    def keys(self):
        self._raise()


class BufferedRowCursorFetchStrategy:
    """Named for programs that ask for it; rows are fetched as they are asked for."""


ResultProxy = CursorResult
