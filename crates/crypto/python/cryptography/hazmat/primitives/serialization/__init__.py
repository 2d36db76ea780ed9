"""Reading keys, and the choices for writing them."""

from .... import _der, _pem
from ....exceptions import UnsupportedAlgorithm
from ....utils import check_buffer
from .._serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from ..asymmetric import ec, ed25519, rsa
from .ssh import load_ssh_public_key

__all__ = [
    "BestAvailableEncryption",
    "Encoding",
    "KeySerializationEncryption",
    "NoEncryption",
    "PrivateFormat",
    "PublicFormat",
    "load_der_private_key",
    "load_der_public_key",
    "load_pem_private_key",
    "load_pem_public_key",
    "load_ssh_public_key",
]


def _is(identifier, text):
    return _der.oid(text)[2:] == identifier


def _unknown():
    raise UnsupportedAlgorithm("Unknown key type")


def read_public(data):
    """A public key from its SubjectPublicKeyInfo."""
    outer = _der.Reader(data)
    inner = outer.sequence()
    outer.end()
    algorithm, bits = inner.sequence(), inner.bits()
    kind = algorithm.take(_der.OID)
    if _is(kind, rsa._OID):
        return rsa.from_pkcs1(bits, False)
    if _is(kind, ec._OID):
        return ec.from_point(ec.curve_of(algorithm.take(_der.OID)), bits)
    if _is(kind, ed25519.OID):
        return ed25519.Ed25519PublicKey.from_public_bytes(bits)
    return _unknown()


def _read_pkcs8(data):
    outer = _der.Reader(data)
    inner = outer.sequence()
    outer.end()
    inner.integer()
    algorithm, content = inner.sequence(), inner.take(_der.OCTETS)
    kind = algorithm.take(_der.OID)
    if _is(kind, rsa._OID):
        return rsa.from_pkcs1(content, True)
    if _is(kind, ec._OID):
        return ec.from_sec1(content, ec.curve_of(algorithm.take(_der.OID)))
    if _is(kind, ed25519.OID):
        return ed25519.Ed25519PrivateKey.from_private_bytes(_der.Reader(content).take(_der.OCTETS))
    return _unknown()


def _plain(key, password):
    if password is not None:
        raise TypeError("Password was given but private key is not encrypted.")
    return key


def _decrypted(data, password):
    from ._encrypted import decrypt

    if password is None:
        # What isn't encrypted at all is told before the password is asked for.
        _der.Reader(data).sequence()
        raise TypeError("Password was not given but private key is encrypted")
    return _read_pkcs8(decrypt(data, password))


def load_pem_private_key(data, password=None, backend=None, *, unsafe_skip_rsa_key_validation=False):
    password = None if password is None else check_buffer(password)
    label, content = _pem.read(check_buffer(data))
    if content is None:
        import _playground

        _playground.unsupported("an encrypted key in the traditional format", "convert it to PKCS #8: openssl pkcs8 -topk8")
    if label == "PRIVATE KEY":
        return _plain(_read_pkcs8(content), password)
    if label == "RSA PRIVATE KEY":
        return _plain(rsa.from_pkcs1(content, True), password)
    if label == "EC PRIVATE KEY":
        return _plain(ec.from_sec1(content), password)
    if label == "ENCRYPTED PRIVATE KEY":
        return _decrypted(content, password)
    if label == "DSA PRIVATE KEY":
        _der.Reader(content).sequence()
        _unknown()
    raise ValueError("Valid PEM but no BEGIN/END delimiters for a private key found. Are you sure this is a private key?")


def load_pem_public_key(data, backend=None):
    label, content = _pem.read(check_buffer(data))
    if label == "PUBLIC KEY":
        return read_public(content)
    if label == "RSA PUBLIC KEY":
        return rsa.from_pkcs1(content, False)
    raise ValueError(
        "Valid PEM but no BEGIN PUBLIC KEY/END PUBLIC KEY delimiters. Are you sure this is a public key?"
    )


def load_der_private_key(data, password=None, backend=None, *, unsafe_skip_rsa_key_validation=False):
    data = check_buffer(data)
    if password is not None:
        return _decrypted(data, check_buffer(password))
    try:
        return _read_pkcs8(data)
    except ValueError as error:
        for other in (lambda: rsa.from_pkcs1(data, True), lambda: ec.from_sec1(data)):
            try:
                return other()
            except ValueError:
                continue
        raise error


def load_der_public_key(data, backend=None):
    data = check_buffer(data)
    try:
        return read_public(data)
    except ValueError as error:
        try:
            return rsa.from_pkcs1(data, False)
        except ValueError:
            raise error from None


def __getattr__(name):
    if name in ("load_ssh_private_key", "load_ssh_public_identity", "load_pem_parameters", "load_der_parameters"):
        import _playground

        _playground.unsupported(f"cryptography's {name}", "use keys in PEM: load_pem_private_key")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
