"""X25519: the names, for annotations and checks; no such key can be made."""

import _playground

_INSTEAD = "use ed25519 to sign, and ec with ECDH to exchange keys"


class X25519PublicKey:
    """A public key."""

    @classmethod
    def from_public_bytes(cls, data):
        _playground.unsupported("X25519", _INSTEAD)


class X25519PrivateKey:
    """A private key."""

    @classmethod
    def generate(cls):
        _playground.unsupported("X25519", _INSTEAD)

    @classmethod
    def from_private_bytes(cls, data):
        _playground.unsupported("X25519", _INSTEAD)
