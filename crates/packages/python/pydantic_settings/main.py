"""`BaseSettings`: a model whose values come from several sources, of which the earlier counts more."""

import warnings
from weakref import WeakKeyDictionary

from pydantic import BaseModel, ConfigDict
from pydantic._internal._model_construction import ModelMetaclass
from pydantic._internal._utils import deep_update

from . import _annotations as notes
from .sources import (
    ENV_FILE_SENTINEL,
    CliSettingsSource,
    DefaultSettingsSource,
    DotEnvSettingsSource,
    EnvSettingsSource,
    InitSettingsSource,
    JsonConfigSettingsSource,
    NestedSecretsSettingsSource,
    PydanticBaseSettingsSource,
    PyprojectTomlConfigSettingsSource,
    SecretsSettingsSource,
    TomlConfigSettingsSource,
    YamlConfigSettingsSource,
)
from .sources.unsupported import refuse


class SettingsConfigDict(ConfigDict):
    """A dict of settings of a settings class."""


_DEFAULTS = dict(
    extra="forbid",
    arbitrary_types_allowed=True,
    validate_default=True,
    case_sensitive=False,
    env_prefix="",
    env_prefix_target="variable",
    nested_model_default_partial_update=False,
    env_file=None,
    env_file_encoding=None,
    env_file_depth=0,
    env_ignore_empty=False,
    env_nested_delimiter=None,
    env_nested_max_split=None,
    env_parse_none_str=None,
    env_parse_enums=None,
    cli_prog_name=None,
    cli_parse_args=None,
    cli_parse_none_str=None,
    cli_hide_none_type=False,
    cli_avoid_json=False,
    cli_enforce_required=False,
    cli_use_class_docs_for_groups=False,
    cli_show_env_vars=False,
    cli_exit_on_error=True,
    cli_prefix="",
    cli_flag_prefix_char="-",
    cli_implicit_flags=False,
    cli_ignore_unknown_args=False,
    cli_kebab_case=False,
    cli_shortcuts=None,
    json_file=None,
    json_file_encoding=None,
    yaml_file=None,
    yaml_file_encoding=None,
    yaml_config_section=None,
    toml_file=None,
    secrets_dir=None,
    secrets_dir_missing=None,
    secrets_dir_max_size=None,
    secrets_case_sensitive=None,
    secrets_prefix=None,
    secrets_nested_delimiter=None,
    secrets_nested_subdir=None,
    protected_namespaces=(
        "model_validate",
        "model_dump",
        "settings_cached",
        "settings_clear_cache",
        "settings_customise_sources",
    ),
    enable_decoding=True,
)
_OWN_KEYS = set(_DEFAULTS) - {"extra", "arbitrary_types_allowed", "validate_default", "protected_namespaces"}
_OWN_KEYS |= {"dotenv_filtering", "pyproject_toml_depth", "pyproject_toml_table_header", "toml_table_header"}
_NEEDED = (
    (JsonConfigSettingsSource, "json_file json_file_encoding"),
    (PyprojectTomlConfigSettingsSource, "pyproject_toml_depth pyproject_toml_table_header"),
    (TomlConfigSettingsSource, "toml_file toml_table_header"),
    (YamlConfigSettingsSource, "yaml_file yaml_file_encoding yaml_config_section"),
    (
        NestedSecretsSettingsSource,
        "secrets_dir_missing secrets_dir_max_size secrets_case_sensitive secrets_prefix secrets_nested_delimiter "
        "secrets_nested_subdir",
    ),
)
_cached = WeakKeyDictionary()


class _SettingsMetaclass(ModelMetaclass):
    """Also takes the settings of sources as keywords of the class statement."""

    def __new__(mcs, name, bases, namespace, **kwargs):
        own = {key: kwargs.pop(key) for key in list(kwargs) if key in _OWN_KEYS}
        cls = super().__new__(mcs, name, bases, namespace, **kwargs)
        if own:
            cls.model_config = {**cls.model_config, **own}
        return cls


