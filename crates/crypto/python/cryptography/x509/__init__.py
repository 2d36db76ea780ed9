"""Certificates, as far as their key goes."""

from .. import _der, _pem
from ..hazmat.primitives import hashes
from ..hazmat.primitives._serialization import Encoding
from ..hazmat.primitives.serialization import read_public
from ..utils import check_buffer


class Certificate:
    """A certificate that was read."""

    def __init__(self, data):
        self._data = data
        signed = _der.Reader(data).sequence().sequence()
        if signed.peek() == 0xA0:
            signed.take()
        self.serial_number = signed.integer()
        # The algorithm, the issuer, the time and the subject stand before the key.
        for _ in range(4):
            signed.take(_der.SEQUENCE)
        self._key = _der.sequence(*(signed.take(_der.SEQUENCE),))

    def public_key(self):
        return read_public(self._key)

    def public_bytes(self, encoding):
        return _pem.write("CERTIFICATE", self._data) if encoding is Encoding.PEM else self._data

    def fingerprint(self, algorithm):
        return hashes.digest(algorithm, self._data)

    def __eq__(self, other):
        return self._data == other._data if isinstance(other, Certificate) else NotImplemented

    def __hash__(self):
        return hash(self._data)

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        _unsupported(f"a certificate's {name}")


def load_der_x509_certificate(data, backend=None):
    return Certificate(check_buffer(data))


def load_pem_x509_certificate(data, backend=None):
    label, content = _pem.read(check_buffer(data))
    if label not in ("CERTIFICATE", "X509 CERTIFICATE"):
        raise ValueError("Valid PEM but no BEGIN CERTIFICATE/END CERTIFICATE delimiters. Are you sure this is a certificate?")
    return Certificate(content)


def _unsupported(what):
    import _playground

    _playground.unsupported(what, "only the key of a certificate can be read: public_key()")


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    _unsupported(f"cryptography.x509.{name}")
