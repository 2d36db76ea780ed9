"""Uploads that pydantic knows, and the mark for "this default was not given by the program"."""

from starlette.datastructures import UploadFile as _StarletteUploadFile


def __getattr__(name):
    if name in ("Address", "FormData", "Headers", "QueryParams", "State", "URL"):
        from starlette import datastructures

        return getattr(datastructures, name)
    raise AttributeError(f"module 'fastapi.datastructures' has no attribute {name!r}")


class UploadFile(_StarletteUploadFile):
    @classmethod
    def _validate(cls, value, _=None):
        if not isinstance(value, _StarletteUploadFile):
            raise ValueError(f"Expected UploadFile, received: {type(value)}")
        return value

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema, handler):
        return {"type": "string", "contentMediaType": "application/octet-stream"}

    @classmethod
    def __get_pydantic_core_schema__(cls, source, handler):
        from pydantic_core import core_schema

        return core_schema.with_info_plain_validator_function(cls._validate)


class DefaultPlaceholder:
    """Wraps a default, so that "not given" and "given the same value" can be told apart."""

    def __init__(self, value):
        self.value = value

    def __bool__(self):
        return bool(self.value)

    def __eq__(self, other):
        return isinstance(other, DefaultPlaceholder) and other.value == self.value

    __hash__ = object.__hash__


def Default(value):
    return DefaultPlaceholder(value)


def first_given(*items):
    """The first that isn't a placeholder; the first one's value when all are."""
    for item in items:
        if not isinstance(item, DefaultPlaceholder):
            return item
    return items[0].value
