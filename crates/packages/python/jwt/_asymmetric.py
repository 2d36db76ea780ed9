"""The algorithms with a private key that signs and a public key that verifies."""

import json

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, padding, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
    load_ssh_public_key,
)

from .algorithms import Algorithm, read_jwk
from .exceptions import InvalidKeyError
from .utils import (
    base64url_decode,
    base64url_encode,
    der_to_raw_signature,
    force_bytes,
    from_base64url_uint,
    raw_to_der_signature,
    to_base64url_uint,
)

_CURVES = {"P-256": ec.SECP256R1, "P-384": ec.SECP384R1, "P-521": ec.SECP521R1, "secp256k1": ec.SECP256K1}


def make(name):
    """The algorithm of that name."""
    if name == "EdDSA":
        return OKPAlgorithm()
    sha = {"256": hashes.SHA256, "384": hashes.SHA384, "512": hashes.SHA512, "521": hashes.SHA512}[name[2:5]]
    if name.startswith("ES"):
        curves = {"ES256": "P-256", "ES256K": "secp256k1", "ES384": "P-384", "ES512": "P-521", "ES521": "P-521"}
        return ECAlgorithm(sha, _CURVES[curves[name]])
    return (RSAAlgorithm if name.startswith("RS") else RSAPSSAlgorithm)(sha)


class _Hashing(Algorithm):
    """An algorithm that hashes first."""

    SHA256 = hashes.SHA256
    SHA384 = hashes.SHA384
    SHA512 = hashes.SHA512

    def compute_hash_digest(self, bytestr):
        digest = hashes.Hash(self.hash_alg())
        digest.update(bytestr)
        return bytes(digest.finalize())


class RSAAlgorithm(_Hashing):
    """RSA with PKCS #1 v1.5."""

    _crypto_key_types = (rsa.RSAPrivateKey, rsa.RSAPublicKey)
    _MIN_KEY_SIZE = 2048

    def __init__(self, hash_alg):
        self.hash_alg = hash_alg

    def check_key_length(self, key):
        if key.key_size >= self._MIN_KEY_SIZE:
            return None
        return (
            f"The RSA key is {key.key_size} bits long, which is below the minimum recommended size of "
            f"{self._MIN_KEY_SIZE} bits. See NIST SP 800-131A."
        )

    def prepare_key(self, key):
        if isinstance(key, self._crypto_key_types):
            return key
        if not isinstance(key, (bytes, str)):
            raise TypeError("Expecting a PEM-formatted key.")
        data = force_bytes(key)
        try:
            if data.startswith(b"ssh-rsa"):
                loaded = load_ssh_public_key(data)
            else:
                loaded = load_pem_private_key(data, password=None)
            self.check_crypto_key_type(loaded)
        except ValueError:
            try:
                loaded = load_pem_public_key(data)
            except (ValueError, UnsupportedAlgorithm):
                raise InvalidKeyError("Could not parse the provided public key.") from None
            self.check_crypto_key_type(loaded)
        return loaded

    @staticmethod
    def to_jwk(key_obj, as_dict=False):
        number = lambda value: to_base64url_uint(value).decode()  # noqa: E731
        if hasattr(key_obj, "private_numbers"):
            numbers = key_obj.private_numbers()
            obj = {
                "kty": "RSA",
                "key_ops": ["sign"],
                "n": number(numbers.public_numbers.n),
                "e": number(numbers.public_numbers.e),
                "d": number(numbers.d),
                "p": number(numbers.p),
                "q": number(numbers.q),
                "dp": number(numbers.dmp1),
                "dq": number(numbers.dmq1),
                "qi": number(numbers.iqmp),
            }
        elif hasattr(key_obj, "verify"):
            numbers = key_obj.public_numbers()
            obj = {"kty": "RSA", "key_ops": ["verify"], "n": number(numbers.n), "e": number(numbers.e)}
        else:
            raise InvalidKeyError("Not a public or private key")
        return obj if as_dict else json.dumps(obj)

    @staticmethod
    def from_jwk(jwk):
        obj = read_jwk(jwk)
        if obj.get("kty") != "RSA":
            raise InvalidKeyError("Not an RSA key") from None
        if "n" not in obj or "e" not in obj:
            raise InvalidKeyError("Not a public or private key")
        public = rsa.RSAPublicNumbers(from_base64url_uint(obj["e"]), from_base64url_uint(obj["n"]))
        if "d" not in obj:
            return public.public_key()
        if "oth" in obj:
            raise InvalidKeyError("Unsupported RSA private key: > 2 primes not supported")
        names = ("p", "q", "dp", "dq", "qi")
        given = [name for name in names if name in obj]
        if given and len(given) < len(names):
            raise InvalidKeyError("RSA key must include all parameters if any are present besides d") from None
        d = from_base64url_uint(obj["d"])
        if given:
            p, q, dmp1, dmq1, iqmp = (from_base64url_uint(obj[name]) for name in names)
        else:
            p, q = rsa.rsa_recover_prime_factors(public.n, d, public.e)
            dmp1, dmq1, iqmp = rsa.rsa_crt_dmp1(d, p), rsa.rsa_crt_dmq1(d, q), rsa.rsa_crt_iqmp(p, q)
        return rsa.RSAPrivateNumbers(
            p=p, q=q, d=d, dmp1=dmp1, dmq1=dmq1, iqmp=iqmp, public_numbers=public
        ).private_key()

    def _padding(self):
        return padding.PKCS1v15()

    def sign(self, msg, key):
        return key.sign(msg, self._padding(), self.hash_alg())

    def verify(self, msg, key, sig):
        try:
            key.verify(sig, msg, self._padding(), self.hash_alg())
        except InvalidSignature:
            return False
        return True


