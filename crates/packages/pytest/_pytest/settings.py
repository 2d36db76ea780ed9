"""The settings of a run: from pytest.ini, pyproject.toml and the other files that pytest reads."""

from _playground import unsupported

# Those that only say how a report looks, or what is true here anyway.
_QUIET = ("-v", "-q", "-r", "-s", "-l", "--tb", "--color", "--capture", "--verbose", "--quiet", "--strict-markers", "--strict-config", "--strict", "--import-mode", "--durations", "--no-header", "--no-summary", "--show-capture", "--showlocals", "-W", "-p", "--asyncio-mode", "--cov", "--no-cov")  # fmt: skip
_OTHER = {
    "python_files": "name the files of tests test_*.py or *_test.py",
    "required_plugins": "plugins can't be installed",
    "collect_imported_tests": "don't import tests from other files",
}
_MARKS = ("parametrize", "skip", "skipif", "xfail", "usefixtures", "filterwarnings", "anyio", "asyncio")


def _ini(text, wanted):
    """A section of a file in INI's form, or None."""
    found, section, key = None, None, None
    for line in text.splitlines():
        bare = line.strip()
        if not bare or bare[0] in "#;":
            continue
        if bare[0] == "[" and bare[-1] == "]":
            section, key = bare[1:-1].strip(), None
            if section == wanted:
                found = {}
        elif section == wanted and line[0] in " \t" and key is not None:
            found[key] += "\n" + bare
        elif section == wanted:
            at = min([bare.find(sign) for sign in "=:" if sign in bare], default=len(bare))
            key = bare[:at].strip()
            found[key] = bare[at + 1 :].strip()
    return found


def _toml(text, *path):
    import tomllib

    found = tomllib.loads(text)
    for part in path:
        found = found.get(part)
        if not isinstance(found, dict):
            return None
    return found


def _pyproject(text):
    if "tool.pytest" not in text:
        return None
    found = _toml(text, "tool", "pytest")
    return None if found is None else found.get("ini_options", found)


_FILES = (
    ("pytest.toml", lambda text: _toml(text, "pytest")),
    (".pytest.toml", lambda text: _toml(text, "pytest")),
    ("pytest.ini", lambda text: _ini(text, "pytest") or {}),
    (".pytest.ini", lambda text: _ini(text, "pytest") or {}),
    ("pyproject.toml", _pyproject),
    ("tox.ini", lambda text: _ini(text, "pytest")),
    ("setup.cfg", lambda text: _ini(text, "tool:pytest")),
)


def read():
    """The settings of the first file that has some."""
    from os.path import exists

    for name, find in _FILES:
        if not exists(name):
            continue
        with open(name, encoding="utf-8") as file:
            found = find(file.read())
        if found is not None:
            return found
    return {}


class Config:
    """What `request.config` gives."""

    def __init__(self):
        self.settings = settings = read()
        self.stash = {}
        self.added = []
        for name, instead in _OTHER.items():
            if name in settings:
                unsupported(f"pytest's setting {name}", instead)
        options = self.words("addopts")
        for index, option in enumerate(options):
            if option[0] == "-" and not option.startswith(_QUIET):
                unsupported(f"{option} in pytest's setting addopts", "leave it out")
        self.strict_xfail = self.flag("strict_xfail") or self.flag("xfail_strict") or self.flag("strict")
        self.strict_marks = self.flag("strict_markers") or self.flag("strict") or bool({"--strict-markers", "--strict"}.intersection(options))  # fmt: skip
        self.functions = self.words("python_functions") or ["test"]
        self.classes = self.words("python_classes") or ["Test"]
        self.used = self.words("usefixtures")
        self.asyncio_auto = settings.get("asyncio_mode") == "auto" or "--asyncio-mode=auto" in options
        self.anyio_auto = settings.get("anyio_mode") == "auto"
        self.filters = self.lines("filterwarnings")
        self.log_level = settings.get("log_level")

    def flag(self, name):
        value = self.settings.get(name, False)
        return value if isinstance(value, bool) else value.strip().lower() in ("1", "true", "yes", "on")

    def words(self, name):
        value = self.settings.get(name, "")
        return value.split() if isinstance(value, str) else list(value)

    def lines(self, name):
        value = self.settings.get(name, "")
        if isinstance(value, str):
            value = [line.strip() for line in value.splitlines()]
        return [line for line in value if line]

    def marks(self):
        """The marks that may be used, or None where all may."""
        if not self.strict_marks:
            return None
        told = [*self.lines("markers"), *[line for name, line in self.added if name == "markers"]]
        return {*_MARKS, *[line.partition(":")[0].partition("(")[0].strip() for line in told]}

    def getini(self, name):
        return self.settings.get(name, "")

    def addinivalue_line(self, name, line):
        self.added.append((name, line))

    def getoption(self, name, default=None, skip=False):
        return default

    @property
    def rootpath(self):
        from pathlib import Path

        return Path.cwd()


def filter_warnings(text):
    """Apply a filter such as `error:text:DeprecationWarning`."""
    import warnings

    action, message, category, module, *_ = [*text.split(":"), "", "", "", ""][:5]
    if category:
        name = category.strip()
        where, _, last = name.rpartition(".")
        try:
            category = getattr(__import__(where or "builtins", fromlist=[last]), last)
        except (ImportError, AttributeError) as exc:
            from _pytest.outcomes import Failed

            raise Failed(f"while parsing the following warning configuration:\n\n  {text}\n\n{exc}", False) from None
    warnings.filterwarnings(action.strip(), message.strip(), category or Warning, module.strip())
