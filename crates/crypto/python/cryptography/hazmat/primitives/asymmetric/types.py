"""Kinds of keys, for annotations."""

from .ec import EllipticCurvePrivateKey, EllipticCurvePublicKey
from .ed448 import Ed448PrivateKey, Ed448PublicKey
from .ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from .rsa import RSAPrivateKey, RSAPublicKey

PublicKeyTypes = RSAPublicKey | EllipticCurvePublicKey | Ed25519PublicKey | Ed448PublicKey
PrivateKeyTypes = RSAPrivateKey | EllipticCurvePrivateKey | Ed25519PrivateKey | Ed448PrivateKey
PUBLIC_KEY_TYPES, PRIVATE_KEY_TYPES = PublicKeyTypes, PrivateKeyTypes