class RSAPSSAlgorithm(RSAAlgorithm):
    """RSA with a padding that has salt."""

    def _padding(self):
        return padding.PSS(mgf=padding.MGF1(self.hash_alg()), salt_length=self.hash_alg().digest_size)


class ECAlgorithm(_Hashing):
    """Signatures on elliptic curves."""

    _crypto_key_types = (ec.EllipticCurvePrivateKey, ec.EllipticCurvePublicKey)

    def __init__(self, hash_alg, expected_curve=None):
        self.hash_alg = hash_alg
        self.expected_curve = expected_curve

    def _checked(self, key):
        self.check_crypto_key_type(key)
        if self.expected_curve is not None and not isinstance(key.curve, self.expected_curve):
            raise InvalidKeyError(
                f"The key's curve '{key.curve.name}' does not match the expected "
                f"curve '{self.expected_curve.name}' for this algorithm"
            )
        return key

    def prepare_key(self, key):
        if isinstance(key, self._crypto_key_types):
            return self._checked(key)
        if not isinstance(key, (bytes, str)):
            raise TypeError("Expecting a PEM-formatted key.")
        data = force_bytes(key)
        try:
            loaded = load_ssh_public_key(data) if data.startswith(b"ecdsa-sha2-") else load_pem_public_key(data)
        except ValueError:
            loaded = load_pem_private_key(data, password=None)
        return self._checked(loaded)

    def sign(self, msg, key):
        return der_to_raw_signature(key.sign(msg, ec.ECDSA(self.hash_alg())), key.curve)

    def verify(self, msg, key, sig):
        try:
            signature = raw_to_der_signature(sig, key.curve)
        except ValueError:
            return False
        public = key.public_key() if isinstance(key, ec.EllipticCurvePrivateKey) else key
        try:
            public.verify(signature, msg, ec.ECDSA(self.hash_alg()))
        except InvalidSignature:
            return False
        return True

    @staticmethod
    def to_jwk(key_obj, as_dict=False):
        is_private = isinstance(key_obj, ec.EllipticCurvePrivateKey)
        if not is_private and not isinstance(key_obj, ec.EllipticCurvePublicKey):
            raise InvalidKeyError("Not a public or private key")
        numbers = (key_obj.public_key() if is_private else key_obj).public_numbers()
        curve = next((name for name, curve in _CURVES.items() if isinstance(key_obj.curve, curve)), None)
        if curve is None:
            raise InvalidKeyError(f"Invalid curve: {key_obj.curve}")
        number = lambda value: to_base64url_uint(value, bit_length=key_obj.curve.key_size).decode()  # noqa: E731
        obj = {"kty": "EC", "crv": curve, "x": number(numbers.x), "y": number(numbers.y)}
        if is_private:
            obj["d"] = number(key_obj.private_numbers().private_value)
        return obj if as_dict else json.dumps(obj)

    @staticmethod
    def from_jwk(jwk):
        obj = read_jwk(jwk)
        if obj.get("kty") != "EC" or "x" not in obj or "y" not in obj:
            raise InvalidKeyError("Not an Elliptic curve key") from None
        x, y = base64url_decode(obj["x"]), base64url_decode(obj["y"])
        name = obj.get("crv")
        if name not in _CURVES:
            raise InvalidKeyError(f"Invalid curve: {name}")
        curve = _CURVES[name]()
        size = (curve.key_size + 7) // 8
        if not len(x) == len(y) == size:
            raise InvalidKeyError(f"Coords should be {size} bytes for curve {name}") from None
        numbers = ec.EllipticCurvePublicNumbers(x=int.from_bytes(x, "big"), y=int.from_bytes(y, "big"), curve=curve)
        if "d" not in obj:
            return numbers.public_key()
        d = base64url_decode(obj["d"])
        if len(d) != len(x):
            raise InvalidKeyError("D should be {} bytes for curve {}", len(x), name)
        return ec.EllipticCurvePrivateNumbers(int.from_bytes(d, "big"), numbers).private_key()


