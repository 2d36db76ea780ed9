"""Settings from the environment."""

import json
import os
from typing import get_args, get_origin

from pydantic import AliasChoices, AliasPath, TypeAdapter, ValidationError
from pydantic._internal._utils import deep_update
from pydantic.fields import FieldInfo

from .. import _annotations as notes
from .base import PydanticBaseEnvSettingsSource
from .types import EnvNoneType


def parse_env_vars(env_vars, case_sensitive=False, ignore_empty=False, parse_none_str=None):
    """Variables as a source looks them up."""
    return {
        key if case_sensitive else key.lower(): EnvNoneType(value)
        if parse_none_str is not None and value == parse_none_str
        else value
        for key, value in env_vars.items()
        if not (ignore_empty and value == "")
    }


class EnvSettingsSource(PydanticBaseEnvSettingsSource):
    """The environment variables."""

    def __init__(
        self,
        settings_cls,
        case_sensitive=None,
        env_prefix=None,
        env_prefix_target=None,
        env_nested_delimiter=None,
        env_nested_max_split=None,
        env_ignore_empty=None,
        env_parse_none_str=None,
        env_parse_enums=None,
        _init_state=None,
    ):
        super().__init__(
            settings_cls,
            case_sensitive,
            env_prefix,
            env_prefix_target,
            env_ignore_empty,
            env_parse_none_str,
            env_parse_enums,
            _init_state,
        )
        self.env_nested_delimiter = self._option(env_nested_delimiter, "env_nested_delimiter")
        self.env_nested_max_split = self._option(env_nested_max_split, "env_nested_max_split")
        self.maxsplit = (self.env_nested_max_split or 0) - 1
        self.env_prefix_len = len(self.env_prefix)
        self.env_vars = self._load_env_vars()

    def _load_env_vars(self):
        return parse_env_vars(os.environ, self.case_sensitive, self.env_ignore_empty, self.env_parse_none_str)

    def get_field_value(self, field, field_name):
        value = None
        for key, name, is_complex in self._extract_field_info(field, field_name):
            value = self.env_vars.get(name)
            if value is not None:
                break
        return value, key, is_complex

    def prepare_field_value(self, field_name, field, value, value_is_complex):
        is_complex, may_fail = self._field_is_complex(field)
        if self.env_parse_enums:
            value = self._enum_member(field, value)
        if not (is_complex or value_is_complex):
            return None if value is None else self._coerce_strict(field, value)
        if isinstance(value, EnvNoneType):
            return value
        if value is None:
            return self.explode_env_vars(field_name, field, self.env_vars) or None
        try:
            value = self.decode_complex_value(field_name, field, value)
        except ValueError:
            if not may_fail:
                raise
        if isinstance(value, dict):
            return deep_update(value, self.explode_env_vars(field_name, field, self.env_vars))
        return value

    def _enum_member(self, field, value):
        found = notes.enum_member(field.annotation, value)
        return value if found is None else found

    def _field_is_complex(self, field):
        """Is its value JSON, and may it be something else?"""
        if self.field_is_complex(field):
            return True, False
        annotation, metadata = notes.annotation_and_metadata(field)
        if notes.is_union(annotation) and notes.is_complex_union(annotation, metadata):
            return True, True
        return False, False

    def _is_head_of_path(self, field, key):
        alias = field.validation_alias
        for choice in alias.choices if isinstance(alias, AliasChoices) else [alias]:
            if isinstance(choice, AliasPath) and len(choice.path) > 1:
                if self._apply_case_sensitive(choice.path[0]) == key:
                    return True
        return False

    def next_field(self, field, key, case_sensitive=None):
        """The field (or the type) that a part of a variable's name leads to."""
        if not field:
            return None
        annotation = field.annotation if isinstance(field, FieldInfo) else field
        if notes.is_subclass(get_origin(annotation), dict):
            args = get_args(annotation)
            return args[-1] if args else None
        for member in get_args(annotation):
            found = self.next_field(member, key, case_sensitive)
            if found:
                return found
        if notes.has_fields(annotation):
            config = notes.config_of(annotation)
            exact = case_sensitive is None or case_sensitive
            wanted = key if exact else key.lower()
            for name, inner in notes.fields_of(annotation).items():
                for _, variable, _ in self._extract_field_info(inner, name, config):
                    if wanted in ((name, variable) if exact else (name.lower(), variable.lower())):
                        return inner
        return None

    def explode_env_vars(self, field_name, field, env_vars):
        """A nested dict of the variables whose names begin with the field's and a delimiter."""
        delimiter = self.env_nested_delimiter
        if not delimiter:
            return {}
        is_dict = field.annotation is dict or notes.is_subclass(get_origin(field.annotation), dict)
        prefixes = [name + delimiter for _, name, _ in self._extract_field_info(field, field_name)]
        result = {}
        for name, value in env_vars.items():
            prefix = next((prefix for prefix in prefixes if name.startswith(prefix)), None)
            if prefix is None:
                continue
            *keys, last = name[len(prefix) :].split(delimiter, self.maxsplit)
            target = parent = field
            place = result
            for key in keys:
                target = self.next_field(target, key, self.case_sensitive)
                if isinstance(target, FieldInfo):
                    parent = target
                if isinstance(place, dict):
                    place = place.setdefault(key, {})
            target = self.next_field(target, last, self.case_sensitive)
            if value and (target or is_dict):
                value = self._nested_value(target, parent, last, value)
            if isinstance(place, dict) and (
                last not in place or not isinstance(value, EnvNoneType) or place[last] == {}
            ):
                place[last] = self._coerce_strict(target, value)
        return result

    def _nested_value(self, target, parent, key, value):
        if isinstance(target, FieldInfo):
            is_complex, may_fail = self._field_is_complex(target)
            if not is_complex and self._is_head_of_path(target, key):
                is_complex, may_fail = True, True
            if self.env_parse_enums:
                value = self._enum_member(target, value)
        elif target:
            is_complex, may_fail = notes.is_complex(target), True
            union = notes.unwrap_member(notes.resolve_alias(target))
            if not is_complex and notes.is_union(union) and notes.is_complex_union(union):
                value = self._union_value(key, parent, value)
        else:
            is_complex = may_fail = True
        if is_complex:
            try:
                value = self.decode_complex_value(key, target if isinstance(target, FieldInfo) else None, value)
            except ValueError:
                if not may_fail:
                    raise
        return value

    def _union_value(self, key, field, value):
        try:
            decoded = self.decode_complex_value(key, field, value)
        except ValueError:
            return value
        # A number or a truth value may be meant for a scalar member: it stays a text.
        return decoded if isinstance(decoded, (list, dict)) else value

    def _coerce_strict(self, field, value):
        """Texts are all that a variable has: a strict field gets the value that the text stands for."""
        if not isinstance(field, FieldInfo) or not isinstance(value, str) or value == self.env_parse_none_str:
            return value
        annotation, metadata = notes.annotation_and_metadata(field)
        strict = (
            self.config.get("strict")
            or (notes.is_union(annotation) and notes.has_strict_member(annotation))
            or notes.names_numeric_enum(annotation)
        )
        if not strict or any(map(notes.has_json, metadata)) or notes.has_json(annotation):
            return value
        adapter = TypeAdapter(field.annotation)
        try:
            return adapter.validate_python(value)
        except ValidationError:
            try:
                decoded = json.loads(value)
                return value if isinstance(decoded, str) else adapter.validate_python(decoded)
            except (ValidationError, json.JSONDecodeError):
                # What is wrong is said when the settings are validated.
                return value

    def __repr__(self):
        return (
            f"{self.__class__.__name__}(env_nested_delimiter={self.env_nested_delimiter!r}, "
            f"env_prefix_len={self.env_prefix_len!r})"
        )
