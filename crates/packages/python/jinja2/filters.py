"""The filters that templates may use after `|`."""

import math
import random
import re
from collections import namedtuple
from collections.abc import Iterable, Mapping
from itertools import chain, groupby

from markupsafe import Markup, escape, soft_str

from .exceptions import FilterArgumentError
from .runtime import Undefined
from .utils import htmlsafe_json_dumps, pass_context, pass_environment, pass_eval_context, url_quote, urlize

FILTERS = {}


def _filter(*names):
    def register(function):
        for name in names or (function.__name__.removeprefix("do_"),):
            FILTERS[name] = function
        return function

    return register


def ignore_case(value):
    return value.lower() if isinstance(value, str) else value


def _parts(attribute):
    if attribute is None:
        return []
    if isinstance(attribute, str):
        return [int(part) if part.isdigit() else part for part in attribute.split(".")]
    return [attribute]


def make_attrgetter(environment, attribute, postprocess=None, default=None):
    """A function that gives an attribute, or one of an attribute, of an item."""
    parts = _parts(attribute)

    def get(item):
        for part in parts:
            item = environment.getitem(item, part)
            if default is not None and isinstance(item, Undefined):
                item = default
        return item if postprocess is None else postprocess(item)

    return get


def _multi_attrgetter(environment, attribute, postprocess):
    names = attribute.split(",") if isinstance(attribute, str) else [attribute]
    getters = [make_attrgetter(environment, name, postprocess) for name in names]
    return lambda item: [get(item) for get in getters]


def _postprocess(case_sensitive):
    return None if case_sensitive else ignore_case


# -- text ------------------------------------------------------------------------------------------------------------


@_filter()
def do_forceescape(value):
    return escape(str(value.__html__() if hasattr(value, "__html__") else value))


@_filter()
def do_urlencode(value):
    if isinstance(value, str) or not isinstance(value, Iterable):
        return url_quote(value)
    pairs = value.items() if isinstance(value, dict) else value
    return "&".join(f"{url_quote(key, for_qs=True)}={url_quote(item, for_qs=True)}" for key, item in pairs)


@_filter()
@pass_eval_context
def do_replace(eval_ctx, s, old, new, count=None):
    count = -1 if count is None else count
    if not eval_ctx.autoescape:
        return str(s).replace(str(old), str(new), count)
    is_safe = hasattr(old, "__html__") or (hasattr(new, "__html__") and not hasattr(s, "__html__"))
    return (escape(s) if is_safe else soft_str(s)).replace(soft_str(old), soft_str(new), count)


@_filter()
def do_upper(s):
    return soft_str(s).upper()


@_filter()
def do_lower(s):
    return soft_str(s).lower()


@_filter()
def do_capitalize(s):
    return soft_str(s).capitalize()


@_filter()
def do_title(s):
    words = re.split(r"([-\s({\[<]+)", soft_str(s))
    return "".join([word[0].upper() + word[1:].lower() for word in words if word])


@_filter()
def do_center(value, width=80):
    return soft_str(value).center(width)


@_filter()
def do_trim(value, chars=None):
    return soft_str(value).strip(chars)


@_filter()
def do_striptags(value):
    return Markup(str(value.__html__() if hasattr(value, "__html__") else value)).striptags()


@_filter()
def do_wordcount(s):
    return len(re.findall(r"\w+", soft_str(s)))


@_filter()
def do_format(value, *args, **kwargs):
    if args and kwargs:
        raise FilterArgumentError("can't handle positional and keyword arguments at the same time")
    return soft_str(value) % (kwargs or args)


@_filter()
@pass_eval_context
def do_xmlattr(eval_ctx, d, autospace=True):
    items = []
    for key, value in d.items():
        if value is None or isinstance(value, Undefined):
            continue
        if re.search(r"[\s/>=]", key, re.ASCII):
            raise ValueError(f"Invalid character in attribute name: {key!r}")
        items.append(f'{escape(key)}="{escape(value)}"')
    text = " ".join(items)
    text = f" {text}" if autospace and text else text
    return Markup(text) if eval_ctx.autoescape else text


@_filter()
def do_indent(s, width=4, first=False, blank=False):
    kind = Markup if isinstance(s, Markup) else str
    indention, newline = kind(width if isinstance(width, str) else " " * width), kind("\n")
    s += newline
    if blank:
        text = (newline + indention).join(s.splitlines())
    else:
        text, *lines = s.splitlines()
        if lines:
            text += newline + newline.join([indention + line if line else line for line in lines])
    return indention + text if first else text


@_filter()
@pass_environment
def do_truncate(environment, s, length=255, killwords=False, end="...", leeway=None):
    leeway = environment.policies["truncate.leeway"] if leeway is None else leeway
    assert length >= len(end), f"expected length >= {len(end)}, got {length}"
    assert leeway >= 0, f"expected leeway >= 0, got {leeway}"
    if len(s) <= length + leeway:
        return s
    kept = s[: length - len(end)]
    return (kept if killwords else kept.rsplit(" ", 1)[0]) + end


