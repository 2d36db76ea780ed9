"""The marks and the defaults that sources share."""

from pathlib import Path

DEFAULT_PATH = Path()
# Stands for "not given", since None means "no file".
ENV_FILE_SENTINEL = Path()


class EnvNoneType(str):
    """A text that means None."""


class NoDecode:
    """Metadata: the value of this field isn't read as JSON."""


class ForceDecode:
    """Metadata: the value of this field is read as JSON, whatever the configuration says."""
