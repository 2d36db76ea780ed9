"""Reading and writing comma-separated values."""

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE, QUOTE_STRINGS, QUOTE_NOTNULL = range(6)
_limit = [131072]


class Error(Exception):
    """The text or the dialect is wrong."""


Error.__module__ = "_csv"


class Dialect:
    """How values are separated and quoted."""

    delimiter = ","
    quotechar = '"'
    escapechar = None
    doublequote = True
    skipinitialspace = False
    lineterminator = "\r\n"
    quoting = QUOTE_MINIMAL
    strict = False


class excel(Dialect):
    """What Excel writes."""


class excel_tab(excel):
    """What Excel writes with tabs."""

    delimiter = "\t"


class unix_dialect(Dialect):
    """Everything quoted, lines ended by a newline."""

    lineterminator = "\n"
    quoting = QUOTE_ALL


_dialects = {"excel": excel, "excel-tab": excel_tab, "unix": unix_dialect}
_NAMES = "delimiter quotechar escapechar doublequote skipinitialspace lineterminator quoting strict".split()


def register_dialect(name, dialect=excel, **fmtparams):
    _dialects[name] = _dialect(dialect, fmtparams)


def unregister_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    del _dialects[name]


def get_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    return _dialects[name]


def list_dialects():
    return list(_dialects)


def field_size_limit(new_limit=None):
    old = _limit[0]
    if new_limit is not None:
        _limit[0] = new_limit
    return old


def _dialect(dialect, params):
    if isinstance(dialect, str):
        dialect = get_dialect(dialect)
    result = Dialect()
    for name in _NAMES:
        setattr(result, name, params.pop(name, getattr(dialect, name)))
    if params:
        raise TypeError(f"'{next(iter(params))}' is an invalid keyword argument for this function")
    if not isinstance(result.delimiter, str) or len(result.delimiter) != 1:
        raise TypeError('"delimiter" must be a 1-character string')
    return result


class _Reader:
    """Rows of an iterable of lines."""

    def __init__(self, lines, dialect="excel", **params):
        self._lines = iter(lines)
        self.dialect = _dialect(dialect, params)
        self.line_num = 0

    def __iter__(self):
        return self

    def __next__(self):
        d = self.dialect
        row, field = [], []
        quoted = was_quoted = False
        start = True
        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                if quoted or field or row:
                    if d.strict and quoted:
                        raise Error("unexpected end of data") from None
                    row.append(self._value(field, was_quoted))
                    return row
                raise
            if not isinstance(line, str):
                raise Error(f"iterator should return strings, not {type(line).__name__} (the file should be opened in text mode)")  # fmt: skip
            self.line_num += 1
            at, end = 0, len(line)
            while at < end:
                char = line[at]
                at += 1
                if quoted:
                    if d.escapechar is not None and char == d.escapechar and at < end:
                        field.append(line[at])
                        at += 1
                    elif char == d.quotechar:
                        if d.doublequote and line[at : at + 1] == d.quotechar:
                            field.append(char)
                            at += 1
                        else:
                            quoted = False
                    else:
                        field.append(char)
                elif char == d.delimiter:
                    row.append(self._value(field, was_quoted))
                    field, was_quoted, start = [], False, True
                elif char in "\r\n":
                    break
                elif d.escapechar is not None and char == d.escapechar and at < end:
                    field.append(line[at])
                    at += 1
                    start = False
                elif start and char == d.quotechar and d.quoting != QUOTE_NONE:
                    quoted = was_quoted = True
                    start = False
                elif start and d.skipinitialspace and char == " ":
                    pass
                else:
                    if was_quoted and d.strict:
                        raise Error(f"'{d.delimiter}' expected after '{d.quotechar}'")
                    field.append(char)
                    start = False
            if not quoted:
                if not row and not field and not was_quoted:
                    return []
                row.append(self._value(field, was_quoted))
                return row

    def _value(self, field, was_quoted):
        text = "".join(field)
        if self.dialect.quoting == QUOTE_NONNUMERIC and not was_quoted:
            return float(text) if text else text
        return text


