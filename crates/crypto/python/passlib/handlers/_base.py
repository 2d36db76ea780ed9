"""What all hashes have in common: settings, salts, rounds, and the methods that programs call."""

import os
import warnings
from hmac import compare_digest

from .. import exc

MAX_PASSWORD_SIZE = 4096
HASH64 = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def to_text(hash, param="hash"):
    if isinstance(hash, bytes):
        return hash.decode("ascii")
    if not isinstance(hash, str):
        raise TypeError(f"{param} must be unicode or bytes, not {_type_name(hash)}")
    return hash


def _type_name(value):
    return "None" if value is None else type(value).__name__


def to_secret(secret):
    """A password as bytes."""
    if not isinstance(secret, (str, bytes)):
        raise TypeError(f"secret must be unicode or bytes, not {_type_name(secret)}")
    if len(secret) > MAX_PASSWORD_SIZE:
        raise exc.PasswordSizeError(MAX_PASSWORD_SIZE)
    return secret.encode("utf-8") if isinstance(secret, str) else secret


def malformed(cls, reason=None):
    return ValueError(f"malformed {cls.name} hash" + (f" ({reason})" if reason else ""))


def deprecated(what, instead=""):
    warnings.warn(
        f"{what} is deprecated as of Passlib 1.7, and will be removed in Passlib 2.0{instead}.",
        DeprecationWarning,
        stacklevel=3,
    )


class Parsed:
    """The parts of a hash. Without a checksum it says only how to hash."""

    def __init__(self, rounds=None, salt=None, checksum=None, **more):
        self.rounds, self.salt, self.checksum = rounds, salt, checksum
        self.__dict__.update(more)


class Handler:
    """A kind of hash. It isn't instantiated: settings make a subclass."""

    name = None
    setting_kwds = ()
    context_kwds = ()
    idents = ()
    is_disabled = False
    truncate_size = None
    truncate_error = False
    checksum_chars = None
    checksum_size = None
    checksum_unit = "chars"

    @classmethod
    def using(cls, relaxed=False, **settings):
        made = type(f"<customized {cls.name} hasher>", (cls,), {"__module__": cls.__module__})
        made._use(settings, relaxed)
        for name in settings:
            raise TypeError(f"MinimalHandler.using() got an unexpected keyword argument {name!r}")
        return made

    @classmethod
    def _use(cls, settings, relaxed):
        """Take the settings that this class knows out of a dict."""
        truncate_error = settings.pop("truncate_error", None) if "truncate_error" in cls.setting_kwds else None
        if truncate_error is not None:
            cls.truncate_error = str(truncate_error).lower() in ("true", "yes", "on", "1", "t", "y")

    @classmethod
    def identify(cls, hash):
        return to_text(hash).startswith(cls.idents)

    @classmethod
    def hash(cls, secret, **settings):
        if settings:
            warnings.warn(
                f"passing settings to {cls.name}.hash() is deprecated, and won't be supported in Passlib 2.0; "
                f"use '{cls.name}.using(**settings).hash(secret)' instead",
                DeprecationWarning,
                stacklevel=2,
            )
            cls = cls.using(**settings)
        data = to_secret(secret)
        if cls.truncate_error and cls.truncate_size is not None and len(data) > cls.truncate_size:
            raise exc.PasswordTruncateError(cls)
        parsed = cls._generate()
        parsed.checksum = cls._digest(data, parsed)
        return cls._render(parsed)

    @classmethod
    def verify(cls, secret, hash, **context):
        data = to_secret(secret)
        parsed = cls._parse(to_text(hash))
        if parsed.checksum is None:
            raise ValueError(f"expected {cls.name} hash, got {cls.name} config string instead")
        return compare_digest(_bytes(cls._digest(data, parsed)), _bytes(parsed.checksum))

    @classmethod
    def needs_update(cls, hash, secret=None):
        return cls._is_old(cls._parse(to_text(hash)))

    @classmethod
    def encrypt(cls, secret, **settings):
        deprecated(f"the method {cls.__module__}.{cls.__name__}.encrypt()", ", use .hash() instead")
        return cls.hash(secret, **settings)

    @classmethod
    def genconfig(cls, **settings):
        deprecated(f"the method {cls.__module__}.{cls.__name__}.genconfig()")
        cls = cls.using(**settings) if settings else cls
        parsed = cls._generate()
        parsed.checksum = cls._digest(b"", parsed)
        return cls._render(parsed)

    @classmethod
    def genhash(cls, secret, config, **context):
        deprecated(f"the method {cls.__module__}.{cls.__name__}.genhash()")
        data, parsed = to_secret(secret), cls._parse(to_text(config))
        parsed.checksum = cls._digest(data, parsed)
        return cls._render(parsed)

    @classmethod
    def _is_old(cls, parsed):
        return False

    @classmethod
    def _generate(cls):
        return Parsed()

    @classmethod
    def _check_checksum(cls, checksum):
        """The checksum of a hash that is parsed."""
        if not checksum:
            return None
        if cls.checksum_size is not None and len(checksum) != cls.checksum_size:
            raise malformed(cls, f"checksum must be exactly {cls.checksum_size} {cls.checksum_unit}")
        if cls.checksum_chars is not None and set(checksum) - set(cls.checksum_chars):
            raise ValueError(f"invalid characters in {cls.name} checksum")
        return checksum


