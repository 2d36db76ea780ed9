"""Small helpers: what functions ask to be given, escaping by name, and the objects that templates may make."""

import json
import re
from urllib.parse import quote_from_bytes

import markupsafe
from markupsafe import Markup


class _Missing:
    def __repr__(self):
        return "missing"


missing = _Missing()


def _marker(wanted):
    def mark(function):
        function.jinja_pass_arg = wanted
        return function

    return mark


pass_context = _marker("context")
pass_eval_context = _marker("eval_context")
pass_environment = _marker("environment")


def pass_argument(function):
    """What a function asks to be given first."""
    return getattr(function, "jinja_pass_arg", None)


def object_type_repr(obj):
    """The type of an object in words."""
    if obj is None or obj is Ellipsis:
        return "None" if obj is None else "Ellipsis"
    cls = type(obj)
    return f"{cls.__name__ if cls.__module__ == 'builtins' else f'{cls.__module__}.{cls.__name__}'} object"


def is_undefined(obj):
    from .runtime import Undefined

    return isinstance(obj, Undefined)


def clear_caches():
    """Nothing is kept beyond an environment."""


def select_autoescape(
    enabled_extensions=("html", "htm", "xml"), disabled_extensions=(), default_for_string=True, default=False
):
    """A function that says by a template's name whether its output is escaped."""
    enabled = tuple(f".{item.lstrip('.').lower()}" for item in enabled_extensions)
    disabled = tuple(f".{item.lstrip('.').lower()}" for item in disabled_extensions)

    def autoescape(template_name):
        if template_name is None:
            return default_for_string
        name = template_name.lower()
        return True if name.endswith(enabled) else False if name.endswith(disabled) else default

    return autoescape


def htmlsafe_json_dumps(obj, dumps=None, **kwargs):
    """JSON that can stand in HTML."""
    text = (json.dumps if dumps is None else dumps)(obj, **kwargs)
    for char in "<>&'":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)


def url_quote(obj, charset="utf-8", for_qs=False):
    if not isinstance(obj, bytes):
        obj = (obj if isinstance(obj, str) else str(obj)).encode(charset)
    text = quote_from_bytes(obj, b"" if for_qs else b"/")
    return text.replace("%20", "+") if for_qs else text


_HTTP = re.compile(
    r"(?:(?:https?://|www\.)(?:(?:[\w%-]+\.)+)?(?:[a-z]{2,63}|xn--[\w%]{2,59})"
    r"|(?:[\w%-]{2,63}\.)+(?:com|net|int|edu|gov|org|info|mil)"
    r"|https?://(?:\d{1,3}(?:\.\d{1,3}){3}|\[(?:[\da-f]{0,4}:){2}(?:[\da-f]{0,4}:?){1,6}\]))"
    r"(?::\d{1,5})?(?:[/?#]\S*)?$",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"^\S+@\w[\w.-]*\.\w+$")


def urlize(text, trim_url_limit=None, rel=None, target=None, extra_schemes=None):
    """The text, escaped, with links where it names addresses."""
    attributes = f' rel="{markupsafe.escape(rel)}"' if rel else ""
    attributes += f' target="{markupsafe.escape(target)}"' if target else ""
    words = re.split(r"(\s+)", str(markupsafe.escape(text)))
    return "".join(_linked(word, trim_url_limit, attributes, extra_schemes or ()) for word in words)


def _linked(word, limit, attributes, schemes):
    head = re.match(r"(?:[(<]|&lt;)*", word)[0]
    middle = word[len(head) :]
    tail = re.search(r"(?:[)>.,\n]|&gt;)*$", middle)[0]
    middle = middle[: len(middle) - len(tail)]
    for opening, closing in (("(", ")"), ("<", ">"), ("&lt;", "&gt;")):
        count = middle.count(opening)
        if count > middle.count(closing):
            # What was opened in the address is closed in it.
            for _ in range(min(count, tail.count(closing))):
                end = tail.index(closing) + len(closing)
                middle, tail = middle + tail[:end], tail[end:]
    shown = middle if limit is None or len(middle) <= limit else f"{middle[:limit]}..."
    if _HTTP.match(middle):
        address = middle if middle.startswith(("https://", "http://")) else f"https://{middle}"
        middle = f'<a href="{address}"{attributes}>{shown}</a>'
    elif middle.startswith("mailto:") and _EMAIL.match(middle[7:]):
        middle = f'<a href="{middle}">{middle[7:]}</a>'
    elif "@" in middle and not middle.startswith(("www.", "@")) and ":" not in middle and _EMAIL.match(middle):
        middle = f'<a href="mailto:{middle}">{middle}</a>'
    else:
        for scheme in schemes:
            if middle != scheme and middle.startswith(scheme):
                middle = f'<a href="{middle}"{attributes}>{middle}</a>'
    return head + middle + tail


def generate_lorem_ipsum(n=5, html=True, min=20, max=100):
    """Filler text."""
    import random

    words = (
        "ad amet at dolor duis elit enim est et ex id in ipsum justo lacus leo lorem magna mi nec non nunc odio orci "
        "pede purus quam quis sed sem sit tellus ut vel vitae"
    ).split()
    paragraphs = []
    for _ in range(n):
        count = random.randrange(min, max)
        sentences = []
        while count > 0:
            length = builtins_min(count, random.randrange(6, 14))
            chosen = [random.choice(words) for _ in range(length)]
            sentences.append(" ".join(chosen).capitalize() + ".")
            count -= length
        paragraphs.append(" ".join(sentences))
    if not html:
        return "\n\n".join(paragraphs)
    return Markup("\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs))


def builtins_min(first, second):
    return first if first < second else second


class Cycler:
    """Values one after the other, again and again."""

    def __init__(self, *items):
        if not items:
            raise RuntimeError("at least one item has to be provided")
        self.items = items
        self.pos = 0

    def reset(self):
        self.pos = 0

    @property
    def current(self):
        return self.items[self.pos]

    def next(self):
        item = self.current
        self.pos = (self.pos + 1) % len(self.items)
        return item

    __next__ = next


class Joiner:
    """A separator, but nothing the first time."""

    def __init__(self, sep=", "):
        self.sep = sep
        self.used = False

    def __call__(self):
        if not self.used:
            self.used = True
            return ""
        return self.sep


class Namespace:
    """An object whose attributes a template may set."""

    def __init__(self, /, *args, **kwargs):
        self.__attrs = dict(*args, **kwargs)

    def __getattribute__(self, name):
        if name in ("_Namespace__attrs", "__class__"):
            return object.__getattribute__(self, name)
        try:
            return self.__attrs[name]
        except KeyError:
            raise AttributeError(name) from None

    def __setitem__(self, name, value):
        self.__attrs[name] = value

    def __repr__(self):
        return f"<Namespace {self.__attrs!r}>"
