"""Paths that read, write and list files."""

import os
import stat as _stat

from pathlib._pure import PurePath, PurePosixPath


class Path(PurePath):
    """A path in the file system."""

    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        return object.__new__(PosixPath if cls is Path else cls)

    @classmethod
    def cwd(cls):
        return cls(os.getcwd())

    @classmethod
    def home(cls):
        return cls("~").expanduser()

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        pass

    def stat(self, *, follow_symlinks=True):
        return os.stat(self._str_)

    def lstat(self):
        return os.stat(self._str_)

    def _mode(self):
        try:
            return os.stat(self._str_).st_mode
        except (OSError, ValueError):
            return None

    def exists(self, *, follow_symlinks=True):
        return self._mode() is not None

    def is_dir(self, *, follow_symlinks=True):
        mode = self._mode()
        return mode is not None and _stat.S_ISDIR(mode)

    def is_file(self, *, follow_symlinks=True):
        mode = self._mode()
        return mode is not None and _stat.S_ISREG(mode)

    def is_symlink(self):
        return os.path.islink(self._str_)

    def is_mount(self):
        return os.path.ismount(self._str_)

    def samefile(self, other_path):
        return os.path.samefile(self._str_, os.fspath(other_path))

    def open(self, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
        return open(self._str_, mode, buffering, encoding, errors, newline)

    def read_text(self, encoding=None, errors=None, newline=None):
        with self.open("r", -1, encoding or "utf-8", errors, newline) as file:
            return file.read()

    def read_bytes(self):
        with self.open("rb") as file:
            return file.read()

    def write_text(self, data, encoding=None, errors=None, newline=None):
        if not isinstance(data, str):
            raise TypeError(f"data must be str, not {type(data).__name__}")
        with self.open("w", -1, encoding or "utf-8", errors, newline) as file:
            return file.write(data)

    def write_bytes(self, data):
        with self.open("wb") as file:
            return file.write(bytes(data))

    def iterdir(self):
        names = os.listdir(self._str_)
        return iter([self._child(name) for name in names])

    def _child(self, name):
        return self.with_segments(name if self._str_ == "." else os.path.join(self._str_, name))

    def glob(self, pattern, *, case_sensitive=None, recurse_symlinks=False):
        pattern = os.fspath(pattern)
        if not pattern:
            raise ValueError(f"Unacceptable pattern: {pattern!r}")
        if pattern.startswith("/"):
            raise NotImplementedError("Non-relative patterns are unsupported")
        yield from self._glob(PurePosixPath(pattern).parts)

    def rglob(self, pattern, *, case_sensitive=None, recurse_symlinks=False):
        yield from self._glob(("**", *PurePosixPath(os.fspath(pattern)).parts))

    def _glob(self, parts):
        seen = set()
        for path in self._matching(parts):
            if path not in seen:
                seen.add(path)
                yield path

    def _matching(self, parts):
        from fnmatch import fnmatchcase

        if not parts:
            yield self
            return
        part, rest = parts[0], parts[1:]
        if part == "**":
            if rest:
                yield from self._matching(rest)
            else:
                yield self
        elif not any([char in part for char in "*?["]):
            child = self._child(part)
            if child.exists():
                yield from child._matching(rest)
            return
        if not self.is_dir():
            return
        for child in sorted(self.iterdir()):
            if part == "**":
                if child.is_dir():
                    yield from child._matching(parts)
                elif not rest:
                    yield child
            elif fnmatchcase(child.name, part) and (not rest or child.is_dir()):
                yield from child._matching(rest)

    def walk(self, top_down=True, on_error=None, follow_symlinks=False):
        for folder, dirs, files in os.walk(self._str_, top_down, on_error):
            yield self.with_segments(folder), dirs, files

    def absolute(self):
        if self.is_absolute():
            return self
        return self.with_segments(os.path.join(os.getcwd(), "" if self._str_ == "." else self._str_))

    def resolve(self, strict=False):
        return self.with_segments(os.path.realpath(self._str_, strict=strict))

    def expanduser(self):
        return self.with_segments(os.path.expanduser(self._str_))

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        try:
            os.mkdir(self._str_, mode)
        except FileNotFoundError:
            if not parents or self.parent == self:
                raise
            self.parent.mkdir(parents=True, exist_ok=True)
            self.mkdir(mode, False, exist_ok)
        except OSError:
            if not exist_ok or not self.is_dir():
                raise

    def touch(self, mode=0o666, exist_ok=True):
        if self.exists():
            if not exist_ok:
                raise FileExistsError(17, "File exists", self._str_)
            os.utime(self._str_, None)
        else:
            with self.open("ab"):
                pass

    def unlink(self, missing_ok=False):
        try:
            os.unlink(self._str_)
        except FileNotFoundError:
            if not missing_ok:
                raise

    def rmdir(self):
        os.rmdir(self._str_)

    def rename(self, target):
        os.rename(self._str_, os.fspath(target))
        return self.with_segments(target)

    def replace(self, target):
        os.replace(self._str_, os.fspath(target))
        return self.with_segments(target)

    def chmod(self, mode, *, follow_symlinks=True):
        os.chmod(self._str_, mode)

    def copy(self, target, **kwargs):
        target = self.with_segments(target)
        target.write_bytes(self.read_bytes())
        return target

    def move(self, target):
        return self.replace(target)

    @classmethod
    def from_uri(cls, uri):
        if not uri.startswith("file:"):
            raise ValueError(f"URI does not start with 'file:': {uri!r}")
        from urllib.parse import unquote

        path = unquote(uri[5:])
        if path.startswith("//"):
            path = "/" + path[2:].partition("/")[2]
        return cls(path)


class PosixPath(Path, PurePosixPath):
    """A path in a file system with slashes."""

    __slots__ = ()


Path.__module__ = PosixPath.__module__ = "pathlib"
