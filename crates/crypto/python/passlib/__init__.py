"""Password hashes of many kinds, under one policy."""

__version__ = "1.7.4"
