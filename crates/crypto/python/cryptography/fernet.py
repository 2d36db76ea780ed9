"""Tokens that only who knows the key can read or make."""

import base64
import binascii
import hmac
import os
import time

from _parts import call

_MAX_CLOCK_SKEW = 60


class InvalidToken(Exception):
    """The token isn't one, was changed, or is too old."""


class Fernet:
    """AES with a keyed hash, a time, and base64 around it."""

    def __init__(self, key, backend=None):
        try:
            data = base64.urlsafe_b64decode(key)
        except binascii.Error as error:
            raise ValueError("Fernet key must be 32 url-safe base64-encoded bytes.") from error
        if len(data) != 32:
            raise ValueError("Fernet key must be 32 url-safe base64-encoded bytes.")
        self._signing_key, self._encryption_key = data[:16], data[16:]

    @classmethod
    def generate_key(cls):
        return base64.urlsafe_b64encode(os.urandom(32))

    def encrypt(self, data):
        return self.encrypt_at_time(data, int(time.time()))

    def encrypt_at_time(self, data, current_time):
        return self._encrypt_from_parts(data, current_time, os.urandom(16))

    def _encrypt_from_parts(self, data, current_time, iv):
        if not isinstance(data, bytes):
            raise TypeError("data must be bytes")
        missing = 16 - len(data) % 16
        padded = data + bytes((missing,)) * missing
        body = b"\x80" + current_time.to_bytes(8, "big") + iv + call("crypto", "aes_cbc", True, self._encryption_key, iv, padded)
        return base64.urlsafe_b64encode(body + hmac.digest(self._signing_key, body, "sha256"))

    def decrypt(self, token, ttl=None):
        timestamp, data = self._read(token)
        return self._decrypt(timestamp, data, None if ttl is None else (ttl, int(time.time())))

    def decrypt_at_time(self, token, ttl, current_time):
        if ttl is None:
            raise ValueError("decrypt_at_time() can only be used with a non-None ttl")
        timestamp, data = self._read(token)
        return self._decrypt(timestamp, data, (ttl, current_time))

    def extract_timestamp(self, token):
        timestamp, data = self._read(token)
        self._check(data)
        return timestamp

    @staticmethod
    def _read(token):
        if not isinstance(token, (str, bytes)):
            raise TypeError("token must be bytes or str")
        try:
            data = base64.urlsafe_b64decode(token)
        except (TypeError, binascii.Error, ValueError):
            raise InvalidToken from None
        if not data or data[0] != 0x80 or len(data) < 9:
            raise InvalidToken
        return int.from_bytes(data[1:9], "big"), data

    def _check(self, data):
        if not hmac.compare_digest(hmac.digest(self._signing_key, data[:-32], "sha256"), data[-32:]):
            raise InvalidToken

    def _decrypt(self, timestamp, data, limits):
        if limits is not None:
            ttl, now = limits
            if timestamp + ttl < now or now + _MAX_CLOCK_SKEW < timestamp:
                raise InvalidToken
        self._check(data)
        iv, encrypted = data[9:25], data[25:-32]
        if not encrypted or len(encrypted) % 16:
            raise InvalidToken
        padded = call("crypto", "aes_cbc", False, self._encryption_key, iv, encrypted)
        count = padded[-1]
        if not 1 <= count <= 16 or padded[-count:] != bytes((count,)) * count:
            raise InvalidToken
        return padded[:-count]


class MultiFernet:
    """Encrypts with the first key, decrypts with any."""

    def __init__(self, fernets):
        self._fernets = list(fernets)
        if not self._fernets:
            raise ValueError("MultiFernet requires at least one Fernet instance")

    def encrypt(self, msg):
        return self._fernets[0].encrypt(msg)

    def encrypt_at_time(self, msg, current_time):
        return self._fernets[0].encrypt_at_time(msg, current_time)

    def _first(self, method, *arguments):
        for fernet in self._fernets:
            try:
                return getattr(fernet, method)(*arguments)
            except InvalidToken:
                continue
        raise InvalidToken

    def decrypt(self, msg, ttl=None):
        return self._first("decrypt", msg, ttl)

    def decrypt_at_time(self, msg, ttl, current_time):
        return self._first("decrypt_at_time", msg, ttl, current_time)

    def extract_timestamp(self, msg):
        return self._first("extract_timestamp", msg)

    def rotate(self, msg):
        data = self.decrypt(msg)
        timestamp = self.extract_timestamp(msg)
        return self._fernets[0]._encrypt_from_parts(data, timestamp, os.urandom(16))