class OKPAlgorithm(Algorithm):
    """Signatures on Edwards curves."""

    _crypto_key_types = (
        ed25519.Ed25519PrivateKey,
        ed25519.Ed25519PublicKey,
        ed448.Ed448PrivateKey,
        ed448.Ed448PublicKey,
    )

    def __init__(self, **kwargs):
        pass

    def prepare_key(self, key):
        if isinstance(key, (str, bytes)):
            data = force_bytes(key)
            if b"-----BEGIN PUBLIC" in data:
                key = load_pem_public_key(data)
            elif b"-----BEGIN PRIVATE" in data:
                key = load_pem_private_key(data, password=None)
            elif data.startswith(b"ssh-"):
                key = load_ssh_public_key(data)
            else:
                raise InvalidKeyError("Not a public or private key")
        self.check_crypto_key_type(key)
        return key

    def sign(self, msg, key):
        return key.sign(force_bytes(msg))

    def verify(self, msg, key, sig):
        public = key.public_key() if hasattr(key, "public_key") else key
        try:
            public.verify(force_bytes(sig), force_bytes(msg))
        except InvalidSignature:
            return False
        return True

    @staticmethod
    def to_jwk(key, as_dict=False):
        if not isinstance(key, OKPAlgorithm._crypto_key_types):
            raise InvalidKeyError("Not a public or private key")
        is_private = hasattr(key, "public_key")
        public = key.public_key() if is_private else key
        obj = {"x": base64url_encode(public.public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()}
        if is_private:
            secret = key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
            obj["d"] = base64url_encode(secret).decode()
        obj["kty"] = "OKP"
        obj["crv"] = "Ed25519" if isinstance(public, ed25519.Ed25519PublicKey) else "Ed448"
        return obj if as_dict else json.dumps(obj)

    @staticmethod
    def from_jwk(jwk):
        obj = read_jwk(jwk)
        if obj.get("kty") != "OKP":
            raise InvalidKeyError("Not an Octet Key Pair")
        curve = obj.get("crv")
        if curve not in ("Ed25519", "Ed448"):
            raise InvalidKeyError(f"Invalid curve: {curve}")
        if "x" not in obj:
            raise InvalidKeyError('OKP should have "x" parameter')
        x = base64url_decode(obj["x"])
        is_25519 = curve == "Ed25519"
        try:
            if "d" not in obj:
                return (ed25519.Ed25519PublicKey if is_25519 else ed448.Ed448PublicKey).from_public_bytes(x)
            d = base64url_decode(obj["d"])
            private = (ed25519.Ed25519PrivateKey if is_25519 else ed448.Ed448PrivateKey).from_private_bytes(d)
        except ValueError as error:
            raise InvalidKeyError("Invalid key parameter") from error
        if private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw) != x:
            raise InvalidKeyError("Public key does not match private key")
        return private
