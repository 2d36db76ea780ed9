"""Keys with a public and a private half."""

import warnings

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from cryptography.x509 import load_pem_x509_certificate

from ..constants import ALGORITHMS
from ..exceptions import JWKError
from ..utils import base64_to_long, long_to_base64, long_to_bytes
from .base import Key

_HASHES = {"256": hashes.SHA256, "384": hashes.SHA384, "512": hashes.SHA512}


class _Pair(Key):
    """What both kinds share."""

    SHA256 = hashes.SHA256
    SHA384 = hashes.SHA384
    SHA512 = hashes.SHA512

    def __init__(self, key, algorithm):
        if algorithm not in self._algorithms:
            raise JWKError(f"hash_alg: {algorithm} is not a valid hash algorithm")
        self.hash_alg = _HASHES[algorithm[2:]]
        self._algorithm = algorithm
        if hasattr(key, "public_bytes") or hasattr(key, "private_bytes"):
            self.prepared_key = key
            return
        if hasattr(key, "to_pem"):
            key = key.to_pem()
        if isinstance(key, dict):
            self.prepared_key = self._process_jwk(key)
            return
        if isinstance(key, str):
            key = key.encode("utf-8")
        if not isinstance(key, bytes):
            raise JWKError(f"Unable to parse an {self._kind} from key: {key}")
        try:
            self.prepared_key = self._load(key)
        except Exception as error:
            raise JWKError(error)

    def _load(self, pem):
        try:
            return load_pem_public_key(pem)
        except ValueError:
            return load_pem_private_key(pem, password=None)

    def is_public(self):
        return hasattr(self.prepared_key, "public_bytes")

    def public_key(self):
        return self if self.is_public() else self.__class__(self.prepared_key.public_key(), self._algorithm)


class CryptographyECKey(_Pair):
    """A key on an elliptic curve."""

    _algorithms = ALGORITHMS.EC
    _kind = "ECKey"

    def _process_jwk(self, jwk_dict):
        if jwk_dict.get("kty") != "EC":
            raise JWKError(f"Incorrect key type. Expected: 'EC', Received: {jwk_dict.get('kty')}")
        if not all(name in jwk_dict for name in ("x", "y", "crv")):
            raise JWKError("Mandatory parameters are missing")
        curve = {"P-256": ec.SECP256R1, "P-384": ec.SECP384R1, "P-521": ec.SECP521R1}[jwk_dict["crv"]]
        x, y = base64_to_long(jwk_dict["x"]), base64_to_long(jwk_dict["y"])
        public = ec.EllipticCurvePublicNumbers(x, y, curve())
        if "d" not in jwk_dict:
            return public.public_key()
        return ec.EllipticCurvePrivateNumbers(base64_to_long(jwk_dict["d"]), public).private_key()

    def _size(self):
        return (self.prepared_key.key_size + 7) // 8

    def sign(self, msg):
        bits = 8 * self.hash_alg.digest_size
        if bits > self.prepared_key.curve.key_size:
            raise TypeError(f"this curve ({self.prepared_key.curve.name}) is too short for your digest ({bits})")
        r, s = decode_dss_signature(self.prepared_key.sign(msg, ec.ECDSA(self.hash_alg())))
        return long_to_bytes(r, self._size()) + long_to_bytes(s, self._size())

    def verify(self, msg, sig):
        size = self._size()
        if not self.is_public() or len(sig) != 2 * size:
            # A private key can't verify.
            return False
        signature = encode_dss_signature(int.from_bytes(sig[:size], "big"), int.from_bytes(sig[size:], "big"))
        try:
            self.prepared_key.verify(signature, msg, ec.ECDSA(self.hash_alg()))
        except InvalidSignature:
            return False
        return True

    def to_pem(self):
        if self.is_public():
            return self.prepared_key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        return self.prepared_key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())

    def to_dict(self):
        numbers = self.public_key().prepared_key.public_numbers()
        curve = {"secp256r1": "P-256", "secp384r1": "P-384", "secp521r1": "P-521"}[self.prepared_key.curve.name]
        text = lambda number: long_to_base64(number, size=self._size()).decode("ASCII")  # noqa: E731
        data = {"alg": self._algorithm, "kty": "EC", "crv": curve, "x": text(numbers.x), "y": text(numbers.y)}
        if not self.is_public():
            data["d"] = text(self.prepared_key.private_numbers().private_value)
        return data


