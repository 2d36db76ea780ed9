"""Files and streams: what `io` and the built-in `open` are made of.

Files live in the memory of the engine (`_files`) and are whole there; modes, positions, buffers, encodings and line
ends are made here. A file is written when it is flushed or closed.
"""

import _files

DEFAULT_BUFFER_SIZE = 131072


# The files that were written to and not flushed. Nothing here notices when a program drops a file that it hasn't closed, so it is saved
# before another is opened, and when the program has answered.
_unsaved = {}


def save_all():
    """Flush what was written."""
    for file in list(_unsaved.values()):
        file.flush()


class UnsupportedOperation(OSError, ValueError):
    pass


UnsupportedOperation.__module__ = "io"


def _closed():
    return ValueError("I/O operation on closed file.")


class IOBase:
    __module__ = "io"
    closed = False

    def _check(self):
        if self.closed:
            raise _closed()

    def _refuse(self, what):
        raise UnsupportedOperation(what)

    def readable(self):
        return False

    def writable(self):
        return False

    def seekable(self):
        return False

    def isatty(self):
        self._check()
        return False

    def fileno(self):
        self._refuse("fileno")

    def flush(self):
        self._check()

    def close(self):
        if not self.closed:
            self.flush()
            self.closed = True

    def seek(self, offset, whence=0):
        self._refuse("seek")

    def tell(self):
        return self.seek(0, 1)

    def truncate(self, size=None):
        self._refuse("truncate")

    def readline(self, size=-1):
        self._refuse("readline")

    def readlines(self, hint=-1):
        lines = []
        total = 0
        for line in self:
            lines.append(line)
            total += len(line)
            if hint is not None and 0 < hint <= total:
                break
        return lines

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *exc):
        self.close()

    def __iter__(self):
        self._check()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line


class RawIOBase(IOBase):
    __module__ = "io"


class BufferedIOBase(IOBase):
    __module__ = "io"


class TextIOBase(IOBase):
    __module__ = "io"
    encoding = None
    errors = None
    newlines = None


class _Bytes(BufferedIOBase):
    """Bytes with a position: what `BytesIO` and binary files share."""

    def _start(self, data, position=0):
        self._data = bytearray(data)
        self._position = position

    def seekable(self):
        self._check()
        return True

    def _changed(self):
        pass

    def read(self, size=-1):
        self._check()
        if not self.readable():
            self._refuse("not readable" if isinstance(self, BytesIO) else "read")
        start = self._position
        end = len(self._data) if size is None or size < 0 else start + size
        data = bytes(self._data[start:end])
        self._position = start + len(data)
        return data

    read1 = read

    def readinto(self, buffer):
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def readline(self, size=-1):
        self._check()
        if not self.readable():
            self._refuse("read")
        end = self._data.find(b"\n", self._position)
        end = len(self._data) if end < 0 else end + 1
        if size is not None and size >= 0:
            end = min(end, self._position + size)
        data = bytes(self._data[self._position : end])
        self._position = max(self._position, end)
        return data

    def write(self, data):
        self._check()
        if not self.writable():
            self._refuse("write")
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        data = bytes(data)
        position = self._position
        if position > len(self._data):
            self._data.extend(b"\x00" * (position - len(self._data)))
        self._data[position : position + len(data)] = data
        self._position = position + len(data)
        if data:
            self._changed()
        return len(data)

    def seek(self, offset, whence=0):
        self._check()
        if whence == 1:
            offset += self._position
        elif whence == 2:
            offset += len(self._data)
        elif whence != 0:
            raise ValueError(f"invalid whence ({whence}, should be 0, 1 or 2)")
        if offset < 0:
            if whence == 0:
                raise ValueError(f"negative seek value {offset}")
            offset = 0
        self._position = offset
        return offset

    def tell(self):
        self._check()
        return self._position

    def truncate(self, size=None):
        self._check()
        size = self._position if size is None else size
        if size < 0:
            raise ValueError(f"negative size value {size}")
        del self._data[size:]
        self._changed()
        return size


class BytesIO(_Bytes):
    __module__ = "_io"

    def __init__(self, initial_bytes=b""):
        self._start(initial_bytes or b"")

    def readable(self):
        return True

    def writable(self):
        return True

    def getvalue(self):
        self._check()
        return bytes(self._data)

    def getbuffer(self):
        self._check()
        return memoryview(self._data)


