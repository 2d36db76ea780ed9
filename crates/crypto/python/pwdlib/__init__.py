"""Password hashes, of several kinds at once."""

from ._hash import PasswordHash

__version__ = "0.3.1"
__all__ = ["PasswordHash"]