@_filter()
@pass_environment
def do_wordwrap(environment, s, width=79, break_long_words=True, wrapstring=None, break_on_hyphens=True):
    import textwrap

    wrapstring = environment.newline_sequence if wrapstring is None else wrapstring
    options = dict(
        width=width,
        expand_tabs=False,
        replace_whitespace=False,
        break_long_words=break_long_words,
        break_on_hyphens=break_on_hyphens,
    )
    return wrapstring.join([wrapstring.join(textwrap.wrap(line, **options)) for line in s.splitlines()])


@_filter()
@pass_eval_context
def do_urlize(eval_ctx, value, trim_url_limit=None, nofollow=False, target=None, rel=None, extra_schemes=None):
    policies = eval_ctx.environment.policies
    words = set((rel or "").split()) | set((policies["urlize.rel"] or "").split())
    if nofollow:
        words.add("nofollow")
    schemes = (policies["urlize.extra_schemes"] or ()) if extra_schemes is None else extra_schemes
    for scheme in schemes:
        if not re.fullmatch(r"[\w.+-]{2,}:/{0,2}", scheme):
            raise FilterArgumentError(f"{scheme!r} is not a valid URI scheme prefix.")
    target = policies["urlize.target"] if target is None else target
    text = urlize(value, trim_url_limit, " ".join(sorted(words)) or None, target, schemes)
    return Markup(text) if eval_ctx.autoescape else text


@_filter()
@pass_eval_context
def do_tojson(eval_ctx, value, indent=None):
    policies = eval_ctx.environment.policies
    options = policies["json.dumps_kwargs"]
    if indent is not None:
        options = {**options, "indent": indent}
    return htmlsafe_json_dumps(value, policies["json.dumps_function"], **options)


@_filter()
def do_pprint(value):
    from pprint import pformat

    return pformat(value)


# -- numbers ---------------------------------------------------------------------------------------------------------


@_filter()
def do_int(value, default=0, base=10):
    try:
        return int(value, base) if isinstance(value, str) else int(value)
    except (TypeError, ValueError):
        try:
            return int(float(value))
        except (TypeError, ValueError, OverflowError):
            return default


@_filter()
def do_float(value, default=0.0):
    try:
        return float(value)
    except (TypeError, ValueError):
        return default


@_filter()
def do_round(value, precision=0, method="common"):
    if method not in ("common", "ceil", "floor"):
        raise FilterArgumentError("method must be common, ceil or floor")
    if method == "common":
        return round(value, precision)
    return getattr(math, method)(value * 10**precision) / 10**precision


@_filter()
def do_filesizeformat(value, binary=False):
    size = float(value)
    base = 1024 if binary else 1000
    if size == 1:
        return "1 Byte"
    if size < base:
        return f"{int(size)} Bytes"
    for power, letter in enumerate("kMGTPEZY", 2):
        unit = base**power
        if size < unit:
            break
    name = f"{letter.upper()}iB" if binary else f"{letter}B"
    return f"{base * size / unit:.1f} {name}"


@_filter()
@pass_environment
def do_sum(environment, iterable, attribute=None, start=0):
    if attribute is not None:
        iterable = map(make_attrgetter(environment, attribute), iterable)
    return sum(iterable, start)


def _extreme(environment, value, function, case_sensitive, attribute):
    items = iter(value)
    try:
        first = next(items)
    except StopIteration:
        return environment.undefined("No aggregated item, sequence was empty.")
    key = make_attrgetter(environment, attribute, _postprocess(case_sensitive))
    return function(chain([first], items), key=key)


@_filter()
@pass_environment
def do_min(environment, value, case_sensitive=False, attribute=None):
    return _extreme(environment, value, min, case_sensitive, attribute)


@_filter()
@pass_environment
def do_max(environment, value, case_sensitive=False, attribute=None):
    return _extreme(environment, value, max, case_sensitive, attribute)


# -- collections -----------------------------------------------------------------------------------------------------


@_filter("default", "d")
def do_default(value, default_value="", boolean=False):
    return default_value if isinstance(value, Undefined) or (boolean and not value) else value


@_filter()
def do_items(value):
    if isinstance(value, Undefined):
        return
    if not isinstance(value, Mapping):
        raise TypeError("Can only get item pairs from a mapping.")
    yield from value.items()


@_filter()
def do_dictsort(value, case_sensitive=False, by="key", reverse=False):
    if by not in ("key", "value"):
        raise FilterArgumentError('You can only sort by either "key" or "value"')
    index = 0 if by == "key" else 1
    return sorted(
        value.items(),
        key=lambda item: item[index] if case_sensitive else ignore_case(item[index]),
        reverse=reverse,
    )


