"""Paths as objects: pure ones that only compute, and ones that ask the file system."""

from pathlib._pure import PurePath, PurePosixPath, PureWindowsPath

__all__ = ["PurePath", "PurePosixPath", "PureWindowsPath", "Path", "PosixPath", "WindowsPath", "UnsupportedOperation"]  # fmt: skip


class UnsupportedOperation(NotImplementedError):
    """The file system can't do that."""


def __getattr__(name):
    if name in ("Path", "PosixPath"):
        from pathlib import _path

        globals()["Path"], globals()["PosixPath"] = _path.Path, _path.PosixPath
        return globals()[name]
    if name == "WindowsPath":
        return PureWindowsPath
    raise AttributeError(f"module 'pathlib' has no attribute {name!r}")
