"""Signed values: the part of itsdangerous that session cookies need, signing with and without a time."""

from itsdangerous.exc import BadData as BadData
from itsdangerous.exc import BadSignature as BadSignature
from itsdangerous.exc import BadTimeSignature as BadTimeSignature
from itsdangerous.exc import SignatureExpired as SignatureExpired
from itsdangerous.signer import Signer as Signer
from itsdangerous.signer import TimestampSigner as TimestampSigner


def __getattr__(name):
    import _playground

    if name in ("URLSafeSerializer", "URLSafeTimedSerializer", "Serializer", "TimedSerializer"):
        _playground.unsupported(f"itsdangerous.{name}", "sign the text yourself with itsdangerous.TimestampSigner")
    raise AttributeError(f"module 'itsdangerous' has no attribute {name!r}")
