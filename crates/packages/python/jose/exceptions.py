"""What goes wrong."""


class JOSEError(Exception):
    """The base of all."""


class JWSError(JOSEError):
    """A signed text."""


class JWSSignatureError(JWSError):
    """Its signature."""


class JWSAlgorithmError(JWSError):
    """Its algorithm."""


class JWTError(JOSEError):
    """A token."""


class JWTClaimsError(JWTError):
    """What a token claims."""


class ExpiredSignatureError(JWTError):
    """A token whose time is over."""


class JWKError(JOSEError):
    """A key."""


class JWEError(JOSEError):
    """An encrypted text."""


class JWEParseError(JWEError):
    """Its parts."""


class JWEInvalidAuth(JWEError):
    """Its authentication."""


class JWEAlgorithmUnsupportedError(JWEError):
    """Its algorithm."""
