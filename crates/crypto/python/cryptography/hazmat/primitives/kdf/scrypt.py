"""Scrypt: not here."""

import _playground

_playground.unsupported("cryptography's Scrypt", "use PBKDF2HMAC, or hash passwords with argon2")