class BaseSettings(BaseModel, metaclass=_SettingsMetaclass):
    """A model whose fields are read from arguments, the environment, `.env` files and files of secrets."""

    model_config = _DEFAULTS

    def __init__(
        __pydantic_self__,
        _case_sensitive=None,
        _nested_model_default_partial_update=None,
        _env_prefix=None,
        _env_prefix_target=None,
        _env_file=ENV_FILE_SENTINEL,
        _env_file_encoding=None,
        _env_file_depth=None,
        _env_ignore_empty=None,
        _env_nested_delimiter=None,
        _env_nested_max_split=None,
        _env_parse_none_str=None,
        _env_parse_enums=None,
        _cli_parse_args=None,
        _cli_settings_source=None,
        _secrets_dir=None,
        _build_sources=None,
        **values,
    ):
        cls = type(__pydantic_self__)
        if _cli_settings_source is not None:
            refuse("_cli_settings_source of pydantic_settings")
        # How a command line would be read changes nothing as long as none is.
        for key in [key for key in values if key.startswith("_cli_")]:
            del values[key]
        if _build_sources is None:
            _build_sources = cls._settings_init_sources(
                {
                    "case_sensitive": _case_sensitive,
                    "env_prefix": _env_prefix,
                    "env_prefix_target": _env_prefix_target,
                    "env_ignore_empty": _env_ignore_empty,
                    "env_nested_delimiter": _env_nested_delimiter,
                    "env_nested_max_split": _env_nested_max_split,
                    "env_parse_none_str": _env_parse_none_str,
                    "env_parse_enums": _env_parse_enums,
                },
                {"env_file": _env_file, "env_file_encoding": _env_file_encoding, "env_file_depth": _env_file_depth},
                _nested_model_default_partial_update,
                _secrets_dir,
                _cli_parse_args,
                values,
            )
        sources, arguments = _build_sources
        super().__init__(**cls._settings_build_values(sources, arguments))

    @classmethod
    def settings_cached(cls):
        """The settings of this class, read once."""
        found = _cached.get(cls)
        if found is None:
            found = _cached[cls] = cls()
        return found

    @classmethod
    def settings_clear_cache(cls):
        _cached.pop(cls, None)

    @classmethod
    def settings_customise_sources(
        cls, settings_cls, init_settings, env_settings, dotenv_settings, file_secret_settings
    ):
        """The sources in the order of their priority; override it to have others."""
        return init_settings, env_settings, dotenv_settings, file_secret_settings

    @classmethod
    def _settings_init_sources(cls, env, dotenv, partial_update, secrets_dir, cli_parse_args, arguments):
        if (cli_parse_args if cli_parse_args is not None else cls.model_config.get("cli_parse_args")) is not None:
            refuse("cli_parse_args of pydantic_settings")
        warned = set()
        shared = {key: env[key] for key in ("case_sensitive", "env_prefix", "env_prefix_target")}
        init_settings = InitSettingsSource(cls, arguments, partial_update, _init_state=warned)
        env_settings = EnvSettingsSource(cls, **env, _init_state=warned)
        dotenv_settings = DotEnvSettingsSource(cls, **dotenv, **env, _init_state=warned)
        file_secret_settings = SecretsSettingsSource(cls, secrets_dir, **shared, _init_state=warned)
        sources = cls.settings_customise_sources(
            cls,
            init_settings=init_settings,
            env_settings=env_settings,
            dotenv_settings=dotenv_settings,
            file_secret_settings=file_secret_settings,
        )
        sources += (DefaultSettingsSource(cls, partial_update, _init_state=warned),)
        for kind, keys in _NEEDED:
            if not any(isinstance(source, kind) for source in sources):
                for key in keys.split():
                    if cls.model_config.get(key) is not None:
                        warnings.warn(
                            f"Config key `{key}` is set in model_config but will be ignored because no "
                            f"{kind.__name__} source is configured. To use this config key, add a {kind.__name__} "
                            "source to the settings sources via the settings_customise_sources hook.",
                            UserWarning,
                            stacklevel=3,
                        )
        return sources, arguments

    @classmethod
    def _settings_build_values(cls, sources, arguments):
        state, states, defaults = {}, {}, {}
        for source in sources:
            if isinstance(source, PydanticBaseSettingsSource):
                source._set_current_state(state)
                source._set_settings_sources_data(states)
            found = source()
            if isinstance(source, DefaultSettingsSource):
                defaults = found
            states[getattr(source, "__name__", type(source).__name__)] = found
            state = deep_update(found, state)
        state = {key: value for key, value in state.items() if key not in defaults or defaults[key] != value}
        if arguments and state:
            cls._settings_restore_names(arguments, state)
        return state

    @classmethod
    def _settings_restore_names(cls, arguments, state):
        """A field that an argument named goes by that name to the validator."""
        config = cls.model_config
        for name, field in cls.model_fields.items():
            aliases = notes.alias_names(name, field, config)
            names = [*aliases, name] if notes.by_name(config) else aliases
            given = next((key for key in names if key in arguments), None)
            held = [key for key in dict.fromkeys(names) if key in state]
            if given is not None and held:
                value = state[held[0]]
                for key in held:
                    del state[key]
                state[given] = value


class CliApp:
    """Programs with a command line."""

    @staticmethod
    def run(model_cls, *args, **options):
        refuse("pydantic_settings.CliApp")

    run_subcommand = serialize = run


__all__ = ["BaseSettings", "CliApp", "CliSettingsSource", "SettingsConfigDict"]