class BufferedReader(_Bytes):
    """A file opened in a binary mode; `BufferedWriter` and `BufferedRandom` are the same with other rights."""

    __module__ = "_io"
    _rights = "r"

    def __init__(self, path, data=b"", position=0, rights=None, append=False, dirty=False):
        self.name = path
        self._path = path
        self._append = append
        self._dirty = dirty
        if rights is not None:
            self._rights = rights
        self._start(data, position)
        if dirty:
            self.flush()

    @property
    def mode(self):
        return {"r": "rb", "w": "wb", "rw": "rb+"}[self._rights]

    def readable(self):
        self._check()
        return "r" in self._rights

    def writable(self):
        self._check()
        return "w" in self._rights

    def write(self, data):
        if self._append:
            self._position = len(self._data)
        return _Bytes.write(self, data)

    def _changed(self):
        self._dirty = True
        _unsaved[id(self)] = self

    def peek(self, size=0):
        return bytes(self._data[self._position :])

    def flush(self):
        self._check()
        _unsaved.pop(id(self), None)
        if self._dirty:
            _files.write(self._path, bytes(self._data))
            self._dirty = False

    def __repr__(self):
        return f"<_io.{type(self).__name__} name={self.name!r}>"


class BufferedWriter(BufferedReader):
    __module__ = "_io"
    _rights = "w"


class BufferedRandom(BufferedReader):
    __module__ = "_io"
    _rights = "rw"


FileIO = BufferedRandom
BufferedRWPair = BufferedRandom


class _Text(TextIOBase):
    """Text with a position in characters: what `StringIO` and text files share."""

    def _take(self, text):
        """Line ends as the program sees them."""
        if self._newline is None:
            return text.replace("\r\n", "\n").replace("\r", "\n")
        return text

    def seekable(self):
        self._check()
        return True

    def read(self, size=-1):
        self._check()
        if not self.readable():
            self._refuse("not readable")
        start = self._position
        end = len(self._text) if size is None or size < 0 else start + size
        text = self._text[start:end]
        self._position = start + len(text)
        return text

    def readline(self, size=-1):
        self._check()
        if not self.readable():
            self._refuse("not readable")
        text, start = self._text, self._position
        ends = [self._newline] if self._newline else ["\n"]
        if self._newline == "":
            ends = ["\r\n", "\n", "\r"]
        best = None
        for end in ends:
            at = text.find(end, start)
            # The first end counts; of two at one place, the longer, which is tried first.
            if at >= 0 and (best is None or at < best[0]):
                best = at, at + len(end)
        stop = len(text) if best is None else best[1]
        if size is not None and size >= 0:
            stop = min(stop, start + size)
        self._position = max(start, stop)
        return text[start:stop]

    def _insert(self, text):
        position = self._position
        if position > len(self._text):
            self._text += "\x00" * (position - len(self._text))
        if position == len(self._text):
            self._text += text
        else:
            self._text = self._text[:position] + text + self._text[position + len(text) :]
        self._position = position + len(text)

    def seek(self, offset, whence=0):
        self._check()
        if whence == 1:
            if offset != 0:
                raise OSError("Can't do nonzero cur-relative seeks")
            offset = self._position
        elif whence == 2:
            if offset != 0:
                raise OSError("Can't do nonzero cur-relative seeks")
            offset = len(self._text)
        if offset < 0:
            raise ValueError(f"Negative seek position {offset}")
        self._position = offset
        return offset

    def tell(self):
        self._check()
        return self._position


class StringIO(_Text):
    __module__ = "_io"

    def __init__(self, initial_value="", newline="\n"):
        if initial_value is not None and not isinstance(initial_value, str):
            raise TypeError(f"initial_value must be str or None, not {type(initial_value).__name__}")
        self._newline = newline
        self._text = self._take(initial_value or "")
        self._position = 0

    def readable(self):
        self._check()
        return True

    def writable(self):
        self._check()
        return True

    def write(self, text):
        self._check()
        if not isinstance(text, str):
            raise TypeError(f"string argument expected, got '{type(text).__name__}'")
        if self._newline is None:
            self._insert(self._take(text))
        elif self._newline in ("\r", "\r\n"):
            self._insert(text.replace("\n", self._newline))
        else:
            self._insert(text)
        return len(text)

    def getvalue(self):
        self._check()
        return self._text

    def truncate(self, size=None):
        self._check()
        size = self._position if size is None else size
        if size < 0:
            raise ValueError(f"Negative size value {size}")
        self._text = self._text[:size]
        return size


