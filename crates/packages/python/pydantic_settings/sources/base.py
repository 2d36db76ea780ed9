"""What all sources of settings have in common, and the two that don't read anything: arguments and defaults."""

import json
from abc import ABC, abstractmethod
from dataclasses import asdict, is_dataclass

from pydantic import AliasChoices, AliasPath, BaseModel, Discriminator
from pydantic._internal._utils import deep_update

from .. import _annotations as notes
from ..exceptions import SettingsError
from .types import EnvNoneType, ForceDecode, NoDecode


class PydanticBaseSettingsSource(ABC):
    """A place that settings come from: calling it gives a dict of what it has."""

    def __init__(self, settings_cls, _init_state=None):
        self._init_state = set() if _init_state is None else _init_state
        self.settings_cls = settings_cls
        self.config = settings_cls.model_config
        self._current_state = {}
        self._settings_sources_data = {}

    def _option(self, given, name, default=None):
        return given if given is not None else self.config.get(name, default)

    def _set_current_state(self, state):
        self._current_state = state

    def _set_settings_sources_data(self, states):
        self._settings_sources_data = states

    @property
    def current_state(self):
        """What the sources of higher priority gave."""
        return self._current_state

    @property
    def settings_sources_data(self):
        """What each source of higher priority gave, by its name."""
        return self._settings_sources_data

    @abstractmethod
    def get_field_value(self, field, field_name):
        """The value, the key for the model, and whether the value is complex."""

    def field_is_complex(self, field):
        return notes.is_complex(field.annotation, field.metadata)

    def prepare_field_value(self, field_name, field, value, value_is_complex):
        if value is not None and (self.field_is_complex(field) or value_is_complex):
            return self.decode_complex_value(field_name, field, value)
        return value

    def decode_complex_value(self, field_name, field, value):
        metadata = notes.annotation_and_metadata(field)[1] if field else []
        if field and (
            NoDecode in metadata or (self.config.get("enable_decoding") is False and ForceDecode not in metadata)
        ):
            return value
        return json.loads(value)

    @abstractmethod
    def __call__(self):
        """The settings that this source has."""


class InitSettingsSource(PydanticBaseSettingsSource):
    """The arguments of the call."""

    def __init__(self, settings_cls, init_kwargs, nested_model_default_partial_update=None, _init_state=None):
        super().__init__(settings_cls, _init_state)
        self.nested_model_default_partial_update = self._option(
            nested_model_default_partial_update, "nested_model_default_partial_update", False
        )
        case_sensitive = self.config.get("case_sensitive", False)
        left = dict(init_kwargs)
        self.init_kwargs = {}
        for name, field in settings_cls.model_fields.items():
            notes.warn_if_incomplete(field, name, self._init_state)
            names = notes.alias_names(name, field, self.config)
            wanted = list(names)
            if notes.by_name(self.config) and name not in wanted:
                wanted.append(name)
            if not case_sensitive:
                wanted = [item.lower() for item in wanted]
            given = [key for item in wanted for key in left if (key if case_sensitive else key.lower()) == item]
            if given:
                self.init_kwargs[names[0]] = init_kwargs[given[0]]
                for key in given:
                    left.pop(key, None)
        self.init_kwargs.update(left)

    def get_field_value(self, field, field_name):
        return None, "", False

    def __call__(self):
        if self.nested_model_default_partial_update:
            return {key: _dumped(value) for key, value in self.init_kwargs.items()}
        return self.init_kwargs

    def __repr__(self):
        return f"{self.__class__.__name__}(init_kwargs={self.init_kwargs!r})"


def _dumped(value):
    if isinstance(value, BaseModel):
        return value.model_dump()
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return value


class DefaultSettingsSource(PydanticBaseSettingsSource):
    """The defaults of fields that are models, where other sources may give a part of such a field."""

    def __init__(self, settings_cls, nested_model_default_partial_update=None, _init_state=None):
        super().__init__(settings_cls, _init_state)
        self.nested_model_default_partial_update = self._option(
            nested_model_default_partial_update, "nested_model_default_partial_update", False
        )
        self.defaults = {}
        self._tags = {}
        if not self.nested_model_default_partial_update:
            return
        for name, field in settings_cls.model_fields.items():
            notes.warn_if_incomplete(field, name, self._init_state)
            dumped = _dumped(field.default)
            if dumped is field.default:
                continue
            discriminator = field.discriminator or next((m for m in field.metadata if isinstance(m, Discriminator)), None)
            if isinstance(discriminator, Discriminator):
                discriminator = discriminator.discriminator
            if callable(discriminator):
                continue
            key = notes.alias_names(name, field, self.config)[0]
            self.defaults[key] = dumped
            if discriminator is not None:
                self._tags[key] = discriminator, getattr(field.default, discriminator, None)

    def get_field_value(self, field, field_name):
        return None, "", False

    def __call__(self):
        defaults = self.defaults.copy()
        for key, (discriminator, tag) in self._tags.items():
            given = self.current_state.get(key)
            # Another choice of the union has other fields: the default's don't belong to it.
            if isinstance(given, dict) and given.get(discriminator, tag) != tag:
                del defaults[key]
        return defaults

    def __repr__(self):
        return (
            f"{self.__class__.__name__}(nested_model_default_partial_update={self.nested_model_default_partial_update})"
        )