class CryptographyRSAKey(_Pair):
    """An RSA key."""

    _algorithms = ALGORITHMS.RSA
    _kind = "RSA_JWK"

    def _load(self, pem):
        if pem.startswith(b"-----BEGIN CERTIFICATE-----"):
            return load_pem_x509_certificate(pem).public_key()
        return super()._load(pem)

    def _process_jwk(self, jwk_dict):
        if jwk_dict.get("kty") != "RSA":
            raise JWKError(f"Incorrect key type. Expected: 'RSA', Received: {jwk_dict.get('kty')}")
        public = rsa.RSAPublicNumbers(base64_to_long(jwk_dict.get("e", 256)), base64_to_long(jwk_dict.get("n")))
        if "d" not in jwk_dict:
            return public.public_key()
        d = base64_to_long(jwk_dict["d"])
        names = ("p", "q", "dp", "dq", "qi")
        given = [name for name in names if name in jwk_dict]
        if given and len(given) < len(names):
            raise JWKError("Precomputed private key parameters are incomplete.")
        if given:
            p, q, dp, dq, qi = (base64_to_long(jwk_dict[name]) for name in names)
        else:
            p, q = rsa.rsa_recover_prime_factors(public.n, public.e, d)
            dp, dq, qi = rsa.rsa_crt_dmp1(d, p), rsa.rsa_crt_dmq1(d, q), rsa.rsa_crt_iqmp(p, q)
        return rsa.RSAPrivateNumbers(p, q, d, dp, dq, qi, public).private_key()

    def sign(self, msg):
        try:
            return self.prepared_key.sign(msg, padding.PKCS1v15(), self.hash_alg())
        except Exception as error:
            raise JWKError(error)

    def verify(self, msg, sig):
        if not self.is_public():
            warnings.warn("Attempting to verify a message with a private key. This is not recommended.")
        try:
            self.public_key().prepared_key.verify(sig, msg, padding.PKCS1v15(), self.hash_alg())
        except InvalidSignature:
            return False
        return True

    def to_pem(self, pem_format="PKCS8"):
        if pem_format not in ("PKCS8", "PKCS1"):
            raise ValueError(f"Invalid format specified: {pem_format!r}")
        is_pkcs8 = pem_format == "PKCS8"
        if self.is_public():
            form = PublicFormat.SubjectPublicKeyInfo if is_pkcs8 else PublicFormat.PKCS1
            return self.prepared_key.public_bytes(Encoding.PEM, form)
        form = PrivateFormat.PKCS8 if is_pkcs8 else PrivateFormat.TraditionalOpenSSL
        return self.prepared_key.private_bytes(Encoding.PEM, form, NoEncryption())

    def to_dict(self):
        text = lambda number: long_to_base64(number).decode("ASCII")  # noqa: E731
        public = self.public_key().prepared_key.public_numbers()
        data = {"alg": self._algorithm, "kty": "RSA", "n": text(public.n), "e": text(public.e)}
        if not self.is_public():
            numbers = self.prepared_key.private_numbers()
            pairs = zip(("d", "p", "q", "dp", "dq", "qi"), ("d", "p", "q", "dmp1", "dmq1", "iqmp"))
            data.update((name, text(getattr(numbers, attribute))) for name, attribute in pairs)
        return data


ECKey = CryptographyECKey
RSAKey = CryptographyRSAKey
