"""Base64 for URLs, numbers as bytes, and what kind of key a text is."""

import base64
import re


def force_bytes(value):
    if isinstance(value, str):
        return value.encode("utf-8")
    if isinstance(value, bytes):
        return value
    raise TypeError("Expected a string or bytes value")


def base64url_decode(input):
    data = force_bytes(input)
    return base64.urlsafe_b64decode(data + b"=" * (-len(data) % 4))


def base64url_encode(input):
    return base64.urlsafe_b64encode(input).replace(b"=", b"")


def bytes_from_int(val, *, bit_length=None):
    bits = val.bit_length() if bit_length is None else bit_length
    return val.to_bytes((bits + 7) // 8, "big")


def to_base64url_uint(val, *, bit_length=None):
    if val < 0:
        raise ValueError("Must be a positive integer")
    return base64url_encode(bytes_from_int(val, bit_length=bit_length) or b"\x00")


def from_base64url_uint(val):
    return int.from_bytes(base64url_decode(val), "big")


def number_to_bytes(num, num_bytes):
    return num.to_bytes(num_bytes, "big")


def bytes_to_number(string):
    return int.from_bytes(string, "big")


def der_to_raw_signature(der_sig, curve):
    from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

    size = (curve.key_size + 7) // 8
    r, s = decode_dss_signature(der_sig)
    return number_to_bytes(r, size) + number_to_bytes(s, size)


def raw_to_der_signature(raw_sig, curve):
    from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

    size = (curve.key_size + 7) // 8
    if len(raw_sig) != 2 * size:
        raise ValueError("Invalid signature")
    return encode_dss_signature(bytes_to_number(raw_sig[:size]), bytes_to_number(raw_sig[size:]))


_LABELS = (
    b"CERTIFICATE|TRUSTED CERTIFICATE|PRIVATE KEY|PUBLIC KEY|ENCRYPTED PRIVATE KEY|OPENSSH PRIVATE KEY|DSA PRIVATE KEY|"
    b"RSA PRIVATE KEY|RSA PUBLIC KEY|EC PRIVATE KEY|DH PARAMETERS|NEW CERTIFICATE REQUEST|CERTIFICATE REQUEST|"
    b"SSH2 PUBLIC KEY|SSH2 ENCRYPTED PRIVATE KEY|X509 CRL"
)
_MARKER = b"----[- ](BEGIN|END) (" + _LABELS + b")[- ]----"


def is_pem_format(key):
    """Whether a PEM block begins and ends somewhere in the key."""
    if b"----" not in key:
        return False
    begun = set()
    for marker in re.finditer(_MARKER, key):
        if marker[1] == b"BEGIN":
            begun.add(marker[2])
        elif marker[2] in begun:
            return True
    return False


def is_ssh_key(key):
    kinds = (b"ssh-ed25519", b"ssh-rsa", b"ssh-dss", b"ecdsa-sha2-nistp256", b"ecdsa-sha2-nistp384", b"ecdsa-sha2-nistp521")
    return key.startswith(kinds)


def is_der_key(key):
    """Whether the bytes are an ASN.1 public key or certificate: a sequence that begins with a sequence, and nothing after it."""

    def content(data):
        # The content of one sequence and the number of bytes that it takes with its header.
        if len(data) < 2 or data[0] != 0x30:
            return None
        size, start = data[1], 2
        if size > 0x80:
            start += size - 0x80
            size = int.from_bytes(data[2:start], "big")
        elif size == 0x80:
            return None
        return data[start : start + size], start + size

    outer = content(key)
    if outer is None or outer[1] != len(key):
        return False
    inner = content(outer[0])
    if inner is None:
        return False
    is_public_key = inner[0][:1] == b"\x06" and outer[0][inner[1] : inner[1] + 1] == b"\x03"
    is_certificate = inner[0][:1] in (b"\xa0", b"\x02") and outer[0][inner[1] : inner[1] + 1] == b"\x30"
    return is_public_key or is_certificate
