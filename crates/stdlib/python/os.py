"""The operating system: files, folders and the environment, over the host's primitives (`posix`)."""

import posix as _posix
import posixpath as path
import sys as _sys
from collections.abc import MutableMapping as _MutableMapping

_sys.modules["os.path"] = path
name = "posix"
linesep = "\n"
curdir, pardir, sep, pathsep, defpath, extsep, altsep, devnull = (
    path.curdir, path.pardir, path.sep, path.pathsep, path.defpath, path.extsep, path.altsep, path.devnull,
)  # fmt: skip
error = OSError
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
F_OK, R_OK, W_OK, X_OK = 0, 4, 2, 1

for _name in (
    "open close read write lseek stat lstat fstat listdir mkdir rmdir unlink rename chdir getcwd "
    "getpid urandom access utime truncate cpu_count strerror stat_result chmod umask isatty "
    "ftruncate fsync dup getppid getuid getgid geteuid uname times replace symlink readlink link "
    "kill pipe terminal_size get_terminal_size O_RDONLY O_WRONLY O_RDWR O_CREAT O_EXCL O_TRUNC O_APPEND"
).split():
    if hasattr(_posix, _name):
        globals()[_name] = getattr(_posix, _name)
del _name

remove = unlink  # noqa: F821


def replace(src, dst):
    _posix.rename(src, dst)


def __getattr__(name):
    if name in ("fork", "system", "popen", "execv", "execvp", "spawnv", "spawnl", "wait", "waitpid", "fdopen"):
        if name == "fdopen":
            from io import open

            return open
        from _playground import unsupported

        unsupported(f"os.{name}", "Other processes can't be started here.")
    raise AttributeError(f"module 'os' has no attribute {name!r}")


def fspath(path):
    """The text of a path."""
    if isinstance(path, (str, bytes)):
        return path
    method = getattr(type(path), "__fspath__", None)
    if method is None:
        raise TypeError(f"expected str, bytes or os.PathLike object, not {type(path).__name__}")
    result = method(path)
    if not isinstance(result, (str, bytes)):
        raise TypeError(
            f"expected {type(path).__name__}.__fspath__() to return str or bytes, not {type(result).__name__}"
        )
    return result


def fsencode(filename):
    filename = fspath(filename)
    return filename.encode("utf-8", "surrogateescape") if isinstance(filename, str) else filename


def fsdecode(filename):
    filename = fspath(filename)
    return filename.decode("utf-8", "surrogateescape") if isinstance(filename, bytes) else filename


class _PathLikeMeta(type):
    def __instancecheck__(cls, obj):
        return hasattr(type(obj), "__fspath__") if cls is PathLike else super().__instancecheck__(obj)

    def __subclasscheck__(cls, sub):
        return hasattr(sub, "__fspath__") if cls is PathLike else super().__subclasscheck__(sub)


class PathLike(metaclass=_PathLikeMeta):
    """What can say which path it stands for."""

    def __fspath__(self):
        raise NotImplementedError

    @classmethod
    def __class_getitem__(cls, item):
        from types import GenericAlias

        return GenericAlias(cls, item)


class _Environ(_MutableMapping):
    """The environment; values are text."""

    def __init__(self, data):
        self._data = data

    def __getitem__(self, key):
        try:
            return self._data[key]
        except KeyError:
            raise KeyError(key) from None

    def __setitem__(self, key, value):
        for item in (key, value):
            if not isinstance(item, str):
                raise TypeError(f"str expected, not {type(item).__name__}")
        self._data[key] = value

    def __delitem__(self, key):
        try:
            del self._data[key]
        except KeyError:
            raise KeyError(key) from None

    def __iter__(self):
        return iter(list(self._data))

    def __len__(self):
        return len(self._data)

    def copy(self):
        return dict(self)

    def setdefault(self, key, value):
        if key not in self:
            self[key] = value
        return self[key]

    def __or__(self, other):
        return {**dict(self), **other} if hasattr(other, "keys") else NotImplemented

    def __ror__(self, other):
        return {**other, **dict(self)} if hasattr(other, "keys") else NotImplemented

    def __ior__(self, other):
        self.update(other)
        return self

    def __repr__(self):
        shown = ", ".join([f"{key!r}: {value!r}" for key, value in self._data.items()])
        return f"environ({{{shown}}})"


environ = _Environ(
    {
        key.decode() if isinstance(key, bytes) else key: value.decode() if isinstance(value, bytes) else value  # fmt: skip
        for key, value in _posix.environ.items()
    }
)


def getenv(key, default=None):
    return environ.get(key, default)


def putenv(key, value):
    environ[key] = value


def unsetenv(key):
    environ.pop(key, None)


def makedirs(name, mode=0o777, exist_ok=False):
    """Make a folder and the folders above it."""
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        try:
            makedirs(head, exist_ok=exist_ok)
        except FileExistsError:
            pass
    try:
        mkdir(name, mode)  # noqa: F821
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


def removedirs(name):
    rmdir(name)  # noqa: F821
    head, tail = path.split(name)
    while head and tail:
        try:
            rmdir(head)  # noqa: F821
        except OSError:
            break
        head, tail = path.split(head)


def renames(old, new):
    head, tail = path.split(new)
    if head and tail and not path.exists(head):
        makedirs(head)
    _posix.rename(old, new)


class DirEntry:
    """One entry of a folder."""

    def __init__(self, folder, name):
        self.name = name
        self.path = path.join(folder, name) if folder != "." else path.join(".", name)

    def stat(self, *, follow_symlinks=True):
        return _posix.stat(self.path)

    def is_dir(self, *, follow_symlinks=True):
        return path.isdir(self.path)

    def is_file(self, *, follow_symlinks=True):
        return path.isfile(self.path)

    def is_symlink(self):
        return path.islink(self.path)

    def inode(self):
        return self.stat().st_ino

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return f"<DirEntry {self.name!r}>"


class _Entries:
    def __init__(self, entries):
        self._entries = iter(entries)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._entries)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()

    def close(self):
        self._entries = iter(())


def scandir(folder="."):
    folder = fspath(folder)
    return _Entries([DirEntry(folder, name) for name in _posix.listdir(folder)])


def walk(top, topdown=True, onerror=None, followlinks=False):
    """Every folder below one, with its folders and files."""
    top = fspath(top)
    try:
        names = _posix.listdir(top)
    except OSError as error:
        if onerror is not None:
            onerror(error)
        return
    dirs = [name for name in names if path.isdir(path.join(top, name))]
    files = [name for name in names if name not in dirs]
    if topdown:
        yield top, dirs, files
    for name in dirs:
        yield from walk(path.join(top, name), topdown, onerror, followlinks)
    if not topdown:
        yield top, dirs, files


def process_cpu_count():
    return 1


if not hasattr(_posix, "cpu_count"):
    cpu_count = process_cpu_count
