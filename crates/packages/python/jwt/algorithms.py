"""The algorithms that need no more than the standard library, and the table of all.

Those with a public and a private key stand in `_asymmetric`, which is loaded when one of them is asked for.
"""

import hashlib
import hmac
import json
from abc import ABC, abstractmethod

from .exceptions import InvalidKeyError
from .utils import base64url_decode, base64url_encode, force_bytes, is_der_key, is_pem_format, is_ssh_key

has_crypto = True
_ASYMMETRIC = ("RS256", "RS384", "RS512", "ES256", "ES256K", "ES384", "ES521", "ES512", "PS256", "PS384", "PS512", "EdDSA")
requires_cryptography = set(_ASYMMETRIC)
_LOOKS_LIKE_JWK = (
    "The specified key looks like a JWK and should not be used directly as an HMAC secret. "
    "Load it via PyJWK / HMACAlgorithm.from_jwk first."
)


class _Algorithms(dict):
    """Algorithms by name; an asymmetric one is made when it is first looked up."""

    def __getitem__(self, name):
        found = super().__getitem__(name)
        if found is None:
            from ._asymmetric import make

            found = self[name] = make(name)
        return found


def get_default_algorithms():
    return _Algorithms(
        {
            "none": NoneAlgorithm(),
            "HS256": HMACAlgorithm(HMACAlgorithm.SHA256),
            "HS384": HMACAlgorithm(HMACAlgorithm.SHA384),
            "HS512": HMACAlgorithm(HMACAlgorithm.SHA512),
            **dict.fromkeys(_ASYMMETRIC),
        }
    )


def read_jwk(jwk):
    """A JSON web key, given as text or as a dict."""
    if isinstance(jwk, dict):
        return jwk
    try:
        if isinstance(jwk, str):
            return json.loads(jwk)
    except ValueError:
        pass
    raise InvalidKeyError("Key is not valid JSON") from None


class Algorithm(ABC):
    """Signs and verifies."""

    _crypto_key_types = None

    def compute_hash_digest(self, bytestr):
        hash_alg = getattr(self, "hash_alg", None)
        if hash_alg is None:
            raise NotImplementedError
        return bytes(hash_alg(bytestr).digest())

    def check_crypto_key_type(self, key):
        if self._crypto_key_types is None:
            raise ValueError(
                "This method requires the cryptography library, and should only be used by cryptography-based algorithms."
            )
        if not isinstance(key, self._crypto_key_types):
            expected = (cls.__name__ for cls in self._crypto_key_types)
            raise InvalidKeyError(
                f"Expected one of {expected}, got: {key.__class__.__name__}. Invalid Key type for {self.__class__.__name__}"
            )

    @abstractmethod
    def prepare_key(self, key): ...

    @abstractmethod
    def sign(self, msg, key): ...

    @abstractmethod
    def verify(self, msg, key, sig): ...

    @staticmethod
    @abstractmethod
    def to_jwk(key_obj, as_dict=False): ...

    @staticmethod
    @abstractmethod
    def from_jwk(jwk): ...

    def check_key_length(self, key):
        """What is wrong with the length of the key, or None."""
        return None


class NoneAlgorithm(Algorithm):
    """No signature at all; nothing is ever verified by it."""

    def prepare_key(self, key):
        if key == "":
            key = None
        if key is not None:
            raise InvalidKeyError('When alg = "none", key value must be None.')
        return key

    def sign(self, msg, key):
        return b""

    def verify(self, msg, key, sig):
        return False

    @staticmethod
    def to_jwk(key_obj, as_dict=False):
        raise NotImplementedError()

    @staticmethod
    def from_jwk(jwk):
        raise NotImplementedError()


class HMACAlgorithm(Algorithm):
    """A keyed hash: who can verify can also sign."""

    SHA256 = staticmethod(hashlib.sha256)
    SHA384 = staticmethod(hashlib.sha384)
    SHA512 = staticmethod(hashlib.sha512)

    def __init__(self, hash_alg):
        self.hash_alg = hash_alg

    def prepare_key(self, key):
        key_bytes = force_bytes(key)
        if not key_bytes:
            raise InvalidKeyError("HMAC key must not be empty.")
        if is_pem_format(key_bytes) or is_ssh_key(key_bytes) or is_der_key(key_bytes):
            raise InvalidKeyError(
                "The specified key is an asymmetric key or x509 certificate and should not be used as an HMAC secret."
            )
        if _has_jwk(key_bytes):
            raise InvalidKeyError(_LOOKS_LIKE_JWK)
        return key_bytes

    @staticmethod
    def to_jwk(key_obj, as_dict=False):
        jwk = {"k": base64url_encode(force_bytes(key_obj)).decode(), "kty": "oct"}
        return jwk if as_dict else json.dumps(jwk)

    @staticmethod
    def from_jwk(jwk):
        obj = read_jwk(jwk)
        if obj.get("kty") != "oct":
            raise InvalidKeyError("Not an HMAC key")
        key_bytes = base64url_decode(obj["k"])
        if not key_bytes:
            raise InvalidKeyError("HMAC key must not be empty.")
        return key_bytes

    def check_key_length(self, key):
        probe = self.hash_alg()
        if len(key) >= probe.digest_size:
            return None
        return (
            f"The HMAC key is {len(key)} bytes long, which is below the minimum recommended length of "
            f"{probe.digest_size} bytes for {probe.name.upper()}. See RFC 7518 Section 3.2."
        )

    def sign(self, msg, key):
        return hmac.new(key, msg, self.hash_alg).digest()

    def verify(self, msg, key, sig):
        return hmac.compare_digest(sig, self.sign(msg, key))


def _has_jwk(key_bytes):
    """Whether the key is JSON with a JSON web key in it: then a secret was mixed up with its description."""
    if b"kty" not in key_bytes and b"\\u" not in key_bytes and b"\0" not in key_bytes:
        return False
    try:
        waiting = [json.loads(key_bytes, parse_int=lambda _: 0)]
    except RecursionError:
        return key_bytes.lstrip()[:1] == b"{" or b'"kty"' in key_bytes
    except ValueError:
        return False
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            if "kty" in item:
                return True
            waiting.extend(item.values())
        elif isinstance(item, list):
            waiting.extend(item)
    return False


def __getattr__(name):
    if name in ("RSAAlgorithm", "RSAPSSAlgorithm", "ECAlgorithm", "OKPAlgorithm"):
        from . import _asymmetric

        return getattr(_asymmetric, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