class PydanticBaseEnvSettingsSource(PydanticBaseSettingsSource):
    """A source whose values are texts with names: variables, or files of secrets."""

    def __init__(
        self,
        settings_cls,
        case_sensitive=None,
        env_prefix=None,
        env_prefix_target=None,
        env_ignore_empty=None,
        env_parse_none_str=None,
        env_parse_enums=None,
        _init_state=None,
    ):
        super().__init__(settings_cls, _init_state)
        self.case_sensitive = self._option(case_sensitive, "case_sensitive", False)
        self.env_prefix = self._option(env_prefix, "env_prefix", "")
        self.env_prefix_target = self._option(env_prefix_target, "env_prefix_target", "variable")
        self.env_ignore_empty = self._option(env_ignore_empty, "env_ignore_empty", False)
        self.env_parse_none_str = self._option(env_parse_none_str, "env_parse_none_str")
        self.env_parse_enums = self._option(env_parse_enums, "env_parse_enums")

    def _apply_case_sensitive(self, value):
        return value if self.case_sensitive else value.lower()

    def _extract_field_info(self, field, field_name, model_config=None):
        """Where a field may be found: (key for the model, name of the variable, is its value complex?)."""
        notes.warn_if_incomplete(field, field_name, self._init_state)
        config = self.config if model_config is None else model_config
        alias = field.validation_alias if notes.by_alias(config) else None
        found = []
        if alias:
            prefix = self.env_prefix if self.env_prefix_target in ("alias", "all") else ""
            for choice in alias.choices if isinstance(alias, AliasChoices) else [alias]:
                path = choice.path if isinstance(choice, AliasPath) else [choice]
                found.append((path[0], self._apply_case_sensitive(prefix + path[0]), len(path) > 1))
        if not alias or notes.by_name(config):
            annotation, metadata = notes.annotation_and_metadata(field)
            prefix = self.env_prefix if self.env_prefix_target in ("variable", "all") else ""
            complex_ = notes.is_union(annotation) and notes.is_complex_union(annotation, metadata)
            found.append((field_name, self._apply_case_sensitive(prefix + field_name), complex_))
        return found

    def _with_field_names(self, field, values):
        """The values with their keys written as the nested model writes its fields."""
        annotation = notes.strip_annotated(notes.unwrap_optional(field.annotation))
        if not notes.has_fields(annotation):
            return dict(values)
        config = notes.config_of(annotation)
        known = {}
        for name, inner in notes.fields_of(annotation).items():
            notes.warn_if_incomplete(inner, name, self._init_state)
            for alias in notes.alias_names(name, inner, config):
                known.setdefault(alias.lower(), (alias, inner))
        renamed = {}
        for name, value in values.items():
            key, inner = known.get(name.lower(), (name, None))
            nested = inner and notes.has_fields(notes.strip_annotated(notes.unwrap_optional(inner.annotation)))
            renamed[key] = self._with_field_names(inner, value) if nested and isinstance(value, dict) else value
        return renamed

    def _with_none(self, values):
        return {
            key: None if isinstance(value, EnvNoneType) else self._with_none(value) if isinstance(value, dict) else value
            for key, value in values.items()
        }

    def _resolved(self, field, field_name):
        value, key, is_complex = self.get_field_value(field, field_name)
        if not is_complex and not (notes.by_name(self.config) and key == field_name):
            preferred, _, preferred_is_complex = self._extract_field_info(field, field_name)[0]
            if not preferred_is_complex:
                key = preferred
        return value, key, is_complex

    def __call__(self):
        data = {}
        source = self.__class__.__name__
        for name, field in self.settings_cls.model_fields.items():
            notes.warn_if_incomplete(field, name, self._init_state)
            try:
                value, key, is_complex = self._resolved(field, name)
            except Exception as error:
                raise SettingsError(f'error getting value for field "{name}" from source "{source}"') from error
            try:
                value = self.prepare_field_value(name, field, value, is_complex)
            except ValueError as error:
                raise SettingsError(f'error parsing value for field "{name}" from source "{source}"') from error
            if value is None:
                continue
            if self.env_parse_none_str is not None:
                if isinstance(value, dict):
                    value = self._with_none(value)
                elif isinstance(value, EnvNoneType):
                    value = None
            if not self.case_sensitive and isinstance(value, dict):
                value = self._with_field_names(field, value)
            data[key] = value
        return data


__all__ = [
    "DefaultSettingsSource",
    "InitSettingsSource",
    "PydanticBaseEnvSettingsSource",
    "PydanticBaseSettingsSource",
    "SettingsError",
    "deep_update",
]
