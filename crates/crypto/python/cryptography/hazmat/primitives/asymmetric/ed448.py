"""Ed448: the names, for annotations and checks; no such key can be made."""

import _playground

_INSTEAD = "use ed25519 to sign, and ec with ECDH to exchange keys"


class Ed448PublicKey:
    """A public key."""

    @classmethod
    def from_public_bytes(cls, data):
        _playground.unsupported("Ed448", _INSTEAD)


class Ed448PrivateKey:
    """A private key."""

    @classmethod
    def generate(cls):
        _playground.unsupported("Ed448", _INSTEAD)

    @classmethod
    def from_private_bytes(cls, data):
        _playground.unsupported("Ed448", _INSTEAD)
