"""Finding files by a pattern."""

import os
from fnmatch import fnmatchcase


def has_magic(s):
    return any([char in s for char in "*?["])


def escape(pathname):
    return "".join([f"[{char}]" if char in "*?[" else char for char in pathname])


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    return list(iglob(pathname, root_dir=root_dir, recursive=recursive, include_hidden=include_hidden))


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    root = os.fspath(root_dir) if root_dir is not None else ""
    pathname = os.fspath(pathname)
    parts = pathname.split("/")
    start = ""
    if pathname.startswith("/"):
        start = "/"
        parts = parts[1:]
    yield from _find(start, [part for index, part in enumerate(parts) if part or index == len(parts) - 1], root, recursive, include_hidden)  # fmt: skip


def _list(root, folder):
    try:
        return sorted(os.listdir(os.path.join(root, folder) or "."))
    except OSError:
        return []


def _find(folder, parts, root, recursive, hidden):
    if not parts:
        yield folder
        return
    part, rest = parts[0], parts[1:]
    if part == "":
        if os.path.isdir(os.path.join(root, folder)):
            yield os.path.join(folder, "")
        return
    if part == "**" and recursive:
        if rest:
            yield from _find(folder, rest, root, recursive, hidden)
        elif folder:
            yield os.path.join(folder, "")
        for name in _list(root, folder):
            if name.startswith(".") and not hidden:
                continue
            child = os.path.join(folder, name)
            if os.path.isdir(os.path.join(root, child)):
                if not rest:
                    yield from _below(child, root, hidden)
                else:
                    yield from _find(child, parts, root, recursive, hidden)
            elif not rest:
                yield child
        return
    if has_magic(part):
        for name in _list(root, folder):
            if name.startswith(".") and not part.startswith(".") and not hidden:
                continue
            if fnmatchcase(name, part):
                child = os.path.join(folder, name)
                if not rest or os.path.isdir(os.path.join(root, child)):
                    yield from _find(child, rest, root, recursive, hidden)
        return
    child = os.path.join(folder, part)
    if os.path.exists(os.path.join(root, child)):
        yield from _find(child, rest, root, recursive, hidden)


def _below(folder, root, hidden):
    yield folder
    for name in _list(root, folder):
        if name.startswith(".") and not hidden:
            continue
        child = os.path.join(folder, name)
        if os.path.isdir(os.path.join(root, child)):
            yield from _below(child, root, hidden)
        else:
            yield child
