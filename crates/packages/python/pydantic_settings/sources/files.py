"""Settings from files: `.env`, secrets, JSON and YAML."""

import json
import os
import warnings
from collections.abc import Sequence
from pathlib import Path

from dotenv import dotenv_values
from pydantic._internal._utils import deep_update

from .. import _annotations as notes
from ..exceptions import SettingsError
from .base import InitSettingsSource, PydanticBaseEnvSettingsSource
from .env import EnvSettingsSource, parse_env_vars
from .types import DEFAULT_PATH, ENV_FILE_SENTINEL


class DotEnvSettingsSource(EnvSettingsSource):
    """One or more `.env` files; of two that say something about a name, the later counts."""

    def __init__(
        self,
        settings_cls,
        env_file=ENV_FILE_SENTINEL,
        env_file_encoding=None,
        dotenv_filtering=None,
        case_sensitive=None,
        env_prefix=None,
        env_prefix_target=None,
        env_nested_delimiter=None,
        env_nested_max_split=None,
        env_ignore_empty=None,
        env_parse_none_str=None,
        env_parse_enums=None,
        env_file_depth=None,
        _init_state=None,
    ):
        self.config = settings_cls.model_config
        self.env_file = env_file if env_file != ENV_FILE_SENTINEL else self.config.get("env_file")
        self.env_file_encoding = self._option(env_file_encoding, "env_file_encoding")
        self.env_file_depth = self._option(env_file_depth, "env_file_depth", 0)
        self.dotenv_filtering = self._option(dotenv_filtering, "dotenv_filtering")
        super().__init__(
            settings_cls,
            case_sensitive,
            env_prefix,
            env_prefix_target,
            env_nested_delimiter,
            env_nested_max_split,
            env_ignore_empty,
            env_parse_none_str,
            env_parse_enums,
            _init_state,
        )

    def _load_env_vars(self):
        files = self.env_file
        if files is None:
            return {}
        found = {}
        for file in [files] if isinstance(files, (str, os.PathLike)) else files:
            path = self._find(Path(file).expanduser())
            if path is not None:
                found.update(self._read_env_file(path))
        return found

    def _find(self, path):
        if path.is_file():
            return path
        if not path.is_absolute():
            for parent in list(Path.cwd().parents)[: max(self.env_file_depth, 0)]:
                if (parent / path).is_file():
                    return parent / path
        return None

    def _read_env_file(self, file_path):
        values = dotenv_values(file_path, encoding=self.env_file_encoding or "utf-8")
        return parse_env_vars(values, self.case_sensitive, self.env_ignore_empty, self.env_parse_none_str)

    def __call__(self):
        data = super().__call__()
        if self.dotenv_filtering == "only_existing":
            return data
        prefix = self._apply_case_sensitive(self.env_prefix)
        delimiter = self.env_nested_delimiter
        if self.dotenv_filtering == "match_prefix":
            for name, value in self.env_vars.items():
                if name.startswith(prefix):
                    name = name[len(prefix) :]
                    is_nested = delimiter and delimiter in name and name.partition(delimiter)[0] in data
                    if not is_nested and name not in data:
                        data[name] = value
            return data
        fields = self.settings_cls.model_fields
        takes_extra = self.config.get("extra") != "forbid"
        for name, value in self.env_vars.items():
            if not value or name in data or (self.env_prefix and name in fields) or self._is_used(name):
                continue
            if takes_extra and name.startswith(prefix):
                data[name[len(prefix) :]] = value
            else:
                data[name] = value
        return data

    def _is_used(self, name):
        """Does a field take this variable, or a part of itself from it?"""
        for field_name, field in self.settings_cls.model_fields.items():
            annotation, metadata = notes.annotation_and_metadata(field)
            for _, variable, _ in self._extract_field_info(field, field_name):
                if name == variable:
                    return True
                if self.env_nested_delimiter and name.startswith(variable + self.env_nested_delimiter):
                    if notes.is_complex(annotation, metadata) or (
                        notes.is_union(annotation) and notes.is_complex_union(annotation, metadata)
                    ):
                        return True
        return False

    def __repr__(self):
        return (
            f"{self.__class__.__name__}(env_file={self.env_file!r}, env_file_encoding={self.env_file_encoding!r}, "
            f"env_file_depth={self.env_file_depth!r}, env_nested_delimiter={self.env_nested_delimiter!r}, "
            f"env_prefix_len={self.env_prefix_len!r})"
        )


