"""Encrypted tokens: not here."""

import _playground

_playground.unsupported("jose.jwe", "sign tokens with jose.jwt, or encrypt with cryptography.fernet")
