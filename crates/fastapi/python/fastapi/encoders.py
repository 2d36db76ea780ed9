"""Turns what a path operation returned into what JSON can hold."""

from pydantic import BaseModel


def isoformat(o):
    return o.isoformat()


def decimal_encoder(dec_value):
    """An int when there is nothing behind the point, else a float."""
    exponent = dec_value.as_tuple().exponent
    if isinstance(exponent, int) and exponent >= 0:
        return int(dec_value)
    return float(dec_value)


def _decode(o):
    return o.decode()


def _seconds(o):
    return o.total_seconds()


def _pattern(o):
    return o.pattern


# By the name of the class, together with the module it comes from: nothing has to be imported to know that a value
# is none of these.
_ENCODERS = {
    "bytes": ("builtins", _decode),
    "date": ("datetime", isoformat),
    "datetime": ("datetime", isoformat),
    "time": ("datetime", isoformat),
    "timedelta": ("datetime", _seconds),
    "Decimal": ("decimal", decimal_encoder),
    "generator": ("builtins", list),
    "deque": ("collections", list),
    "PurePath": ("pathlib", str),
    "Pattern": ("re", _pattern),
    "UUID": ("uuid", str),
    "IPv4Address": ("ipaddress", str),
    "IPv4Interface": ("ipaddress", str),
    "IPv4Network": ("ipaddress", str),
    "IPv6Address": ("ipaddress", str),
    "IPv6Interface": ("ipaddress", str),
    "IPv6Network": ("ipaddress", str),
    "_BaseUrl": ("pydantic", str),
    "_BaseMultiHostUrl": ("pydantic", str),
    "AnyUrl": ("pydantic", str),
    "Url": ("pydantic", str),
    "MultiHostUrl": ("pydantic", str),
    "NameEmail": ("pydantic", str),
    "SecretStr": ("pydantic", str),
    "SecretBytes": ("pydantic", str),
    "Color": ("pydantic", str),
}


def _encoder_of(kind):
    for base in kind.__mro__:
        known = _ENCODERS.get(base.__name__)
        if known is not None and base.__module__.lstrip("_").startswith(known[0]):
            return known[1]
    return None


def jsonable_encoder(
    obj,
    include=None,
    exclude=None,
    by_alias=True,
    exclude_unset=False,
    exclude_defaults=False,
    exclude_none=False,
    custom_encoder=None,
    sqlalchemy_safe=True,
):
    if custom_encoder:
        if type(obj) in custom_encoder:
            return custom_encoder[type(obj)](obj)
        for kind, encoder in custom_encoder.items():
            if isinstance(obj, kind):
                return encoder(obj)
    if obj is None or obj.__class__ in _PLAIN:
        return obj
    if include is not None and not isinstance(include, (set, dict)):
        include = set(include)
    if exclude is not None and not isinstance(exclude, (set, dict)):
        exclude = set(exclude)
    options = {
        "by_alias": by_alias,
        "exclude_unset": exclude_unset,
        "exclude_defaults": exclude_defaults,
        "exclude_none": exclude_none,
        "custom_encoder": custom_encoder or {},
        "sqlalchemy_safe": sqlalchemy_safe,
    }
    if isinstance(obj, BaseModel):
        data = obj.model_dump(
            mode="json",
            include=include,
            exclude=exclude,
            by_alias=by_alias,
            exclude_unset=exclude_unset,
            exclude_none=exclude_none,
            exclude_defaults=exclude_defaults,
        )
        return jsonable_encoder(data, exclude_none=exclude_none, exclude_defaults=exclude_defaults, sqlalchemy_safe=sqlalchemy_safe)
    if hasattr(obj, "__dataclass_fields__") and not isinstance(obj, type):
        import dataclasses

        return jsonable_encoder(dataclasses.asdict(obj), include=include, exclude=exclude, **options)
    if isinstance(obj, (str, int, float)) and not _is_enum(obj):
        return obj
    if _is_enum(obj):
        return obj.value
    if isinstance(obj, dict):
        encoded = {}
        allowed = set(obj.keys())
        if include is not None:
            allowed &= set(include)
        if exclude is not None:
            allowed -= set(exclude)
        for key, value in obj.items():
            if sqlalchemy_safe and isinstance(key, str) and key.startswith("_sa"):
                continue
            if (value is None and exclude_none) or key not in allowed:
                continue
            encoded[jsonable_encoder(key, **options)] = jsonable_encoder(value, **options)
        return encoded
    if isinstance(obj, (list, tuple)):
        return [jsonable_encoder(value, **options) for value in obj]
    if isinstance(obj, (set, frozenset)) or hasattr(obj, "__next__"):
        return [jsonable_encoder(value, **options) for value in obj]
    encoder = _encoder_of(type(obj))
    if encoder is not None:
        return _encode_result(encoder(obj), options)
    return _encode_unknown(obj, options)


def _encode_result(result, options):
    return [jsonable_encoder(value, **options) for value in result] if isinstance(result, list) else result


def _encode_unknown(obj, options):
    """Whatever can be seen as a dictionary."""
    try:
        data = dict(obj)
    except Exception as error:
        errors = [error]
        try:
            data = vars(obj)
        except Exception as other:
            errors.append(other)
            raise ValueError(errors) from other
    return jsonable_encoder(data, **options)


def _is_enum(obj):
    return hasattr(type(obj), "__members__")


_PLAIN = frozenset([str, int, float, bool])