def _bytes(checksum):
    return checksum.encode("utf-8") if isinstance(checksum, str) else checksum


class Salted(Handler):
    """A hash with a salt and a number of rounds."""

    min_salt_size = 0
    max_salt_size = None
    default_salt_size = 16
    salt_chars = None
    salt_unit = "bytes"
    min_rounds = 1
    max_rounds = (1 << 32) - 1
    default_rounds = None
    min_desired_rounds = None
    max_desired_rounds = None
    rounds_cost = "linear"
    vary_rounds = None
    _salt = None

    @classmethod
    def _use(cls, settings, relaxed):
        super()._use(settings, relaxed)
        if settings.pop("vary_rounds", None):
            import _playground

            _playground.unsupported("passlib's vary_rounds", "leave it out: passlib 2 won't have it either")
        exact = settings.pop("rounds", None)
        for name in ("min_desired_rounds", "max_desired_rounds", "default_rounds"):
            value = settings.pop(name.replace("_desired", "") if name != "default_rounds" else name, None)
            if value is None:
                value = settings.pop(name, None)
            if value is None:
                value = exact
            if value is not None:
                setattr(cls, name, cls._norm_integer(int(value), cls.min_rounds, cls.max_rounds, name, relaxed))
        low, high = cls.min_desired_rounds, cls.max_desired_rounds
        if low is not None and high is not None and low > high:
            raise ValueError(f"{cls.name}: max_desired_rounds ({high}) below min_desired_rounds ({low})")
        if cls.default_rounds is not None:
            cls.default_rounds = max(cls.default_rounds, low or 0)
            cls.default_rounds = min(cls.default_rounds, high or cls.default_rounds)
        size = settings.pop("salt_size", None) if "salt_size" in cls.setting_kwds else None
        if size is not None:
            largest = cls.max_salt_size if cls.max_salt_size is not None else 1 << 20
            cls.default_salt_size = cls._norm_integer(int(size), cls.min_salt_size, largest, "salt_size", relaxed)
        salt = settings.pop("salt", None)
        if salt is not None:
            cls._salt = cls._norm_salt(salt, relaxed)

    @classmethod
    def _norm_integer(cls, value, low, high, param, relaxed=False):
        message = None
        if value < low:
            message, value = f"{cls.name}: {param} ({value}) is too low, must be at least {low}", low
        elif high is not None and value > high:
            message, value = f"{cls.name}: {param} ({value}) is too large, cannot be more than {high}", high
        if message and not relaxed:
            raise ValueError(message)
        if message:
            warnings.warn(message, exc.PasslibHashWarning, stacklevel=6)
        return value

    @classmethod
    def _norm_salt(cls, salt, relaxed=False):
        if cls.salt_unit == "bytes":
            if not isinstance(salt, bytes):
                raise TypeError(f"salt must be bytes, not {type(salt).__name__}")
        else:
            salt = salt.decode("ascii") if isinstance(salt, bytes) else salt
            if not isinstance(salt, str):
                raise TypeError(f"salt must be unicode, not {type(salt).__name__}")
            if cls.salt_chars is not None and set(salt) - set(cls.salt_chars):
                raise ValueError(f"invalid characters in {cls.name} salt")
        low, high = cls.min_salt_size, cls.max_salt_size
        if low <= len(salt) and (high is None or len(salt) <= high):
            return salt
        if low == high:
            relation = f"exactly {low}"
        else:
            relation = f">= {low}" if len(salt) < low else f"<= {high}"
        is_short = len(salt) < low
        message = f"salt too {'small' if is_short else 'large'} ({cls.name} requires {relation} {cls.salt_unit})"
        if is_short or not relaxed:
            raise ValueError(message)
        warnings.warn(message, exc.PasslibHashWarning, stacklevel=6)
        return salt[:high]

    @classmethod
    def _new_salt(cls):
        if cls._salt is not None:
            return cls._salt
        data = os.urandom(cls.default_salt_size)
        return data if cls.salt_unit == "bytes" else "".join(HASH64[byte & 63] for byte in data)

    @classmethod
    def _generate(cls):
        return Parsed(cls.default_rounds, cls._new_salt())

    @classmethod
    def _check_rounds(cls, rounds):
        return cls._norm_integer(rounds, cls.min_rounds, cls.max_rounds, "rounds")

    @classmethod
    def _read_rounds(cls, text, default=None):
        """Rounds of a hash that is parsed: digits without a zero before them."""
        if text.startswith("0") and text != "0":
            raise malformed(cls, "zero-padded rounds")
        if not text:
            if default is None:
                raise malformed(cls, "empty rounds field")
            return default
        return cls._check_rounds(int(text))

    @classmethod
    def _is_old(cls, parsed):
        low, high = cls.min_desired_rounds, cls.max_desired_rounds
        return bool((low and parsed.rounds < low) or (high and parsed.rounds > high))
