"""From fields to columns, and from annotations of relationships to their targets."""

import ipaddress
import types
import uuid
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Annotated, ForwardRef, Union, get_args, get_origin

from annotated_types import MaxLen
from pydantic import AwareDatetime, EmailStr, NaiveDatetime
from pydantic._internal._fields import PydanticMetadata
from pydantic_core import PydanticUndefined as Undefined
from sqlalchemy import Boolean, Column, Date, DateTime, Float, ForeignKey, Integer, Interval, LargeBinary, Numeric, Time, Uuid
from sqlalchemy import Enum as SQLEnum

from ._fields import column_option
from .sql.sqltypes import AutoString, UTCDateTime

_NoneType = type(None)
_UNIONS = (Union, types.UnionType)
_TEXT = (
    str,
    ipaddress.IPv4Address,
    ipaddress.IPv4Network,
    ipaddress.IPv6Address,
    ipaddress.IPv6Network,
    Path,
    EmailStr,
)
# The first that fits: bool comes before int, datetime before date.
_TYPES = (
    (float, Float),
    (bool, Boolean),
    (int, Integer),
    (date, Date),
    (timedelta, Interval),
    (time, Time),
    (bytes, LargeBinary),
)
_UNION_ERROR = 'Cannot have a (non-optional) union as a SQLAlchemy field'


def python_type(annotation):
    """The class that decides the type of a column: without `Optional`, `Annotated` and type arguments."""
    if annotation is None:
        raise ValueError('Missing field type')
    origin = get_origin(annotation)
    if origin is None:
        return annotation
    if origin is Annotated:
        inner, *metadata = get_args(annotation)
        found = python_type(inner)
        # As in Pydantic, the last word about the time zone counts.
        for item in metadata:
            for zoned in (AwareDatetime, NaiveDatetime):
                if item is zoned or isinstance(item, zoned):
                    found = zoned
        return found
    if origin in _UNIONS:
        members = get_args(annotation)
        if len(members) > 2 or _NoneType not in members:
            raise ValueError(_UNION_ERROR)
        return python_type(members[0] if members[0] is not _NoneType else members[1])
    return origin


def _limits(field):
    for item in field.metadata:
        if isinstance(item, (PydanticMetadata, MaxLen)):
            return item
    return None


def get_sqlalchemy_type(field):
    """The SQLAlchemy type of a field's column."""
    given = column_option(field, 'sa_type')
    if given is not Undefined:
        return given
    kind = python_type(field.rebuild_annotation())
    limits = _limits(field)
    # An enumeration may be text too.
    if issubclass(kind, Enum):
        return SQLEnum(kind)
    if issubclass(kind, _TEXT):
        length = getattr(limits, 'max_length', None)
        return AutoString(length=length) if length else AutoString
    if issubclass(kind, NaiveDatetime):
        return DateTime(timezone=False)
    if issubclass(kind, (datetime, AwareDatetime)):
        return UTCDateTime()
    for python, sql in _TYPES:
        if issubclass(kind, python):
            return sql
    if issubclass(kind, Decimal):
        return Numeric(
            precision=getattr(limits, 'max_digits', None), scale=getattr(limits, 'decimal_places', None)
        )
    if issubclass(kind, uuid.UUID):
        return Uuid
    raise ValueError(f'{kind} has no matching SQLAlchemy type')


def _may_be_none(field):
    given = getattr(field, 'nullable', Undefined)
    if given is not Undefined:
        return given
    annotation = field.annotation
    if get_origin(annotation) in _UNIONS and _NoneType in get_args(annotation):
        return True
    if field.is_required() or field.default is Undefined:
        return False
    return annotation is None or annotation is _NoneType


def get_column_from_field(field):
    """The column of a field."""
    whole = column_option(field, 'sa_column')
    if isinstance(whole, Column):
        return whole

    def option(name, default):
        found = column_option(field, name)
        return default if found is Undefined else found

    kind = get_sqlalchemy_type(field)
    primary_key = option('primary_key', False)
    nullable = option('nullable', not primary_key and _may_be_none(field))
    arguments = []
    foreign_key = option('foreign_key', None)
    if foreign_key:
        ondelete = option('ondelete', None)
        if ondelete == 'SET NULL' and not nullable:
            raise RuntimeError('ondelete="SET NULL" requires nullable=True')
        assert isinstance(foreign_key, str)
        arguments.append(ForeignKey(foreign_key, ondelete=ondelete))
    options = {
        'primary_key': primary_key,
        'nullable': nullable,
        'index': option('index', False),
        'unique': option('unique', False),
    }
    if field.default_factory:
        options['default'] = field.default_factory
    elif field.default is not Undefined:
        options['default'] = field.default
    arguments.extend(option('sa_column_args', ()))
    options.update(option('sa_column_kwargs', {}))
    return Column(*arguments, type_=kind, **options)


def relationship_target(annotation):
    """The class that a relationship leads to, or its name: without `list` and `Optional`."""
    while True:
        origin = get_origin(annotation)
        if origin is None:
            if not isinstance(annotation, ForwardRef):
                return annotation
            annotation = annotation.__forward_arg__
        elif origin in _UNIONS:
            members = get_args(annotation)
            if len(members) > 2:
                raise ValueError(_UNION_ERROR)
            first, second = members
            if _NoneType not in members:
                raise ValueError('Cannot have a Union of None and None as a SQLAlchemy field')
            annotation = second if first is _NoneType else first
        elif origin is list:
            annotation = get_args(annotation)[0]
        # Any other generic type is given to SQLAlchemy as it is, which refuses it.
        else:
            return annotation