class SecretsSettingsSource(PydanticBaseEnvSettingsSource):
    """A folder with a file for each secret."""

    def __init__(
        self,
        settings_cls,
        secrets_dir=None,
        case_sensitive=None,
        env_prefix=None,
        env_prefix_target=None,
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
        self.secrets_dir = self._option(secrets_dir, "secrets_dir")

    def __call__(self):
        if self.secrets_dir is None:
            return {}
        folders = [self.secrets_dir] if isinstance(self.secrets_dir, (str, os.PathLike)) else self.secrets_dir
        self.secrets_paths = []
        for path in [Path(folder).expanduser() for folder in folders]:
            if path.exists():
                self.secrets_paths.append(path)
            else:
                warnings.warn(f'directory "{path}" does not exist')
        for path in self.secrets_paths:
            if not path.is_dir():
                raise SettingsError(f"secrets_dir must reference a directory, not a {_kind_of(path)}")
        return super().__call__() if self.secrets_paths else {}

    @classmethod
    def find_case_path(cls, dir_path, file_name, case_sensitive):
        for file in dir_path.iterdir():
            if file.name == file_name or (not case_sensitive and file.name.lower() == file_name.lower()):
                return file
        return None

    def get_field_value(self, field, field_name):
        for key, name, is_complex in self._extract_field_info(field, field_name):
            for folder in reversed(self.secrets_paths):
                path = self.find_case_path(folder, name, self.case_sensitive)
                if path and path.is_file():
                    return path.read_text(encoding="utf-8").strip(), key, is_complex
                if path:
                    warnings.warn(
                        f'attempted to load secret file "{path}" but found a {_kind_of(path)} instead.', stacklevel=4
                    )
        return None, key, is_complex

    def __repr__(self):
        return f"{self.__class__.__name__}(secrets_dir={self.secrets_dir!r})"


def _kind_of(path):
    return "directory" if path.is_dir() else "file"


class ConfigFileSourceMixin:
    """Reads one or more files of one format."""

    def _read_files(self, files, deep_merge=False):
        if files is None:
            return {}
        values = {}
        for file in [files] if isinstance(files, str) or not isinstance(files, Sequence) else files:
            path = Path(file).expanduser()
            if path.is_file():
                read = self._read_file(path)
                values = deep_update(values, read) if deep_merge else {**values, **read}
        return values


class JsonConfigSettingsSource(InitSettingsSource, ConfigFileSourceMixin):
    """JSON files."""

    def __init__(
        self, settings_cls, json_file=DEFAULT_PATH, json_file_encoding=None, deep_merge=False, _init_state=None
    ):
        config = settings_cls.model_config
        self.json_file_path = json_file if json_file != DEFAULT_PATH else config.get("json_file")
        self.json_file_encoding = json_file_encoding or config.get("json_file_encoding")
        self.json_data = self._read_files(self.json_file_path, deep_merge)
        super().__init__(settings_cls, self.json_data, _init_state=_init_state)

    def _read_file(self, file_path):
        text = file_path.read_text(encoding=self.json_file_encoding or "utf-8")
        return json.loads(text) if text.strip() else {}

    def __repr__(self):
        return f"{self.__class__.__name__}(json_file={self.json_file_path})"


class YamlConfigSettingsSource(InitSettingsSource, ConfigFileSourceMixin):
    """YAML files, or one section of them."""

    def __init__(
        self,
        settings_cls,
        yaml_file=DEFAULT_PATH,
        yaml_file_encoding=None,
        yaml_config_section=None,
        deep_merge=False,
        _init_state=None,
    ):
        config = settings_cls.model_config
        self.yaml_file_path = yaml_file if yaml_file != DEFAULT_PATH else config.get("yaml_file")
        self.yaml_file_encoding = yaml_file_encoding or config.get("yaml_file_encoding")
        self.yaml_config_section = (
            yaml_config_section if yaml_config_section is not None else config.get("yaml_config_section")
        )
        self.yaml_data = self._read_files(self.yaml_file_path, deep_merge)
        if self.yaml_config_section is not None:
            section = self._section(self.yaml_data, self.yaml_config_section)
            if section is not None and not isinstance(section, dict):
                raise TypeError(
                    f'yaml_config_section "{self.yaml_config_section}" in {self.yaml_file_path} '
                    f"must be a mapping, got {type(section).__name__}."
                )
            self.yaml_data = section or {}
        super().__init__(settings_cls, self.yaml_data, _init_state=_init_state)

    def _read_file(self, file_path):
        import yaml

        return yaml.safe_load(file_path.read_text(encoding=self.yaml_file_encoding or "utf-8")) or {}

    def _section(self, data, path):
        """The part of the data at a dotted path; a key that has dots itself is found before its parts are."""
        whole = self.yaml_config_section
        if not path:
            raise ValueError("yaml_config_section cannot be empty")
        if not isinstance(data, dict):
            raise TypeError(
                f'yaml_config_section path "{whole}" cannot be traversed in {self.yaml_file_path}. '
                "An intermediate value is not a dictionary."
            )
        if path in data:
            return data[path]
        parts = path.split(".")
        for count in range(len(parts) - 1, 0, -1):
            head = ".".join(parts[:count])
            if head in data:
                return self._section(data[head], ".".join(parts[count:]))
        raise KeyError(f'yaml_config_section key "{whole}" not found in {self.yaml_file_path}')

    def __repr__(self):
        return f"{self.__class__.__name__}(yaml_file={self.yaml_file_path})"
