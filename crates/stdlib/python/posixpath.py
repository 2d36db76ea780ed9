"""Paths with slashes: splitting, joining, and asking the file system about them."""

import posix as _posix
import stat as _stat

curdir, pardir, extsep, sep, pathsep, defpath = ".", "..", ".", "/", ":", "/bin:/usr/bin"
altsep = None
devnull = "/dev/null"
supports_unicode_filenames = False


def _text(path):
    if isinstance(path, (str, bytes)):
        return path
    fspath = getattr(type(path), "__fspath__", None)
    if fspath is None:
        raise TypeError(f"expected str, bytes or os.PathLike object, not {type(path).__name__}")
    return fspath(path)


def _sep(path):
    return b"/" if isinstance(path, bytes) else "/"


def normcase(s):
    return _text(s)


def isabs(s):
    s = _text(s)
    return s.startswith(_sep(s))


def join(a, *p):
    a = _text(a)
    slash = _sep(a)
    path = a
    for b in p:
        b = _text(b)
        if isinstance(b, bytes) != isinstance(a, bytes):
            raise TypeError("Can't mix strings and bytes in path components")
        if b.startswith(slash):
            path = b
        elif not path or path.endswith(slash):
            path += b
        else:
            path += slash + b
    return path


def split(p):
    p = _text(p)
    slash = _sep(p)
    at = p.rfind(slash) + 1
    head, tail = p[:at], p[at:]
    if head and head != slash * len(head):
        head = head.rstrip(slash)
    return head, tail


def splitext(p):
    p = _text(p)
    dot = b"." if isinstance(p, bytes) else "."
    start = p.rfind(_sep(p)) + 1
    at = p.rfind(dot)
    if at <= start or not p[start:at].strip(dot):
        return p, p[:0]
    return p[:at], p[at:]


def splitdrive(p):
    p = _text(p)
    return p[:0], p


def splitroot(p):
    p = _text(p)
    slash = _sep(p)
    if not p.startswith(slash):
        return p[:0], p[:0], p
    if p[1:2] != slash or p[2:3] == slash:
        return p[:0], slash, p[1:]
    return p[:0], p[:2], p[2:]


def basename(p):
    p = _text(p)
    return p[p.rfind(_sep(p)) + 1 :]


def dirname(p):
    return split(p)[0]


def commonprefix(m):
    if not m:
        return ""
    m = [_text(item) if not isinstance(item, (list, tuple)) else item for item in m]
    low, high = min(m), max(m)
    for index, char in enumerate(low):
        if char != high[index]:
            return low[:index]
    return low


def commonpath(paths):
    paths = [_text(path) for path in paths]
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    absolute = {path.startswith("/") for path in paths}
    if len(absolute) > 1:
        raise ValueError("Can't mix absolute and relative paths")
    parts = [[part for part in path.split("/") if part and part != "."] for path in paths]
    common = commonprefix(parts)
    return ("/" if absolute.pop() else "") + "/".join(common)


def normpath(path):
    path = _text(path)
    if not path:
        return "."
    start = ""
    if path.startswith("/"):
        start = "//" if path.startswith("//") and not path.startswith("///") else "/"
    parts = []
    for part in path.split("/"):
        if part in ("", "."):
            continue
        if part != ".." or not start and (not parts or parts[-1] == ".."):
            parts.append(part)
        elif parts:
            parts.pop()
    return start + "/".join(parts) or "."


def abspath(path):
    path = _text(path)
    if not isabs(path):
        path = join(_posix.getcwd(), path)
    return normpath(path)


def realpath(filename, *, strict=False):
    path = abspath(filename)
    if strict:
        _posix.stat(path)
    return path


def relpath(path, start=None):
    if not path:
        raise ValueError("no path specified")
    start_parts = [part for part in abspath(start or ".").split("/") if part]
    parts = [part for part in abspath(path).split("/") if part]
    common = len(commonprefix([start_parts, parts]))
    return "/".join([".."] * (len(start_parts) - common) + parts[common:]) or "."


def expanduser(path):
    path = _text(path)
    if not path.startswith("~") or path[1:2] not in ("", "/"):
        return path
    home = _posix.environ.get("HOME", _posix.environ.get(b"HOME", "/"))
    home = home.decode() if isinstance(home, bytes) else home
    return (home.rstrip("/") + path[1:]) or "/"


def expandvars(path):
    path = _text(path)
    if "$" not in path:
        return path
    import os

    out = []
    at = 0
    while at < len(path):
        if path[at] != "$":
            out.append(path[at])
            at += 1
            continue
        braced = path[at + 1 : at + 2] == "{"
        end = start = at + (2 if braced else 1)
        while end < len(path) and (path[end].isalnum() or path[end] == "_"):
            end += 1
        stop = end + 1 if braced and path[end : end + 1] == "}" else end
        name = path[start:end]
        if name and name in os.environ and (not braced or stop > end):
            out.append(os.environ[name])
        else:
            out.append(path[at:stop])
        at = stop if stop > at else at + 1
    return "".join(out)


def _mode(path):
    try:
        return _posix.stat(path).st_mode
    except (OSError, ValueError):
        return None


def exists(path):
    return _mode(path) is not None


def lexists(path):
    return exists(path)


def isfile(path):
    mode = _mode(path)
    return mode is not None and _stat.S_ISREG(mode)


def isdir(s):
    mode = _mode(s)
    return mode is not None and _stat.S_ISDIR(mode)


def islink(path):
    try:
        return _stat.S_ISLNK(_posix.lstat(path).st_mode)
    except (OSError, ValueError, AttributeError):
        return False


def ismount(path):
    return abspath(path) == "/"


def getsize(filename):
    return _posix.stat(filename).st_size


def getmtime(filename):
    return _posix.stat(filename).st_mtime


def getatime(filename):
    return _posix.stat(filename).st_atime


def getctime(filename):
    return _posix.stat(filename).st_ctime


def samefile(f1, f2):
    return realpath(f1) == realpath(f2)
