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


_ENCODERS = None


def _encoders():
    """Encoders by class. Made when the first unusual value is seen, because most programs never send one."""
    global _ENCODERS
    if _ENCODERS is None:
        import datetime
        import re
        from decimal import Decimal
        from enum import Enum
        from pathlib import Path
        from types import GeneratorType
        from uuid import UUID

        _ENCODERS = {
            bytes: lambda o: o.decode(),
            datetime.date: isoformat,
            datetime.datetime: isoformat,
            datetime.time: isoformat,
            datetime.timedelta: lambda o: o.total_seconds(),
            Decimal: decimal_encoder,
            Enum: lambda o: o.value,
            frozenset: list,
            set: list,
            GeneratorType: list,
            Path: str,
            re.Pattern: lambda o: o.pattern,
            UUID: str,
        }
        try:
            from collections import deque

            _ENCODERS[deque] = list
            from ipaddress import IPv4Address, IPv4Interface, IPv4Network, IPv6Address, IPv6Interface, IPv6Network

            for kind in (IPv4Address, IPv4Interface, IPv4Network, IPv6Address, IPv6Interface, IPv6Network):
                _ENCODERS[kind] = str
        except ImportError:
            pass
        try:
            from pydantic import AnyUrl, NameEmail, SecretBytes, SecretStr

            for kind in (AnyUrl, NameEmail, SecretBytes, SecretStr):
                _ENCODERS[kind] = str
            from pydantic_core import Url

            _ENCODERS[Url] = str
        except ImportError:
            pass
    return _ENCODERS


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
    encoders = _encoders()
    if type(obj) in encoders:
        return _encode_result(encoders[type(obj)](obj), options)
    for kind, encoder in encoders.items():
        if isinstance(obj, kind):
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
