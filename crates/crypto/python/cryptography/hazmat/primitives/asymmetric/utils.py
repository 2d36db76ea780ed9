"""Signatures as pairs of numbers, and hashes that were computed before."""

from .... import _der
from ....utils import check_int
from .. import hashes


def decode_dss_signature(signature):
    def wrong(kind):
        return ValueError(f"error parsing asn1 value: ParseError {{ kind: {kind} }}")

    reader = _der.Reader(signature)
    try:
        inner = reader.sequence()
        numbers = inner.integer(), inner.integer()
    except ValueError as error:
        text = str(error)
        if "short data" in text:
            raise wrong(f"ShortData {{ needed: {text.split('at least ')[1].split()[0]} }}") from None
        found = text.removeprefix(_der.BEGINNING).partition("(got ")[2].removesuffix(")")
        raise wrong(f"UnexpectedTag {{ actual: {found} }}" if found else "InvalidLength") from None
    if not reader.is_done() or not inner.is_done():
        raise wrong("ExtraData")
    return numbers


def encode_dss_signature(r, s):
    check_int(r, s)
    if r < 0 or s < 0:
        raise ValueError("Negative integers are not supported")
    return _der.sequence(_der.integer(r), _der.integer(s))


class Prehashed:
    """Says that the data is a digest already."""

    def __init__(self, algorithm):
        if not isinstance(algorithm, hashes.HashAlgorithm):
            raise TypeError("Expected instance of HashAlgorithm.")
        self._algorithm = algorithm
        self._digest_size = algorithm.digest_size

    @property
    def digest_size(self):
        return self._digest_size


def digest_of(data, algorithm):
    """The hash function and the digest of what is signed."""
    if isinstance(algorithm, Prehashed):
        if len(data) != algorithm.digest_size:
            raise ValueError("The provided data must be the same length as the hash algorithm's digest size.")
        return algorithm._algorithm, data
    return algorithm, hashes.digest(algorithm, data)
