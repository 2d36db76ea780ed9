"""Writing keys: which encoding goes with which format, and what is said of the others."""

import base64

from .... import _der, _pem
from .._serialization import BestAvailableEncryption, Encoding, KeySerializationEncryption, NoEncryption, PrivateFormat, PublicFormat

INVALID = "format is invalid with this key"


def _enveloped(encoding, label, data):
    if encoding is Encoding.PEM:
        return _pem.write(label, data)
    if encoding is Encoding.DER:
        return data
    raise TypeError("encoding must be Encoding.DER or Encoding.PEM")


def _check(name, value, kind):
    if not isinstance(value, kind):
        raise TypeError(f"{name} must be an item from the {kind.__name__} enum")


class Written:
    """What a key that can be written says of itself; a value of None means that it has no such form."""

    _label = None
    _raw = None

    def _identifier(self):
        """The algorithm, in DER."""
        raise NotImplementedError

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


class WrittenPrivate(Written):
    """A private key that can be written."""

    def _traditional(self):
        return None

    def _pkcs8_content(self):
        return self._traditional()

    def private_bytes(self, encoding, format, encryption_algorithm):
        _check("encoding", encoding, Encoding)
        _check("format", format, PrivateFormat)
        if not isinstance(encryption_algorithm, KeySerializationEncryption):
            raise TypeError("Encryption algorithm must be a KeySerializationEncryption instance")
        is_plain = isinstance(encryption_algorithm, NoEncryption)
        if self._raw is not None and (encoding is Encoding.Raw or format is PrivateFormat.Raw):
            if encoding is not Encoding.Raw or format is not PrivateFormat.Raw or not is_plain:
                raise ValueError(
                    "When using Raw both encoding and format must be Raw and encryption_algorithm must be NoEncryption()"
                )
            return self._raw
        if format is PrivateFormat.PKCS8:
            key = _der.value(_der.OCTETS, self._pkcs8_content())
            data = _der.sequence(_der.integer(0), self._identifier(), key)
            if is_plain:
                return _enveloped(encoding, "PRIVATE KEY", data)
            from ..serialization._encrypted import encrypt

            return _enveloped(encoding, "ENCRYPTED PRIVATE KEY", encrypt(data, encryption_algorithm.password))
        if format is PrivateFormat.TraditionalOpenSSL:
            data = self._traditional()
            if data is None or encoding not in (Encoding.PEM, Encoding.DER):
                raise ValueError(INVALID)
            if isinstance(encryption_algorithm, BestAvailableEncryption):
                import _playground

                _playground.unsupported("an encrypted key in the traditional format", "use PrivateFormat.PKCS8")
            return _enveloped(encoding, f"{self._label} PRIVATE KEY", data)
        if format is PrivateFormat.OpenSSH:
            if encoding is not Encoding.PEM:
                raise ValueError("OpenSSH private key format can only be used with PEM encoding")
            import _playground

            _playground.unsupported("a private key in OpenSSH's format", "use PrivateFormat.PKCS8")
        raise ValueError(INVALID)


class WrittenPublic(Written):
    """A public key that can be written."""

    def _content(self):
        """What the bits of the key are."""
        raise NotImplementedError

    def _ssh(self):
        """The kind of the key and its fields."""
        raise NotImplementedError

    def _point(self, format):
        return None

    def public_bytes(self, encoding, format):
        _check("encoding", encoding, Encoding)
        _check("format", format, PublicFormat)
        if self._raw is not None and (encoding is Encoding.Raw or format is PublicFormat.Raw):
            if encoding is not Encoding.Raw or format is not PublicFormat.Raw:
                raise ValueError("When using Raw both encoding and format must be Raw")
            return self._raw
        is_info = format is PublicFormat.SubjectPublicKeyInfo
        if self._label == "EC" and encoding is Encoding.X962 and not is_info:
            if format not in (PublicFormat.CompressedPoint, PublicFormat.UncompressedPoint):
                raise ValueError("X962 encoding must be used with CompressedPoint or UncompressedPoint format")
            return self._point(format)
        if is_info:
            return _enveloped(encoding, "PUBLIC KEY", _der.sequence(self._identifier(), _der.bits(self._content())))
        if format is PublicFormat.PKCS1 and self._label == "RSA":
            return _enveloped(encoding, "RSA PUBLIC KEY", self._content())
        if format is PublicFormat.OpenSSH:
            if encoding is not Encoding.OpenSSH:
                raise ValueError("OpenSSH format must be used with OpenSSH encoding")
            kind, *fields = self._ssh()
            data = b"".join(len(field).to_bytes(4, "big") + field for field in (kind, *fields))
            return kind + b" " + base64.b64encode(data)
        raise ValueError(INVALID)
