"""What goes wrong with tokens and keys."""


class PyJWTError(Exception):
    """The base of all."""


class InvalidTokenError(PyJWTError):
    """A token isn't accepted."""


class DecodeError(InvalidTokenError):
    """A token can't be read."""


class InvalidSignatureError(DecodeError):
    """The signature doesn't fit."""


class ExpiredSignatureError(InvalidTokenError):
    """`exp` has passed."""


class InvalidAudienceError(InvalidTokenError):
    """`aud` isn't the expected one."""


class InvalidIssuerError(InvalidTokenError):
    """`iss` isn't the expected one."""


class InvalidIssuedAtError(InvalidTokenError):
    """`iat` is no number."""


class ImmatureSignatureError(InvalidTokenError):
    """`nbf` or `iat` lies in the future."""


class InvalidKeyError(PyJWTError):
    """A key doesn't fit the algorithm."""


class InvalidAlgorithmError(InvalidTokenError):
    """The algorithm isn't known or not allowed."""


class MissingRequiredClaimError(InvalidTokenError):
    """A required claim isn't there."""

    def __init__(self, claim):
        self.claim = claim

    def __str__(self):
        return f'Token is missing the "{self.claim}" claim'


class PyJWKError(PyJWTError):
    """A JSON web key can't be used."""


class MissingCryptographyError(PyJWKError):
    """The package `cryptography` isn't there."""


class PyJWKSetError(PyJWTError):
    """A set of keys can't be used."""


class PyJWKClientError(PyJWTError):
    """Keys can't be fetched."""


class PyJWKClientConnectionError(PyJWKClientError):
    """The host that has the keys can't be reached."""


class InvalidSubjectError(InvalidTokenError):
    """`sub` isn't the expected one."""


class InvalidJTIError(InvalidTokenError):
    """`jti` is no text."""
