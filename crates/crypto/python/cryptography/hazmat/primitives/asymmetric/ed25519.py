"""Ed25519."""

import os

from _parts import call

from .... import _der
from ....exceptions import InvalidSignature
from ....utils import check_buffer
from .._serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from ._written import WrittenPrivate, WrittenPublic

OID = "1.3.101.112"


class Ed25519PublicKey(WrittenPublic):
    """A public key."""

    def __init__(self, data):
        self._raw = data

    @classmethod
    def from_public_bytes(cls, data):
        if len(data) != 32:
            raise ValueError("An Ed25519 public key is 32 bytes long")
        return cls(check_buffer(data))

    def public_bytes_raw(self):
        return self.public_bytes(Encoding.Raw, PublicFormat.Raw)

    def verify(self, signature, data):
        if not call("crypto", "ed25519_verify", self._raw, check_buffer(data), check_buffer(signature)):
            raise InvalidSignature

    def __eq__(self, other):
        return self._raw == other._raw if isinstance(other, Ed25519PublicKey) else NotImplemented

    def __hash__(self):
        return hash(self._raw)

    def _identifier(self):
        return _der.sequence(_der.oid(OID))

    def _content(self):
        return self._raw

    def _ssh(self):
        return b"ssh-ed25519", self._raw


class Ed25519PrivateKey(WrittenPrivate):
    """A private key."""

    def __init__(self, seed):
        self._raw = seed

    @classmethod
    def generate(cls):
        return cls(os.urandom(32))

    @classmethod
    def from_private_bytes(cls, data):
        if len(data) != 32:
            raise ValueError("An Ed25519 private key is 32 bytes long")
        return cls(check_buffer(data))

    def public_key(self):
        return Ed25519PublicKey(call("crypto", "ed25519_public", self._raw))

    def private_bytes_raw(self):
        return self.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())

    def sign(self, data):
        return call("crypto", "ed25519_sign", self._raw, check_buffer(data))

    def _identifier(self):
        return _der.sequence(_der.oid(OID))

    def _pkcs8_content(self):
        return _der.value(_der.OCTETS, self._raw)
