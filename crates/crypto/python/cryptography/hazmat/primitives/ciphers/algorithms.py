"""AES; others say that they aren't here."""

from ....utils import check_buffer


class AES:
    """AES with a key of 128, 192 or 256 bits."""

    name = "AES"
    block_size = 128
    key_sizes = frozenset((128, 192, 256, 512))

    def __init__(self, key):
        self.key = check_buffer(key)
        if len(key) * 8 not in self.key_sizes:
            raise ValueError(f"Invalid key size ({len(key) * 8}) for {self.name}.")

    @property
    def key_size(self):
        return len(self.key) * 8


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import _playground

    _playground.unsupported(f"the cipher {name}", "use AES")
