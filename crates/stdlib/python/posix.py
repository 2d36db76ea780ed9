"""The primitives of `os` on the engine's file system in memory (`_files`). Processes, users and devices don't exist."""

import _files
import _playground
from _io import _open_file

O_RDONLY = 0
O_WRONLY = 1
O_RDWR = 2
O_CREAT = 64
O_EXCL = 128
O_TRUNC = 512
O_APPEND = 1024
F_OK = 0
R_OK = 4
W_OK = 2
X_OK = 1

_folder = ["/app"]
_open = {}

environ = _files.environment()


def _fs(path):
    if hasattr(path, "__fspath__"):
        path = path.__fspath__()
    if isinstance(path, bytes):
        path = path.decode()
    if not isinstance(path, str):
        raise TypeError(f"expected str, bytes or os.PathLike object, not {type(path).__name__}")
    return path


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    if hasattr(type(path), "__fspath__"):
        return path.__fspath__()
    raise TypeError(f"expected str, bytes or os.PathLike object, not {type(path).__name__}")


def _at(path):
    path = _fs(path)
    return path if path.startswith("/") else f"{_folder[0]}/{path}"


def _missing(path):
    return FileNotFoundError(2, "No such file or directory", path)


class stat_result(tuple):
    __module__ = "os"
    _names = ("mode", "ino", "dev", "nlink", "uid", "gid", "size", "atime", "mtime", "ctime")

    def __getattr__(self, name):
        if name.startswith("st_") and name[3:] in self._names:
            return self[self._names.index(name[3:])]
        raise AttributeError(f"'os.stat_result' object has no attribute '{name}'")


def stat(path, *, dir_fd=None, follow_symlinks=True):
    at = _at(path)
    kind = _files.kind(at)
    if kind is None:
        raise _missing(path)
    size, changed = _files.facts(at)
    mode = 0o100644 if kind == "file" else 0o040755
    seconds = changed / 1000000
    return stat_result((mode, 1, 1, 1, 0, 0, size, seconds, seconds, seconds))


lstat = stat


def access(path, mode):
    return _files.kind(_at(path)) is not None


def getcwd():
    return _folder[0]


def chdir(path):
    at = _at(path)
    if _files.kind(at) != "folder":
        raise _missing(path)
    _folder[0] = at.rstrip("/") or "/"


def listdir(path="."):
    at = _at(path)
    kind = _files.kind(at)
    if kind is None:
        raise _missing(path)
    if kind == "file":
        raise NotADirectoryError(20, "Not a directory", path)
    return _files.names(at)


def mkdir(path, mode=0o777, *, dir_fd=None):
    at = _at(path)
    if _files.kind(at) is not None:
        raise FileExistsError(17, "File exists", path)
    folder = at.rstrip("/").rpartition("/")[0] or "/"
    if _files.kind(folder) != "folder":
        raise _missing(path)
    _files.make_folder(at)


def rmdir(path, *, dir_fd=None):
    at = _at(path)
    if _files.kind(at) != "folder":
        raise _missing(path)
    if _files.names(at):
        raise OSError(39, "Directory not empty", path)
    _files.remove_folder(at)


def unlink(path, *, dir_fd=None):
    at = _at(path)
    if _files.kind(at) == "folder":
        raise IsADirectoryError(21, "Is a directory", path)
    if not _files.remove(at):
        raise _missing(path)


remove = unlink


def rename(src, dst, **options):
    at = _at(src)
    kind = _files.kind(at)
    if kind is None:
        raise FileNotFoundError(2, "No such file or directory", src, None, dst)
    if kind == "file":
        _files.write(_at(dst), _files.read(at))
        _files.remove(at)
        return
    _files.make_folder(_at(dst))
    for name in _files.names(at):
        rename(f"{at}/{name}", f"{_at(dst)}/{name}")
    _files.remove_folder(at)


replace = rename


def open(path, flags, mode=0o777, *, dir_fd=None):
    at = _at(path)
    there = _files.kind(at)
    if there is None and not flags & O_CREAT:
        raise _missing(path)
    if there is not None and flags & O_EXCL:
        raise FileExistsError(17, "File exists", path)
    if flags & O_TRUNC or there is None:
        _files.write(at, b"")
    file = _open_file(at, "r", True)
    file._append = bool(flags & O_APPEND)
    number = 3
    while number in _open:
        number += 1
    _open[number] = file
    return number


def _file(fd):
    if fd not in _open:
        raise OSError(9, "Bad file descriptor")
    return _open[fd]


def read(fd, n):
    return _file(fd).read(n)


def write(fd, data):
    file = _file(fd)
    count = file.write(data)
    file.flush()
    return count


def lseek(fd, position, whence):
    return _file(fd).seek(position, whence)


def close(fd):
    _file(fd).close()
    del _open[fd]


def fstat(fd):
    return stat(_file(fd)._path)


def truncate(path, length):
    at = _at(path)
    data = _files.read(at)
    if data is None:
        raise _missing(path)
    _files.write(at, data[:length] + b"\x00" * (length - len(data)))


def utime(path, times=None, **options):
    if _files.kind(_at(path)) is None:
        raise _missing(path)


def putenv(name, value):
    environ[name] = value


def unsetenv(name):
    environ.pop(name, None)


def getpid():
    return 1


def urandom(size):
    return _playground.entropy(size)


def cpu_count():
    return 1


_ERRORS = {
    1: "Operation not permitted",
    2: "No such file or directory",
    9: "Bad file descriptor",
    13: "Permission denied",
    17: "File exists",
    20: "Not a directory",
    21: "Is a directory",
    22: "Invalid argument",
    39: "Directory not empty",
}


def strerror(code):
    return _ERRORS.get(code, f"Unknown error {code}")
