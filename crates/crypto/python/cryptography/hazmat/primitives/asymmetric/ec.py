"""Elliptic curves."""

import os

from _parts import Failure, call

from .... import _der
from ....exceptions import InvalidSignature, UnsupportedAlgorithm
from ....utils import check_buffer, check_int
from .._serialization import PublicFormat
from ._written import WrittenPrivate, WrittenPublic
from .utils import decode_dss_signature, digest_of, encode_dss_signature

_OID = "1.2.840.10045.2.1"


class EllipticCurveOID:
    """The numbers of the curves."""

    SECP256R1 = "1.2.840.10045.3.1.7"
    SECP384R1 = "1.3.132.0.34"
    SECP521R1 = "1.3.132.0.35"
    SECP256K1 = "1.3.132.0.10"


class EllipticCurve:
    """A curve."""

    name = None
    key_size = None
    group_order = None


class SECP256R1(EllipticCurve):
    """P-256."""

    name = "secp256r1"
    key_size = 256
    group_order = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


class SECP384R1(EllipticCurve):
    """P-384."""

    name = "secp384r1"
    key_size = 384
    group_order = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973


class SECP521R1(EllipticCurve):
    """P-521."""

    name = "secp521r1"
    key_size = 521
    group_order = (1 << 521) - 0x5AE79787C40D069948033FEB708F65A2FC44A36477663B851449048E16EC79BF7


class SECP256K1(EllipticCurve):
    """The curve of Bitcoin."""

    name = "secp256k1"
    key_size = 256
    group_order = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141


_CURVES = {getattr(EllipticCurveOID, curve.__name__): curve for curve in (SECP256R1, SECP384R1, SECP521R1, SECP256K1)}
_SSH = {b"nistp256": SECP256R1, b"nistp384": SECP384R1, b"nistp521": SECP521R1}


def __getattr__(name):
    if name.startswith(("SECP", "SECT", "Brainpool")):
        import _playground

        _playground.unsupported(f"the curve {name}", "use SECP256R1, SECP384R1, SECP521R1 or SECP256K1")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _size(curve):
    return (curve.key_size + 7) // 8


def _check_curve(curve):
    if not isinstance(curve, EllipticCurve):
        raise TypeError("curve must be an EllipticCurve instance")


class EllipticCurveSignatureAlgorithm:
    """A way to sign."""


class ECDSA(EllipticCurveSignatureAlgorithm):
    """The usual one. Signatures are deterministic here: they follow from the key and the message."""

    def __init__(self, algorithm, deterministic_signing=False):
        self._algorithm = algorithm
        self._deterministic_signing = deterministic_signing

    @property
    def algorithm(self):
        return self._algorithm

    @property
    def deterministic_signing(self):
        return self._deterministic_signing


class ECDH:
    """The exchange of keys."""


def _digest(data, signature_algorithm):
    if not isinstance(signature_algorithm, ECDSA):
        raise UnsupportedAlgorithm("Unsupported elliptic curve signature algorithm")
    return digest_of(check_buffer(data), signature_algorithm.algorithm)[1]


class EllipticCurvePublicNumbers:
    """A point."""

    def __init__(self, x, y, curve):
        check_int(x, y)
        if not isinstance(curve, EllipticCurve):
            raise TypeError("curve must provide the EllipticCurve interface.")
        self.x, self.y, self.curve = x, y, curve

    def public_key(self, backend=None):
        size = _size(self.curve)
        try:
            point = b"\4" + self.x.to_bytes(size, "big") + self.y.to_bytes(size, "big")
            return ECPublicKey(self.curve, call("crypto", "ec_point", self.curve.name, point))
        except (Failure, OverflowError):
            raise ValueError("Invalid EC key. Point is not on the curve specified.") from None

    def __eq__(self, other):
        if not isinstance(other, EllipticCurvePublicNumbers):
            return NotImplemented
        return (self.x, self.y, self.curve.name) == (other.x, other.y, other.curve.name)

    def __hash__(self):
        return hash((self.x, self.y, self.curve.name))

    def __repr__(self):
        return f"<EllipticCurvePublicNumbers(curve={self.curve.name}, x={self.x}, y={self.y})>"


class EllipticCurvePrivateNumbers:
    """A secret number and its point."""

    def __init__(self, private_value, public_numbers):
        check_int(private_value)
        self.private_value, self.public_numbers = private_value, public_numbers

    def private_key(self, backend=None):
        key = derive_private_key(self.private_value, self.public_numbers.curve)
        if key.public_key().public_numbers() != self.public_numbers:
            raise ValueError("Invalid EC key.")
        return key

    def __eq__(self, other):
        if not isinstance(other, EllipticCurvePrivateNumbers):
            return NotImplemented
        return (self.private_value, self.public_numbers) == (other.private_value, other.public_numbers)

    def __hash__(self):
        return hash((self.private_value, self.public_numbers))


class EllipticCurvePublicKey(WrittenPublic):
    """A public key."""

    @classmethod
    def from_encoded_point(cls, curve, data):
        _check_curve(curve)
        if len(data) == 0:
            raise ValueError("data must not be an empty byte string")
        if data[0] not in (2, 3, 4):
            raise ValueError("Unsupported elliptic curve point type")
        return from_point(curve, data)


