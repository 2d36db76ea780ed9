"""Temporary files and folders."""

import os

template = tempdir = None
_count = [0]


def gettempdir():
    if not os.path.isdir("/tmp"):
        os.makedirs("/tmp", exist_ok=True)
    return tempdir or "/tmp"


def gettempdirb():
    return os.fsencode(gettempdir())


def gettempprefix():
    return "tmp"


def _name(suffix, prefix, dir):
    from _playground import entropy

    letters = "abcdefghijklmnopqrstuvwxyz0123456789_"
    while True:
        middle = "".join([letters[byte % len(letters)] for byte in entropy(8)])
        path = os.path.join(dir or gettempdir(), f"{prefix or 'tmp'}{middle}{suffix or ''}")
        if not os.path.exists(path):
            return path
        _count[0] += 1
        prefix = f"{prefix or 'tmp'}{_count[0]}"


def mktemp(suffix="", prefix="tmp", dir=None):
    return _name(suffix, prefix, dir)


def mkdtemp(suffix=None, prefix=None, dir=None):
    path = _name(suffix, prefix, dir)
    os.mkdir(path, 0o700)
    return path


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    path = _name(suffix, prefix, dir)
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), path


class TemporaryDirectory:
    """A folder that goes at the end."""

    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False, *, delete=True):
        self.name = mkdtemp(suffix, prefix, dir)
        self._delete = delete

    def __enter__(self):
        return self.name

    def __exit__(self, exc, value, tb):
        if self._delete:
            self.cleanup()

    def cleanup(self):
        from shutil import rmtree

        rmtree(self.name, ignore_errors=True)

    def __repr__(self):
        return f"<{type(self).__name__} {self.name!r}>"


class _TemporaryFile:
    """A file that goes when it's closed; everything else is the file's."""

    def __init__(self, file, name, delete):
        self.file = file
        self.name = name
        self.delete = delete

    def __getattr__(self, name):
        return getattr(self.__dict__["file"], name)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()

    def __iter__(self):
        return iter(self.file)

    def close(self):
        if not self.file.closed:
            self.file.close()
            if self.delete and os.path.exists(self.name):
                os.unlink(self.name)


def NamedTemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, delete=True, *, errors=None, delete_on_close=True):  # fmt: skip
    path = _name(suffix, prefix, dir)
    return _TemporaryFile(open(path, mode, buffering, encoding, errors, newline), path, delete)


def TemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *, errors=None):  # fmt: skip
    from io import BytesIO, StringIO

    return BytesIO() if "b" in mode else StringIO(newline=newline)


class SpooledTemporaryFile:
    """A file in memory; here it stays there, whatever its size."""

    def __init__(self, max_size=0, mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *, errors=None):  # fmt: skip
        from io import BytesIO, StringIO

        self._file = BytesIO() if "b" in mode else StringIO(newline=newline)
        self._max_size = max_size
        self._rolled = False
        self.mode = mode

    def rollover(self):
        self._rolled = True

    def _check(self):
        if self._max_size and self._file.tell() > self._max_size:
            self._rolled = True

    def write(self, s):
        result = self._file.write(s)
        self._check()
        return result

    def writelines(self, iterable):
        for line in iterable:
            self.write(line)

    def __getattr__(self, name):
        return getattr(self.__dict__["_file"], name)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self._file.close()

    def __iter__(self):
        return iter(self._file)

    @property
    def name(self):
        return None

    @classmethod
    def __class_getitem__(cls, item):
        from types import GenericAlias

        return GenericAlias(cls, item)
