"""What stands behind `pytest`: its names are those that programs import them by."""

__version__ = "9.1.1"
