"""A cipher at work."""

from _parts import call

from ....exceptions import AlreadyFinalized
from ....utils import check_buffer


class CipherContext:
    """Encrypts or decrypts, piece by piece."""

    def __init__(self, algorithm, mode, encrypt):
        self._key, self._mode, self._encrypt = algorithm.key, mode, encrypt
        self._vector = mode.vector
        self._data = b""

    def update(self, data):
        if self._data is None:
            raise AlreadyFinalized("Context was already finalized.")
        self._data += check_buffer(data)
        if self._mode.name == "CTR":
            return self._counted()
        whole = len(self._data) // 16 * 16
        data, self._data = self._data[:whole], self._data[whole:]
        if not data:
            return b""
        if self._mode.name == "ECB":
            return call("crypto", "aes_block", self._encrypt, self._key, data)
        out = call("crypto", "aes_cbc", self._encrypt, self._key, self._vector, data)
        self._vector = (out if self._encrypt else data)[-16:]
        return out

    def _counted(self):
        data, self._data = self._data, b""
        used = getattr(self, "_used", 0)
        first, last = used // 16, (used + len(data) + 15) // 16
        start = int.from_bytes(self._vector, "big")
        counters = b"".join(((start + at) % (1 << 128)).to_bytes(16, "big") for at in range(first, last))
        stream = call("crypto", "aes_block", True, self._key, counters)[used % 16 :]
        self._used = used + len(data)
        return bytes(a ^ b for a, b in zip(data, stream))

    def finalize(self):
        if self._data is None:
            raise AlreadyFinalized("Context was already finalized.")
        rest, self._data = self._data, None
        if rest:
            raise ValueError("The length of the provided data is not a multiple of the block length.")
        return b""


class Cipher:
    """An algorithm in a mode."""

    def __init__(self, algorithm, mode, backend=None):
        if mode is None:
            raise TypeError("Expected cipher mode")
        mode.check(algorithm)
        self.algorithm, self.mode = algorithm, mode

    def encryptor(self):
        return CipherContext(self.algorithm, self.mode, True)

    def decryptor(self):
        return CipherContext(self.algorithm, self.mode, False)
