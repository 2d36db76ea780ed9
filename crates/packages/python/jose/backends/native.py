"""Keys for HMAC."""

import hashlib
import hmac
import os

from ..constants import ALGORITHMS
from ..exceptions import JWKError
from ..utils import base64url_decode, base64url_encode, is_pem_format, is_ssh_key
from .base import Key


def get_random_bytes(num_bytes):
    return bytes(os.urandom(num_bytes))


class HMACKey(Key):
    """A secret that signs and verifies."""

    HASHES = {"HS256": hashlib.sha256, "HS384": hashlib.sha384, "HS512": hashlib.sha512}

    def __init__(self, key, algorithm):
        if algorithm not in ALGORITHMS.HMAC:
            raise JWKError(f"hash_alg: {algorithm} is not a valid hash algorithm")
        self._algorithm = algorithm
        self._hash_alg = self.HASHES.get(algorithm)
        if isinstance(key, dict):
            if key.get("kty") != "oct":
                raise JWKError(f"Incorrect key type. Expected: 'oct', Received: {key.get('kty')}")
            self.prepared_key = base64url_decode(key.get("k").encode("utf-8"))
            return
        if isinstance(key, str):
            key = key.encode("utf-8")
        if not isinstance(key, bytes):
            raise JWKError("Expecting a string- or bytes-formatted key.")
        if is_pem_format(key) or is_ssh_key(key):
            raise JWKError(
                "The specified key is an asymmetric key or x509 certificate and should not be used as an HMAC secret."
            )
        self.prepared_key = key

    def sign(self, msg):
        return hmac.new(self.prepared_key, msg, self._hash_alg).digest()

    def verify(self, msg, sig):
        return hmac.compare_digest(sig, self.sign(msg))

    def to_dict(self):
        return {"alg": self._algorithm, "kty": "oct", "k": base64url_encode(self.prepared_key).decode("ASCII")}
