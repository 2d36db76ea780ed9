"""Loads, reads and changes `.env` files: the program's own, which live in memory."""

import io
import logging
import os
import re
from collections import OrderedDict

from .parser import parse_stream

logger = logging.getLogger(__name__)
_VARIABLE = re.compile(r"\$\{([^\}:]*)(?::-([^\}]*))?\}")


def with_warn_for_invalid_lines(mappings):
    for mapping in mappings:
        if mapping.error:
            logger.warning("python-dotenv could not parse statement starting at line %s", mapping.original.line)
        yield mapping


class DotEnv:
    """One `.env` file or stream, parsed when first asked."""

    def __init__(self, dotenv_path, stream=None, verbose=False, encoding=None, interpolate=True, override=True):
        self.dotenv_path = dotenv_path
        self.stream = stream
        self.verbose = verbose
        self.encoding = encoding
        self.interpolate = interpolate
        self.override = override
        self._dict = None

    def dict(self):
        """The values by name; a name without `=` has None."""
        if self._dict is None:
            values = self.parse()
            self._dict = OrderedDict(resolve_variables(values, self.override) if self.interpolate else values)
        return self._dict

    def parse(self):
        if self.dotenv_path and os.path.isfile(self.dotenv_path):
            stream = open(self.dotenv_path, encoding=self.encoding)
        elif self.stream is not None:
            stream = self.stream
        else:
            if self.verbose:
                logger.info("python-dotenv could not find configuration file %s.", self.dotenv_path or ".env")
            stream = io.StringIO("")
        for mapping in with_warn_for_invalid_lines(parse_stream(stream)):
            if mapping.key is not None:
                yield mapping.key, mapping.value
        if stream is not self.stream:
            stream.close()

    def set_as_environment_variables(self):
        if not self.dict():
            return False
        for key, value in self.dict().items():
            if value is not None and (self.override or key not in os.environ):
                os.environ[key] = value
        return True

    def get(self, key):
        data = self.dict()
        if key in data:
            return data[key]
        if self.verbose:
            logger.warning("Key %s not found in %s.", key, self.dotenv_path)
        return None


def resolve_variables(values, override):
    """The values with `${NAME}` and `${NAME:-default}` filled in, from those before and from the environment."""
    resolved = {}
    for name, value in values:
        if value is not None:
            known = {**os.environ, **resolved} if override else {**resolved, **os.environ}

            def fill(match):
                found = known.get(match[1], match[2] or "")
                return "" if found is None else found

            value = _VARIABLE.sub(fill, value)
        resolved[name] = value
    return resolved


def get_key(dotenv_path, key_to_get, encoding="utf-8"):
    """The value of one key, or None."""
    return DotEnv(dotenv_path, verbose=True, encoding=encoding).get(key_to_get)


def _bindings(path, encoding):
    try:
        with open(path, encoding=encoding) as source:
            text = source.read()
    except FileNotFoundError:
        text = ""
    return with_warn_for_invalid_lines(parse_stream(io.StringIO(text)))


def set_key(
    dotenv_path, key_to_set, value_to_set, quote_mode="always", export=False, encoding="utf-8", follow_symlinks=False
):
    """Write a key into the file, which is made if it isn't there."""
    if quote_mode not in ("always", "auto", "never"):
        raise ValueError(f"Unknown quote_mode: {quote_mode}")
    value = value_to_set
    if quote_mode == "always" or (quote_mode == "auto" and not value_to_set.isalnum()):
        escaped = value_to_set.replace("\\", "\\\\").replace("'", "\\'")
        value = f"'{escaped}'"
    line = f"{'export ' if export else ''}{key_to_set}={value}\n"
    written = []
    replaced = False
    for mapping in _bindings(dotenv_path, encoding):
        if mapping.key == key_to_set:
            written.append(line)
            replaced = True
        else:
            written.append(mapping.original.string)
    if not replaced:
        if written and not written[-1].endswith("\n"):
            written.append("\n")
        written.append(line)
    with open(dotenv_path, "w", encoding=encoding) as target:
        target.write("".join(written))
    return True, key_to_set, value_to_set


def unset_key(dotenv_path, key_to_unset, quote_mode="always", encoding="utf-8", follow_symlinks=False):
    """Take a key out of the file."""
    if not os.path.exists(dotenv_path):
        logger.warning("Can't delete from %s - it doesn't exist.", dotenv_path)
        return None, key_to_unset
    bindings = list(_bindings(dotenv_path, encoding))
    kept = [mapping.original.string for mapping in bindings if mapping.key != key_to_unset]
    with open(dotenv_path, "w", encoding=encoding) as target:
        target.write("".join(kept))
    if len(kept) == len(bindings):
        logger.warning("Key %s not removed from %s - key doesn't exist.", key_to_unset, dotenv_path)
        return None, key_to_unset
    return True, key_to_unset


def find_dotenv(filename=".env", raise_error_if_not_found=False, usecwd=False):
    """The path of the file in the program's folder or one above it, or an empty string."""
    folder = os.getcwd()
    while True:
        path = os.path.join(folder, filename)
        if os.path.isfile(path):
            return path
        above = os.path.dirname(folder)
        if above == folder:
            break
        folder = above
    if raise_error_if_not_found:
        raise OSError("File not found")
    return ""


def load_dotenv(dotenv_path=None, stream=None, verbose=False, override=False, interpolate=True, encoding="utf-8"):
    """Put the values of a `.env` file into `os.environ`; was there any?"""
    if os.environ.get("PYTHON_DOTENV_DISABLED", "").casefold() in {"1", "true", "t", "yes", "y"}:
        logger.debug("python-dotenv: .env loading disabled by PYTHON_DOTENV_DISABLED environment variable")
        return False
    if dotenv_path is None and stream is None:
        dotenv_path = find_dotenv()
    return DotEnv(dotenv_path, stream, verbose, encoding, interpolate, override).set_as_environment_variables()


def dotenv_values(dotenv_path=None, stream=None, verbose=False, interpolate=True, encoding="utf-8"):
    """The values of a `.env` file as a dict; the environment stays as it is."""
    if dotenv_path is None and stream is None:
        dotenv_path = find_dotenv()
    return DotEnv(dotenv_path, stream, verbose, encoding, interpolate, True).dict()