@_filter()
@pass_environment
def do_sort(environment, value, reverse=False, case_sensitive=False, attribute=None):
    return sorted(value, key=_multi_attrgetter(environment, attribute, _postprocess(case_sensitive)), reverse=reverse)


@_filter()
@pass_environment
def do_unique(environment, value, case_sensitive=False, attribute=None):
    get = make_attrgetter(environment, attribute, _postprocess(case_sensitive))
    seen = set()
    for item in value:
        key = get(item)
        if key not in seen:
            seen.add(key)
            yield item


@_filter()
@pass_eval_context
def do_join(eval_ctx, value, d="", attribute=None):
    if attribute is not None:
        value = map(make_attrgetter(eval_ctx.environment, attribute), value)
    if not eval_ctx.autoescape:
        return str(d).join(map(str, value))
    if hasattr(d, "__html__"):
        return soft_str(d).join(map(soft_str, value))
    items = [item if hasattr(item, "__html__") else str(item) for item in value]
    is_safe = any(hasattr(item, "__html__") for item in items)
    return (escape(d) if is_safe else str(d)).join(items)


@_filter()
@pass_environment
def do_first(environment, seq):
    try:
        return next(iter(seq))
    except StopIteration:
        return environment.undefined("No first item, sequence was empty.")


@_filter()
@pass_environment
def do_last(environment, seq):
    try:
        return next(iter(reversed(seq)))
    except StopIteration:
        return environment.undefined("No last item, sequence was empty.")


@_filter()
@pass_context
def do_random(context, seq):
    try:
        return random.choice(seq)
    except IndexError:
        return context.environment.undefined("No random item, sequence was empty.")


@_filter()
def do_slice(value, slices, fill_with=None):
    items = list(value)
    size, longer = divmod(len(items), slices)
    start = 0
    for number in range(slices):
        end = start + size + (number < longer)
        piece = items[start:end]
        if fill_with is not None and number >= longer:
            piece.append(fill_with)
        yield piece
        start = end


@_filter()
def do_batch(value, linecount, fill_with=None):
    row = []
    for item in value:
        if len(row) == linecount:
            yield row
            row = []
        row.append(item)
    if row:
        if fill_with is not None:
            row += [fill_with] * (linecount - len(row))
        yield row


class _Group(namedtuple("_Group", "grouper list")):
    __slots__ = ()

    def __repr__(self):
        return tuple.__repr__(self)

    __str__ = __repr__


@_filter()
@pass_environment
def do_groupby(environment, value, attribute, default=None, case_sensitive=False):
    key = make_attrgetter(environment, attribute, _postprocess(case_sensitive), default)
    groups = [_Group(name, list(items)) for name, items in groupby(sorted(value, key=key), key)]
    if not case_sensitive:
        get = make_attrgetter(environment, attribute, default=default)
        groups = [_Group(get(items[0]), items) for _, items in groups]
    return groups


@_filter()
def do_reverse(value):
    if isinstance(value, str):
        return value[::-1]
    try:
        return reversed(value)
    except TypeError:
        try:
            return list(value)[::-1]
        except TypeError as error:
            raise FilterArgumentError("argument must be iterable") from error


@_filter()
@pass_environment
def do_attr(environment, obj, name):
    if not hasattr(obj, name):
        return environment.undefined(obj=obj, name=name)
    return environment.getattr(obj, name)


@_filter()
@pass_context
def do_map(context, value, *args, **kwargs):
    if not value:
        return
    if not args and "attribute" in kwargs:
        attribute, default = kwargs.pop("attribute"), kwargs.pop("default", None)
        if kwargs:
            raise FilterArgumentError(f"Unexpected keyword argument {next(iter(kwargs))!r}")
        apply = make_attrgetter(context.environment, attribute, default=default)
    elif not args:
        raise FilterArgumentError("map requires a filter argument")
    else:
        name, *rest = args

        def apply(item):
            return context.environment.call_filter(name, item, rest, kwargs, context=context)

    for item in value:
        yield apply(item)


def _selecting(is_wanted, by_attribute):
    @pass_context
    def select(context, value, *args, **kwargs):
        if not value:
            return
        environment = context.environment
        args = list(args)
        get = None
        if by_attribute:
            if not args:
                raise FilterArgumentError("Missing parameter for attribute name")
            get = make_attrgetter(environment, args.pop(0))
        name = args.pop(0) if args else None
        for item in value:
            tested = item if get is None else get(item)
            passes = bool(tested) if name is None else environment.call_test(name, tested, args, kwargs, context)
            if bool(passes) == is_wanted:
                yield item

    return select


FILTERS.update(
    abs=abs,
    count=len,
    length=len,
    e=escape,
    escape=escape,
    list=lambda value: list(value),
    safe=lambda value: Markup(value),
    string=soft_str,
    select=_selecting(True, False),
    reject=_selecting(False, False),
    selectattr=_selecting(True, True),
    rejectattr=_selecting(False, True),
)
