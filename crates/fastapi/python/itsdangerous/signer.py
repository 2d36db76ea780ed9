"""Signers: an HMAC behind the value, with the time between them when it is timed."""

import hashlib
import hmac
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode

from itsdangerous.exc import BadSignature, BadTimeSignature, SignatureExpired


def _bytes(value):
    return value.encode("utf-8") if isinstance(value, str) else value


def _encode(data):
    return urlsafe_b64encode(data).rstrip(b"=")


def _decode(data):
    try:
        return urlsafe_b64decode(data + b"=" * (-len(data) % 4))
    except Exception as error:
        raise BadSignature("Invalid base64-encoded data") from error


class Signer:
    default_salt = b"itsdangerous.Signer"

    def __init__(self, secret_key, salt=None, sep=b"."):
        self.secret_key = _bytes(secret_key)
        self.sep = _bytes(sep)
        self.salt = _bytes(salt) if salt is not None else self.default_salt

    def derive_key(self):
        return hashlib.sha1(self.salt + b"signer" + self.secret_key).digest()

    def get_signature(self, value):
        return _encode(hmac.new(self.derive_key(), _bytes(value), hashlib.sha1).digest())

    def sign(self, value):
        value = _bytes(value)
        return value + self.sep + self.get_signature(value)

    def verify_signature(self, value, sig):
        try:
            given = _decode(_bytes(sig))
        except BadSignature:
            return False
        wanted = hmac.new(self.derive_key(), _bytes(value), hashlib.sha1).digest()
        return hmac.compare_digest(given, wanted)

    def unsign(self, signed_value):
        signed_value = _bytes(signed_value)
        if self.sep not in signed_value:
            raise BadSignature(f"No {self.sep!r} found in value")
        value, _, sig = signed_value.rpartition(self.sep)
        if self.verify_signature(value, sig):
            return value
        raise BadSignature(f"Signature {sig!r} does not match", payload=value)

    def validate(self, signed_value):
        try:
            self.unsign(signed_value)
            return True
        except BadSignature:
            return False


class TimestampSigner(Signer):
    def get_timestamp(self):
        return int(time.time())

    def timestamp_to_datetime(self, ts):
        from datetime import datetime, timezone

        return datetime.fromtimestamp(ts, tz=timezone.utc)

    def sign(self, value):
        number = self.get_timestamp()
        stamp = _encode(number.to_bytes((number.bit_length() + 7) // 8, "big"))
        value = _bytes(value) + self.sep + stamp
        return value + self.sep + self.get_signature(value)

    def unsign(self, signed_value, max_age=None, return_timestamp=False):
        result = super().unsign(signed_value)
        value, separator, stamp = result.rpartition(self.sep)
        if not separator:
            raise BadTimeSignature("timestamp missing", payload=result)
        number = int.from_bytes(_decode(stamp), "big")
        if max_age is not None:
            age = self.get_timestamp() - number
            if age > max_age:
                raise SignatureExpired(f"Signature age {age} > {max_age} seconds", payload=value)
            if age < 0:
                raise SignatureExpired(f"Signature age {age} < 0 seconds", payload=value)
        return (value, self.timestamp_to_datetime(number)) if return_timestamp else value
