"""Keyed hashes, and comparing them."""

digest_size = None
_BYTES_LIKE = (bytes, bytearray, memoryview)
_INNER = bytes([byte ^ 0x36 for byte in range(256)])
_OUTER = bytes([byte ^ 0x5C for byte in range(256)])


def compare_digest(a, b, /):
    """Whether two strings are the same, without stopping at the first difference."""
    if isinstance(a, str) and isinstance(b, str):
        if not a.isascii() or not b.isascii():
            raise TypeError("comparing strings with non-ASCII characters is not supported")
        a, b = a.encode("ascii"), b.encode("ascii")
    elif not isinstance(a, _BYTES_LIKE) and not isinstance(b, _BYTES_LIKE):
        kinds = f"{type(a).__name__!r} and {type(b).__name__!r}"
        raise TypeError(f"unsupported operand types(s) or combination of types: {kinds}")
    for value in (a, b):
        if not isinstance(value, _BYTES_LIKE):
            raise TypeError(f"a bytes-like object is required, not {type(value).__name__!r}")
    a, b = bytes(a), bytes(b)
    if len(a) != len(b):
        return False
    different = 0
    for x, y in zip(a, b):
        different |= x ^ y
    return different == 0


class HMAC:
    """A hash that only who knows the key can make."""

    blocksize = 64

    def __init__(self, key, msg=None, digestmod=""):
        if not isinstance(key, (bytes, bytearray)):
            raise TypeError(f"key: expected bytes or bytearray, but got {type(key).__name__!r}")
        if not digestmod:
            raise TypeError("Missing required argument 'digestmod'.")
        import hashlib

        if callable(digestmod):
            make = digestmod
        elif isinstance(digestmod, str):
            make = lambda data=b"": hashlib.new(digestmod, data)  # noqa: E731
        else:
            make = lambda data=b"": digestmod.new(data)  # noqa: E731
        self._inner = make()
        self._outer = make()
        self.digest_size = self._inner.digest_size
        self.block_size = getattr(self._inner, "block_size", 64)
        self.name = f"hmac-{self._inner.name}"
        key = bytes(key)
        if len(key) > self.block_size:
            key = make(key).digest()
        key = key + b"\0" * (self.block_size - len(key))
        self._inner.update(key.translate(_INNER))
        self._outer.update(key.translate(_OUTER))
        if msg is not None:
            self.update(msg)

    def update(self, msg):
        self._inner.update(msg)

    def copy(self):
        new = HMAC.__new__(HMAC)
        new.__dict__.update(self.__dict__)
        new._inner, new._outer = self._inner.copy(), self._outer.copy()
        return new

    def digest(self):
        outer = self._outer.copy()
        outer.update(self._inner.digest())
        return outer.digest()

    def hexdigest(self):
        return self.digest().hex()


def new(key, msg=None, digestmod=""):
    return HMAC(key, msg, digestmod)


def digest(key, msg, digest):
    return HMAC(key, msg, digest).digest()