class _Writer:
    """Writes rows to a file."""

    def __init__(self, file, dialect="excel", **params):
        self._write = file.write
        self.dialect = _dialect(dialect, params)

    def _shown(self, value, alone):
        d = self.dialect
        text = "" if value is None else value if isinstance(value, str) else str(value)
        number = isinstance(value, (int, float))
        quoting = d.quoting
        quote = quoting == QUOTE_ALL or quoting == QUOTE_NONNUMERIC and not number
        quote = quote or quoting == QUOTE_STRINGS and isinstance(value, str)
        quote = quote or quoting == QUOTE_NOTNULL and value is not None
        special = (d.delimiter, d.quotechar, "\r", "\n", *d.lineterminator)
        out = []
        for char in text:
            if char in special or char == d.escapechar:
                if char == d.quotechar and quoting != QUOTE_NONE:
                    if d.doublequote:
                        out.append(char)
                        quote = True
                    elif d.escapechar is None:
                        raise Error("need to escape, but no escapechar set")
                    else:
                        out.append(d.escapechar)
                elif char == d.escapechar:
                    out.append(d.escapechar)
                elif quoting == QUOTE_NONE:
                    if d.escapechar is None:
                        raise Error("need to escape, but no escapechar set")
                    out.append(d.escapechar)
                else:
                    quote = True
            out.append(char)
        if not text and alone and quoting != QUOTE_NONE:
            quote = True
        text = "".join(out)
        return f"{d.quotechar}{text}{d.quotechar}" if quote else text

    def writerow(self, row):
        try:
            row = list(row)
        except TypeError:
            raise Error(f"iterable expected, not {type(row).__name__}") from None
        shown = [self._shown(value, len(row) == 1) for value in row]
        return self._write(self.dialect.delimiter.join(shown) + self.dialect.lineterminator)

    def writerows(self, rows):
        for row in rows:
            self.writerow(row)


def reader(csvfile, dialect="excel", **fmtparams):
    return _Reader(csvfile, dialect, **fmtparams)


def writer(csvfile, dialect="excel", **fmtparams):
    return _Writer(csvfile, dialect, **fmtparams)


class DictReader:
    """Rows as dicts; the names come from the first row unless they're given."""

    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect="excel", *args, **kwds):
        self._fieldnames = list(fieldnames) if fieldnames is not None else None
        self.restkey = restkey
        self.restval = restval
        self.reader = reader(f, dialect, *args, **kwds)

    @property
    def line_num(self):
        return self.reader.line_num

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            self._fieldnames = next(self.reader, None)
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __iter__(self):
        return self

    def __next__(self):
        names = self.fieldnames
        row = next(self.reader)
        while row == []:
            row = next(self.reader)
        result = dict(zip(names, row))
        if len(names) < len(row):
            result[self.restkey] = row[len(names) :]
        for name in names[len(row) :]:
            result[name] = self.restval
        return result


class DictWriter:
    """Writes dicts as rows."""

    def __init__(self, f, fieldnames, restval="", extrasaction="raise", dialect="excel", *args, **kwds):
        self.fieldnames = fieldnames
        self.restval = restval
        if extrasaction.lower() not in ("raise", "ignore"):
            raise ValueError(f"extrasaction ({extrasaction}) must be 'raise' or 'ignore'")
        self.extrasaction = extrasaction.lower()
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _list(self, row):
        if self.extrasaction == "raise":
            wrong = [name for name in row if name not in self.fieldnames]
            if wrong:
                raise ValueError(
                    "dict contains fields not in fieldnames: " + ", ".join([repr(name) for name in wrong])
                )
        return [row.get(name, self.restval) for name in self.fieldnames]

    def writerow(self, rowdict):
        return self.writer.writerow(self._list(rowdict))

    def writerows(self, rowdicts):
        for row in rowdicts:
            self.writerow(row)