class ECPublicKey(EllipticCurvePublicKey):
    """A public key that is there."""

    _label = "EC"

    def __init__(self, curve, data):
        self._curve, self._data = curve, data

    @property
    def curve(self):
        return self._curve

    @property
    def key_size(self):
        return self._curve.key_size

    def public_numbers(self):
        size = _size(self._curve)
        x, y = self._data[1 : size + 1], self._data[size + 1 :]
        return EllipticCurvePublicNumbers(int.from_bytes(x, "big"), int.from_bytes(y, "big"), self._curve)

    def verify(self, signature, data, signature_algorithm):
        digest, size = _digest(data, signature_algorithm), _size(self._curve)
        try:
            pair = b"".join(number.to_bytes(size, "big") for number in decode_dss_signature(check_buffer(signature)))
        except (ValueError, OverflowError):
            raise InvalidSignature from None
        if not call("crypto", "ec_verify", self._curve.name, self._data, digest, pair):
            raise InvalidSignature

    def __eq__(self, other):
        return self.public_numbers() == other.public_numbers() if isinstance(other, ECPublicKey) else NotImplemented

    def __hash__(self):
        return hash(self._data)

    def _identifier(self):
        curve = getattr(EllipticCurveOID, type(self._curve).__name__)
        return _der.sequence(_der.oid(_OID), _der.oid(curve))

    def _content(self):
        return self._data

    def _ssh(self):
        name = next((name for name, curve in _SSH.items() if isinstance(self._curve, curve)), None)
        if name is None:
            raise ValueError("Unsupported curve for SSH public key")
        return b"ecdsa-sha2-" + name, name, self._data

    def _point(self, format):
        if format is PublicFormat.UncompressedPoint:
            return self._data
        return bytes((2 + (self._data[-1] & 1),)) + self._data[1 : _size(self._curve) + 1]


class EllipticCurvePrivateKey(WrittenPrivate):
    """A private key."""


class ECPrivateKey(EllipticCurvePrivateKey):
    """A private key that is there."""

    _label = "EC"

    def __init__(self, curve, secret):
        self._curve, self._secret = curve, secret
        try:
            self._public = ECPublicKey(curve, call("crypto", "ec_public", curve.name, secret))
        except Failure as failure:
            raise ValueError(failure.message) from None

    @property
    def curve(self):
        return self._curve

    @property
    def key_size(self):
        return self._curve.key_size

    def public_key(self):
        return self._public

    def private_numbers(self):
        return EllipticCurvePrivateNumbers(int.from_bytes(self._secret, "big"), self._public.public_numbers())

    def sign(self, data, signature_algorithm):
        pair = call("crypto", "ec_sign", self._curve.name, self._secret, _digest(data, signature_algorithm))
        half = len(pair) // 2
        return encode_dss_signature(int.from_bytes(pair[:half], "big"), int.from_bytes(pair[half:], "big"))

    def exchange(self, algorithm, peer_public_key):
        if not isinstance(algorithm, ECDH):
            raise UnsupportedAlgorithm("Unsupported EC exchange algorithm")
        if peer_public_key.curve.name != self._curve.name:
            raise ValueError("Error computing shared key.")
        return call("crypto", "ec_exchange", self._curve.name, self._secret, peer_public_key._data)

    def _identifier(self):
        return self._public._identifier()

    def _sec1(self, *curve):
        public = _der.value(0xA1, _der.bits(self._public._data))
        return _der.sequence(_der.integer(1), _der.value(_der.OCTETS, self._secret), *curve, public)

    def _traditional(self):
        curve = getattr(EllipticCurveOID, type(self._curve).__name__)
        return self._sec1(_der.value(0xA0, _der.oid(curve)))

    def _pkcs8_content(self):
        return self._sec1()


EllipticCurvePrivateKeyWithSerialization = EllipticCurvePrivateKey
EllipticCurvePublicKeyWithSerialization = EllipticCurvePublicKey


def from_point(curve, data):
    try:
        return ECPublicKey(curve, call("crypto", "ec_point", curve.name, data))
    except Failure as failure:
        raise ValueError(failure.message) from None


def curve_of(identifier):
    """The curve that the content of an object identifier names."""
    for text, curve in _CURVES.items():
        if _der.oid(text)[2:] == identifier:
            return curve()
    raise UnsupportedAlgorithm("Curve is not supported")


def from_sec1(data, curve=None):
    """A private key from its sequence; the curve may stand in it or be known."""
    outer = _der.Reader(data)
    inner = outer.sequence()
    outer.end()
    inner.integer()
    secret = inner.take(_der.OCTETS)
    if inner.peek() == 0xA0:
        curve = curve_of(_der.Reader(inner.take()).take(_der.OID))
    if curve is None:
        raise ValueError(f"{_der.BEGINNING}there is no curve")
    return ECPrivateKey(curve, secret.rjust(_size(curve), b"\0"))


def derive_private_key(private_value, curve, backend=None):
    check_int(private_value)
    _check_curve(curve)
    if private_value <= 0:
        raise ValueError("private_value must be a positive integer.")
    try:
        return ECPrivateKey(curve, private_value.to_bytes(_size(curve), "big"))
    except OverflowError:
        raise ValueError("Invalid EC key.") from None


def generate_private_key(curve, backend=None):
    _check_curve(curve)
    # More bits than the order has make every number as likely as the others.
    number = int.from_bytes(os.urandom(_size(curve) + 16), "big")
    return derive_private_key(number % (curve.group_order - 1) + 1, curve)
