"""gzip: whole files at once."""

import io
import zlib

BadGzipFile = type("BadGzipFile", (OSError,), {"__module__": "gzip"})


def compress(data, compresslevel=9, *, mtime=0):
    return zlib.compress(data, compresslevel, 31)


def decompress(data):
    if data[:2] != b"\x1f\x8b":
        raise BadGzipFile(f"Not a gzipped file ({data[:2]!r})")
    return zlib.decompress(data, 31)


class GzipFile(io.BytesIO):
    """A file whose bytes are compressed when it is closed, or decompressed when it is opened."""

    def __init__(self, filename=None, mode="rb", compresslevel=9, fileobj=None, mtime=None):
        self._file = io.open(filename, mode) if fileobj is None else fileobj
        self._owned = fileobj is None
        self._level = compresslevel
        self._writing = "r" not in mode
        super().__init__(b"" if self._writing else decompress(self._file.read()))

    def close(self):
        if not self.closed:
            if self._writing:
                self._file.write(compress(self.getvalue(), self._level))
            if self._owned:
                self._file.close()
        super().close()


def open(filename, mode="rb", compresslevel=9):
    return GzipFile(filename, mode, compresslevel)
