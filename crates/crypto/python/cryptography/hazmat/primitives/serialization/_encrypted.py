"""Private keys that are encrypted by a password: PBES2 with PBKDF2 and AES."""

import hashlib
import os

from _parts import call
from _slow import timed_call

from .... import _der

_PBES2 = "1.2.840.113549.1.5.13"
_PBKDF2 = "1.2.840.113549.1.5.12"
_HASHES = {"1.2.840.113549.2.7": "sha1", "1.2.840.113549.2.9": "sha256", "1.2.840.113549.2.11": "sha512"}
_SHA256 = "1.2.840.113549.2.9"
_CIPHERS = {"2.16.840.1.101.3.4.1.2": 16, "2.16.840.1.101.3.4.1.22": 24, "2.16.840.1.101.3.4.1.42": 32}
_AES256 = "2.16.840.1.101.3.4.1.42"
_ROUNDS = 20000


def _key(name, password, salt, rounds, size):
    what = f"pbkdf2 with {name}, {rounds} rounds"
    return timed_call(what, hashlib.pbkdf2_hmac, name, password, salt, rounds, size)


def encrypt(data, password):
    salt, vector = os.urandom(16), os.urandom(16)
    missing = 16 - len(data) % 16
    key = _key("sha256", password, salt, _ROUNDS, 32)
    encrypted = call("crypto", "aes_cbc", True, key, vector, data + bytes((missing,)) * missing)
    octets = lambda content: _der.value(_der.OCTETS, content)  # noqa: E731
    function = _der.sequence(_der.oid(_SHA256), _der.value(_der.NULL, b""))
    derivation = _der.sequence(_der.oid(_PBKDF2), _der.sequence(octets(salt), _der.integer(_ROUNDS), function))
    cipher = _der.sequence(_der.oid(_AES256), octets(vector))
    return _der.sequence(_der.sequence(_der.oid(_PBES2), _der.sequence(derivation, cipher)), octets(encrypted))


def _known(identifier, table):
    for text, value in table.items():
        if _der.oid(text)[2:] == identifier:
            return value
    import _playground

    _playground.unsupported("the encryption of this key", "write it with PBES2, AES and PBKDF2: openssl pkcs8 -topk8 -v2 aes256")


def decrypt(data, password):
    outer = _der.Reader(data).sequence()
    scheme, encrypted = outer.sequence(), outer.take(_der.OCTETS)
    _known(scheme.take(_der.OID), {_PBES2: True})
    parameters = scheme.sequence()
    derivation, cipher = parameters.sequence(), parameters.sequence()
    _known(derivation.take(_der.OID), {_PBKDF2: True})
    given = derivation.sequence()
    salt, rounds = given.take(_der.OCTETS), given.integer()
    if given.peek() == _der.INTEGER:
        given.integer()
    name = "sha1" if given.is_done() else _known(given.sequence().take(_der.OID), _HASHES)
    size, vector = _known(cipher.take(_der.OID), _CIPHERS), cipher.take(_der.OCTETS)
    padded = call("crypto", "aes_cbc", False, _key(name, password, salt, rounds, size), vector, encrypted)
    count = padded[-1] if padded else 0
    if not 1 <= count <= 16 or padded[-count:] != bytes((count,)) * count:
        raise ValueError("Incorrect password, could not decrypt key")
    return padded[:-count]