class TextIOWrapper(_Text):
    """Text over a binary stream. The text is decoded when it is first needed, and encoded when it is flushed."""

    __module__ = "_io"

    def __init__(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False):
        self.buffer = buffer
        self.encoding = encoding or "utf-8"
        self.errors = errors or "strict"
        self._newline = newline
        self.line_buffering = line_buffering
        self._pending = []
        self._loaded = None
        self._position = 0
        self.mode = "r"

    @property
    def name(self):
        return self.buffer.name

    @property
    def _text(self):
        if self._loaded is None:
            self._flush_pending()
            self._loaded = self._take(self.buffer.read().decode(self.encoding, self.errors))
        return self._loaded

    def readable(self):
        self._check()
        return self.buffer.readable()

    def writable(self):
        self._check()
        return self.buffer.writable()

    def write(self, text):
        self._check()
        if not self.buffer.writable():
            self._refuse("not writable")
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        data = text
        if self._newline in ("\r", "\r\n"):
            data = data.replace("\n", self._newline)
        if self._loaded is not None:
            # The position of the text becomes one of the bytes.
            self.buffer.seek(len(self._loaded[: self._position].encode(self.encoding, self.errors)))
            self._loaded = None
        self._pending.append(data.encode(self.encoding, self.errors))
        _unsaved[id(self)] = self
        return len(text)

    def _flush_pending(self):
        if self._pending:
            data = b"".join(self._pending)
            self._pending = []
            self.buffer.write(data)

    def flush(self):
        self._check()
        _unsaved.pop(id(self), None)
        self._flush_pending()
        self.buffer.flush()

    def close(self):
        if not self.closed:
            self.flush()
            self.buffer.close()
            self.closed = True

    def seek(self, offset, whence=0):
        self._check()
        self._flush_pending()
        if whence == 0 and offset == 0 and self._loaded is None:
            self._position = 0
            return self.buffer.seek(0)
        if self._loaded is None:
            self.buffer.seek(0)
        return _Text.seek(self, offset, whence)

    def tell(self):
        self._check()
        self._flush_pending()
        return self.buffer.tell() if self._loaded is None else self._position

    def truncate(self, size=None):
        self.flush()
        self._loaded = None
        return self.buffer.truncate(size)

    def detach(self):
        self.flush()
        return self.buffer

    def reconfigure(self, **options):
        self.encoding = options.get("encoding") or self.encoding
        self.errors = options.get("errors") or self.errors

    def __repr__(self):
        return f"<_io.TextIOWrapper name={self.name!r} mode={self.mode!r} encoding={self.encoding!r}>"


def text_encoding(encoding, stacklevel=2):
    return "utf-8" if encoding is None else encoding


def open(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    if hasattr(file, "__fspath__"):
        file = file.__fspath__()
    if isinstance(file, bytes):
        file = file.decode()
    if not isinstance(file, str):
        raise TypeError(f"expected str, bytes or os.PathLike object, not {type(file).__name__}")
    if not isinstance(mode, str):
        raise TypeError(f"open() argument 'mode' must be str, not {type(mode).__name__}")
    kinds = [letter for letter in mode if letter in "rwax"]
    if any(letter not in "rwaxbt+" for letter in mode) or len(set(mode)) != len(mode):
        raise ValueError(f"invalid mode: {mode!r}")
    if "b" in mode and "t" in mode:
        raise ValueError("can't have text and binary mode at once")
    if len(kinds) != 1:
        raise ValueError("must have exactly one of create/read/write/append mode")
    if "b" in mode and (encoding is not None or errors is not None or newline is not None):
        what = "an encoding" if encoding is not None else "an errors" if errors is not None else "a newline"
        raise ValueError(f"binary mode doesn't take {what} argument")
    raw = _open_file(file, kinds[0], "+" in mode)
    if "b" in mode:
        return raw
    text = TextIOWrapper(raw, encoding, errors, newline)
    text.mode = mode
    return text


def _open_file(path, kind, update):
    save_all()
    found = _files.kind(path)
    if found == "folder":
        raise IsADirectoryError(21, "Is a directory", path)
    if kind == "x" and found is not None:
        raise FileExistsError(17, "File exists", path)
    if kind == "r":
        if found is None:
            raise FileNotFoundError(2, "No such file or directory", path)
        data = _files.read(path)
        return BufferedRandom(path, data) if update else BufferedReader(path, data)
    folder = path.rstrip("/").rpartition("/")[0]
    if folder and _files.kind(folder) != "folder":
        raise FileNotFoundError(2, "No such file or directory", path)
    data = (_files.read(path) or b"") if kind == "a" else b""
    made = BufferedRandom if update else BufferedWriter
    return made(path, data, position=len(data), append=kind == "a", dirty=kind != "a" or found is None)


open_code = open
