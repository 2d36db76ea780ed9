"""Encrypting and authenticating at once."""

import os

import _playground
from _parts import Failure, call

from ....exceptions import InvalidTag
from ....utils import check_buffer


class AESGCM:
    """AES in Galois/Counter mode."""

    def __init__(self, key):
        self._key = check_buffer(key)
        if len(self._key) not in (16, 24, 32):
            raise ValueError("AESGCM key must be 128, 192, or 256 bits.")

    @classmethod
    def generate_key(cls, bit_length):
        if bit_length not in (128, 192, 256):
            raise ValueError("bit_length must be 128, 192, or 256")
        return os.urandom(bit_length // 8)

    def _run(self, encrypt, nonce, data, associated_data):
        nonce = check_buffer(nonce)
        if not 8 <= len(nonce) <= 128:
            raise ValueError("Nonce must be between 8 and 128 bytes")
        if len(nonce) != 12:
            _playground.unsupported("a nonce of other than 12 bytes", "use os.urandom(12), as is recommended")
        associated = b"" if associated_data is None else check_buffer(associated_data)
        return call("crypto", "aes_gcm", encrypt, self._key, nonce, check_buffer(data), associated)

    def encrypt(self, nonce, data, associated_data):
        return self._run(True, nonce, data, associated_data)

    def decrypt(self, nonce, data, associated_data):
        try:
            return self._run(False, nonce, data, associated_data)
        except Failure as failure:
            if failure.kind != "tag":
                raise
            raise InvalidTag from None


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    _playground.unsupported(f"the cipher {name}", "use AESGCM")
