"""How blocks are chained."""

from ....utils import check_buffer


class Mode:
    """A way of chaining."""

    def __init__(self, vector=None):
        self.vector = check_buffer(vector)

    def check(self, algorithm):
        if len(self.vector) * 8 != algorithm.block_size:
            raise ValueError(f"Invalid IV size ({len(self.vector)}) for {self.name}.")


class CBC(Mode):
    """Each block is mixed with the one before."""

    name = "CBC"

    @property
    def initialization_vector(self):
        return self.vector


class CTR(Mode):
    """A counter is encrypted."""

    name = "CTR"

    @property
    def nonce(self):
        return self.vector

    def check(self, algorithm):
        if len(self.vector) * 8 != algorithm.block_size:
            raise ValueError(f"Invalid nonce size ({len(self.vector)}) for CTR.")


class ECB(Mode):
    """Each block by itself, so that equal ones can be seen."""

    name = "ECB"

    def __init__(self):
        self.vector = None

    def check(self, algorithm):
        pass


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import _playground

    _playground.unsupported(f"the mode {name}", "use CBC or CTR, or AESGCM of cryptography.hazmat.primitives.ciphers.aead")
