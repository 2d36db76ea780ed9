"""Base64 for URLs, numbers, and what kind of key a text is."""

import base64
import re


def long_to_bytes(n, blocksize=0):
    return n.to_bytes(blocksize or max(1, (n.bit_length() + 7) // 8), "big")


def long_to_base64(data, size=0):
    return base64.urlsafe_b64encode(long_to_bytes(data, size)).strip(b"=")


def base64_to_long(data):
    if isinstance(data, str):
        data = data.encode("ascii")
    return int.from_bytes(base64.urlsafe_b64decode(bytes(data) + b"=="), "big")


def base64url_decode(input):
    return base64.urlsafe_b64decode(input + b"=" * (-len(input) % 4))


def base64url_encode(input):
    return base64.urlsafe_b64encode(input).replace(b"=", b"")


def calculate_at_hash(access_token, hash_alg):
    """The left half of the token's hash."""
    digest = hash_alg(access_token.encode("utf-8")).digest()
    return base64url_encode(digest[: len(digest) // 2]).decode("utf-8")


def timedelta_total_seconds(delta):
    return delta.days * 24 * 60 * 60 + delta.seconds


def ensure_binary(s):
    if isinstance(s, bytes):
        return s
    if isinstance(s, str):
        return s.encode("utf-8", "strict")
    raise TypeError(f"not expecting type '{type(s)}'")


def is_pem_format(key):
    labels = (
        b"CERTIFICATE|TRUSTED CERTIFICATE|PRIVATE KEY|PUBLIC KEY|ENCRYPTED PRIVATE KEY|OPENSSH PRIVATE KEY|DSA PRIVATE KEY|"
        b"RSA PRIVATE KEY|RSA PUBLIC KEY|EC PRIVATE KEY|DH PARAMETERS|NEW CERTIFICATE REQUEST|CERTIFICATE REQUEST|"
        b"SSH2 PUBLIC KEY|SSH2 ENCRYPTED PRIVATE KEY|X509 CRL"
    )
    return b"BEGIN" in key and re.search(b"----[- ]BEGIN (" + labels + b")[- ]----", key) is not None


def is_ssh_key(key):
    kinds = (b"ssh-ed25519", b"ssh-rsa", b"ssh-dss", b"ecdsa-sha2-nistp256", b"ecdsa-sha2-nistp384", b"ecdsa-sha2-nistp521")
    if any(kind in key for kind in kinds):
        return True
    words = key.split(None, 2)
    return len(words) > 1 and words[0].endswith(b"-cert-v01@openssh.com")
