"""Paths that only compute: parts, parents, suffixes, joining and matching."""

import posixpath


class PurePath:
    """A path without a file system."""

    __slots__ = ("_str_", "_parts_", "_hash_")
    parser = posixpath

    def __new__(cls, *args, **kwargs):
        if cls is PurePath:
            cls = PurePosixPath
        return object.__new__(cls)

    def __init__(self, *args):
        text = ""
        for arg in args:
            if isinstance(arg, PurePath):
                piece = str(arg)
            else:
                piece = arg if isinstance(arg, str) else _fspath(arg)
            text = posixpath.join(text, piece) if text else piece
        self._str_ = _normal(text)
        self._parts_ = None
        self._hash_ = None

    def with_segments(self, *segments):
        return type(self)(*segments)

    def __str__(self):
        return self._str_

    def __fspath__(self):
        return self._str_

    def as_posix(self):
        return self._str_

    def __bytes__(self):
        return self._str_.encode("utf-8", "surrogateescape")

    def __repr__(self):
        return f"{type(self).__name__}({self._str_!r})"

    def __reduce__(self):
        return type(self), (self._str_,)

    def as_uri(self):
        if not self.is_absolute():
            raise ValueError("relative path can't be expressed as a file URI")
        from urllib.parse import quote_from_bytes

        return "file://" + quote_from_bytes(bytes(self))

    def __hash__(self):
        if self._hash_ is None:
            self._hash_ = hash(self._str_)
        return self._hash_

    def _comparable(self, other):
        return isinstance(other, PurePath)

    def __eq__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self._str_ == other._str_

    def __lt__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self._tail_key() < other._tail_key()

    def __le__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self._tail_key() <= other._tail_key()

    def __gt__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self._tail_key() > other._tail_key()

    def __ge__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self._tail_key() >= other._tail_key()

    def _tail_key(self):
        return self._str_.split("/")

    def __truediv__(self, key):
        try:
            return self.with_segments(self, key)
        except TypeError:
            return NotImplemented

    def __rtruediv__(self, key):
        try:
            return self.with_segments(key, self)
        except TypeError:
            return NotImplemented

    @property
    def drive(self):
        return ""

    @property
    def root(self):
        text = self._str_
        if text.startswith("//") and not text.startswith("///"):
            return "//"
        return "/" if text.startswith("/") else ""

    @property
    def anchor(self):
        return self.root

    @property
    def parts(self):
        if self._parts_ is None:
            root = self.root
            tail = [part for part in self._str_[len(root) :].split("/") if part and part != "."]
            self._parts_ = ((root,) if root else ()) + tuple(tail)
        return self._parts_

    @property
    def name(self):
        parts = self.parts
        return parts[-1] if parts and parts[-1] != self.root else ""

    @property
    def suffix(self):
        name = self.name
        stem = name.lstrip(".")
        at = stem.rfind(".")
        return stem[at:] if at > 0 else ""

    @property
    def suffixes(self):
        stem = self.name.lstrip(".")
        return ["." + part for part in stem.split(".")[1:]]

    @property
    def stem(self):
        name, suffix = self.name, self.suffix
        return name[: len(name) - len(suffix)] if suffix else name

    @property
    def parent(self):
        parts = self.parts
        if not parts or parts == (self.root,):
            return self
        return self.with_segments(*parts[:-1])

    @property
    def parents(self):
        found = []
        path = self
        while True:
            parent = path.parent
            if parent == path:
                return tuple(found)
            found.append(parent)
            path = parent

    def with_name(self, name):
        if not name or "/" in name or name == ".":
            raise ValueError(f"Invalid name {name!r}")
        if not self.name:
            raise ValueError(f"{self!r} has an empty name")
        return self.with_segments(*self.parts[:-1], name)

    def with_stem(self, stem):
        suffix = self.suffix
        if not suffix:
            return self.with_name(stem)
        if not stem:
            raise ValueError(f"{self!r} has a non-empty suffix")
        return self.with_name(stem + suffix)

    def with_suffix(self, suffix):
        if suffix and (not suffix.startswith(".") or "/" in suffix):
            raise ValueError(f"Invalid suffix {suffix!r}")
        stem = self.stem
        if not stem:
            raise ValueError(f"{self!r} has an empty name")
        return self.with_name(stem + suffix)

    def joinpath(self, *pathsegments):
        return self.with_segments(self, *pathsegments)

    def is_absolute(self):
        return self._str_.startswith("/")

    def is_reserved(self):
        return False

    def is_relative_to(self, other, *more):
        other = self.with_segments(other, *more)
        return other == self or other in self.parents

    def relative_to(self, other, *more, walk_up=False):
        other = self.with_segments(other, *more)
        up = 0
        for path in (other, *other.parents):
            if path == self or path in self.parents:
                break
            if not walk_up:
                raise ValueError(f"{str(self)!r} is not in the subpath of {str(other)!r}")
            if path.name == "..":
                raise ValueError(f"'..' segment in {str(other)!r} cannot be walked")
            up += 1
        else:
            raise ValueError(f"{str(self)!r} and {str(other)!r} have different anchors")
        return self.with_segments(*[".."] * up, *self.parts[len(path.parts) :])

    def match(self, path_pattern, *, case_sensitive=None):
        """Whether the end of the path fits the pattern."""
        from fnmatch import fnmatchcase

        pattern = PurePosixPath(path_pattern)
        wanted, parts = pattern.parts, self.parts
        if not wanted:
            raise ValueError("empty pattern")
        if pattern.is_absolute() and len(wanted) != len(parts) or len(wanted) > len(parts):
            return False
        return all([fnmatchcase(part, want) for part, want in zip(reversed(parts), reversed(wanted))])

    def full_match(self, pattern, *, case_sensitive=None):
        """Whether the whole path fits; `**` stands for any number of folders."""
        return _full_match(self.parts, PurePosixPath(pattern).parts)


def _full_match(parts, wanted):
    from fnmatch import fnmatchcase

    if not wanted:
        return not parts
    if wanted[0] == "**":
        return any([_full_match(parts[skip:], wanted[1:]) for skip in range(len(parts) + 1)])
    return bool(parts) and fnmatchcase(parts[0], wanted[0]) and _full_match(parts[1:], wanted[1:])


def _fspath(arg):
    method = getattr(type(arg), "__fspath__", None)
    result = method(arg) if method is not None else None
    if not isinstance(result, str):
        raise TypeError(
            "argument should be a str or an os.PathLike object where __fspath__ returns a str, "
            f"not {type(arg if method is None else result).__name__!r}"
        )
    return result


def _normal(text):
    """The path without doubled slashes and single dots."""
    if not text:
        return "."
    root = ""
    if text.startswith("/"):
        root = "//" if text.startswith("//") and not text.startswith("///") else "/"
    if not root and "//" not in text and "." not in text and not text.endswith("/"):
        return text
    parts = [part for part in text.split("/") if part and part != "."]
    return root + "/".join(parts) or "."


class PurePosixPath(PurePath):
    """A pure path with slashes."""

    __slots__ = ()


class PureWindowsPath(PurePath):
    """Paths of Windows aren't supported."""

    __slots__ = ()

    def __init__(self, *args):
        from _playground import unsupported

        unsupported("pathlib.PureWindowsPath", "Use PurePosixPath.")


for _kind in (PurePath, PurePosixPath, PureWindowsPath):
    _kind.__module__ = "pathlib"
del _kind
