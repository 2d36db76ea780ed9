"""One policy for hashes of several kinds: which one new passwords get, and which ones are too old."""

import warnings

from . import exc
from .handlers._base import Handler, deprecated
from .registry import get_crypt_handler

_NO_SCHEMES = "no hash schemes configured for this CryptContext instance"


def _split(key):
    """A keyword as category, scheme and option."""
    parts = key.replace(".", "__").split("__")
    if len(parts) == 1:
        return None, None, parts[0]
    if len(parts) == 2:
        scheme, option = parts
        return None, None if scheme == "context" else scheme, option
    if len(parts) == 3:
        category, scheme, option = parts
        return None if category == "default" else category, None if scheme == "context" else scheme, option
    raise TypeError(f"keys must have less than 3 separators: {key!r}")


def _names(value):
    if isinstance(value, str):
        return [name for name in value.replace(",", " ").split() if name]
    return list(value)


class CryptContext:
    """Hashes, verifies, and says which hashes are to be made anew."""

    def __init__(self, schemes=None, policy=None, _autoload=True, **kwds):
        self._source = {}
        self._load(kwds if schemes is None else {"schemes": schemes, **kwds})

    def _load(self, source):
        self._source = source
        self._handlers = []
        self._options = {}
        self._records = {}
        self._dummy = None
        given = {_split(key): value for key, value in source.items()}
        for scheme in _names(given.pop((None, None, "schemes"), ())):
            if isinstance(scheme, str):
                handler = get_crypt_handler(scheme)
            elif isinstance(scheme, type) and issubclass(scheme, Handler):
                handler = scheme
            else:
                raise TypeError(f"scheme must be name or CryptHandler, not {type(scheme)}")
            if handler.name in self.schemes():
                raise KeyError(f"multiple handlers with same name: {handler.name!r}")
            self._handlers.append(handler)
        by_name = {handler.name: handler for handler in self._handlers}
        for (category, scheme, option), value in given.items():
            if scheme is not None:
                if scheme == "all":
                    deprecated("The 'all' scheme", "; Please configure options on a per-algorithm basis")
                    if option != "vary_rounds" and not any(option in one.setting_kwds for one in self._handlers):
                        raise KeyError(f"keyword not supported by any handler: {option!r}")
                elif scheme in by_name and option not in _accepted(by_name[scheme]):
                    raise KeyError(f"keyword not supported by {scheme} handler: {option!r}")
            elif option == "schemes":
                raise KeyError("'schemes' context option is not allowed per category")
            elif option == "truncate_error":
                for handler in self._handlers:
                    if "truncate_error" in handler.setting_kwds:
                        self._options.setdefault((category, handler.name, option), value)
                continue
            elif option not in ("default", "deprecated", "harden_verify", "min_verify_time"):
                raise KeyError(f"unknown CryptContext keyword: {option!r}")
            self._options[category, scheme, option] = value
        for category in {key[0] for key in self._options} | {None}:
            self._check(category, by_name)
            for name in by_name:
                # Settings that are wrong are told now, not at the first password.
                self._record(name, category)

    def _check(self, category, by_name):
        default = self._option(category, "default")
        default = getattr(default, "name", default)
        if default is not None and by_name and default not in by_name:
            raise KeyError("default scheme not found in policy")
        old = _names(self._option(category, "deprecated") or ())
        if "auto" in old:
            if len(old) > 1:
                raise ValueError("cannot list other schemes if ``deprecated=['auto']`` is used")
            return
        for name in old:
            if by_name and name not in by_name:
                raise KeyError(f"deprecated scheme not found in policy: {name!r}")
        if by_name and not set(by_name) - set(old):
            raise ValueError("must have at least one non-deprecated scheme")
        if default in old:
            raise ValueError("default scheme cannot be deprecated")

    def _option(self, category, name):
        found = self._options.get((category, None, name))
        return self._options.get((None, None, name)) if found is None else found

    def schemes(self, resolve=False, category=None, unconfigured=False):
        if resolve:
            return tuple(handler if unconfigured else self._record(handler.name, category) for handler in self._handlers)
        return tuple(handler.name for handler in self._handlers)

    def default_scheme(self, category=None, resolve=False, unconfigured=False):
        if not self._handlers:
            raise KeyError(_NO_SCHEMES)
        default = self._option(category, "default")
        old = _names(self._option(category, "deprecated") or ())
        current = next((name for name in self.schemes() if name not in old), None)
        name = getattr(default, "name", default) or current
        return self.handler(name, category, unconfigured) if resolve else name

    def handler(self, scheme=None, category=None, unconfigured=False):
        name = self.default_scheme(category) if scheme is None else scheme
        if name not in self.schemes():
            raise KeyError(f"crypt algorithm not found in this CryptContext instance: {name!r}")
        if unconfigured:
            return next(handler for handler in self._handlers if handler.name == name)
        return self._record(name, category)

    def _record(self, name, category):
        """The handler of a scheme with the settings that it has in a category."""
        key = name, category
        if key not in self._records:
            handler = next((handler for handler in self._handlers if handler.name == name), None)
            if handler is None:
                raise KeyError(f"crypt algorithm not found in policy: {name!r}")
            settings = {}
            for wanted in [(None, "all"), (None, name), (category, "all"), (category, name)]:
                for (where, scheme, option), value in self._options.items():
                    if (where, scheme) == wanted and option in _accepted(handler):
                        settings[option] = value
            self._records[key] = handler.using(relaxed=True, **settings)
        return self._records[key]

    def _is_deprecated(self, name, category):
        old = _names(self._option(category, "deprecated") or ())
        return name != self.default_scheme(category) if old == ["auto"] else name in old

    def _identified(self, hash, category, required=True):
        if not isinstance(hash, (str, bytes)):
            kind = "None" if hash is None else type(hash).__name__
            raise TypeError(f"hash must be unicode or bytes, not {kind}")
        for handler in self._handlers:
            if handler.identify(hash):
                return self._record(handler.name, category)
        if not required:
            return None
        if not self._handlers:
            raise KeyError("no crypt algorithms supported")
        raise exc.UnknownHashError("hash could not be identified")

    def _chosen(self, hash, scheme, category, method):
        if scheme is None:
            return self._identified(hash, category)
        _warn_of_scheme(method)
        if not isinstance(hash, (str, bytes)):
            kind = "None" if hash is None else type(hash).__name__
            raise TypeError(f"hash must be unicode or bytes, not {kind}")
        return self._record(scheme, category)

    def hash(self, secret, scheme=None, category=None, **kwds):
        if scheme is not None:
            _warn_of_scheme("hash")
        record = self._record(self.default_scheme(category) if scheme is None else scheme, category)
        return record.hash(secret, **kwds)

    def encrypt(self, *args, **kwds):
        deprecated("the method passlib.context.CryptContext.encrypt()", ", use CryptContext.hash() instead")
        return self.hash(*args, **kwds)

    def verify(self, secret, hash, scheme=None, category=None, **kwds):
        if hash is None:
            # There is no such user: take as long as if there were one.
            self.dummy_verify()
            return False
        return self._chosen(hash, scheme, category, "verify").verify(secret, hash, **kwds)

    def identify(self, hash, category=None, resolve=False, required=False, unconfigured=False):
        record = self._identified(hash, category, required)
        if record is None:
            return None
        return self.handler(record.name, category, unconfigured) if resolve else record.name

    def needs_update(self, hash, scheme=None, category=None, secret=None):
        record = self._chosen(hash, scheme, category, "needs_update")
        return self._is_deprecated(record.name, category) or record.needs_update(hash, secret=secret)

    def hash_needs_update(self, hash, scheme=None, category=None):
        return self.needs_update(hash, scheme, category)

    def verify_and_update(self, secret, hash, scheme=None, category=None, **kwds):
        if hash is None:
            self.dummy_verify()
            return False, None
        record = self._chosen(hash, scheme, category, "verify_and_update")
        if not record.verify(secret, hash, **kwds):
            return False, None
        if self._is_deprecated(record.name, category) or record.needs_update(hash, secret=secret):
            return True, self.hash(secret, category=category, **kwds)
        return True, None

    def genconfig(self, scheme=None, category=None, **settings):
        deprecated("the method passlib.context.CryptContext.genconfig()")
        return self._record(scheme or self.default_scheme(category), category).genconfig(**settings)

    def genhash(self, secret, config, scheme=None, category=None, **kwds):
        deprecated("the method passlib.context.CryptContext.genhash()")
        return self._identified(config, category).genhash(secret, config, **kwds)

    def dummy_verify(self, elapsed=0):
        if self._dummy is None:
            self._dummy = self.hash("too many secrets")
        self.verify("too many secrets", self._dummy)
        return False

    def is_enabled(self, hash):
        return not self._identified(hash, None).is_disabled

    def disable(self, hash=None):
        raise RuntimeError("no disabled hasher present (perhaps add 'unix_disabled' to list of schemes?)")

    def enable(self, hash):
        self._identified(hash, None)
        return hash

    def copy(self, **kwds):
        return type(self)(**{**self._source, **kwds})

    def using(self, **kwds):
        return self.copy(**kwds)

    def replace(self, **kwds):
        deprecated("the method passlib.context.CryptContext.replace()", ", use CryptContext.using() instead")
        return self.copy(**kwds)

    def load(self, source, update=False, section="passlib", encoding="utf-8"):
        if not isinstance(source, dict):
            _from_text()
        self._load({**self._source, **source} if update else dict(source))

    def update(self, *args, **kwds):
        for source in args:
            self.load(source, update=True)
        self._load({**self._source, **kwds})

    def to_dict(self, resolve=False):
        told = {}
        for key, value in self._source.items():
            if key == "schemes":
                value = list(self._handlers if resolve else self.schemes())
            elif key == "deprecated":
                value = _names(value)
            told[key.replace(".", "__")] = value
        return told

    def to_string(self, section="passlib"):
        _from_text()

    @classmethod
    def from_string(cls, source, section="passlib", encoding="utf-8"):
        _from_text()

    @classmethod
    def from_path(cls, path, section="passlib", encoding="utf-8"):
        _from_text()

    def __repr__(self):
        return f"<CryptContext at 0x{id(self):0x}>"


class LazyCryptContext(CryptContext):
    """A context that is made when it is first used."""

    def __init__(self, schemes=None, **kwds):
        self.__dict__["_later"] = kwds if schemes is None else {"schemes": schemes, **kwds}

    def __getattr__(self, name):
        # Its state isn't there yet.
        later = self.__dict__.pop("_later", None)
        if later is None:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        onload = later.pop("onload", None)
        CryptContext.__init__(self, **(onload(**later) if onload else later))
        return getattr(self, name)


def _accepted(handler):
    """The options that a handler takes in a context."""
    names = set(handler.setting_kwds)
    if "rounds" in names:
        names |= {"min_rounds", "max_rounds", "default_rounds", "vary_rounds"}
    if "salt_size" in names:
        names |= {"default_salt_size"}
    return names


def _warn_of_scheme(method):
    warnings.warn(
        f"CryptContext.{method}(): 'scheme' keyword is deprecated as of Passlib 1.7, and will be removed in Passlib 2.0",
        DeprecationWarning,
        stacklevel=4,
    )


def _from_text():
    import _playground

    _playground.unsupported("a CryptContext as the text of an INI file", "give the options to CryptContext(...)")
