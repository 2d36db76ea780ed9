"""The places that settings come from."""

from .base import (
    DefaultSettingsSource,
    InitSettingsSource,
    PydanticBaseEnvSettingsSource,
    PydanticBaseSettingsSource,
)
from .env import EnvSettingsSource, parse_env_vars
from .files import (
    ConfigFileSourceMixin,
    DotEnvSettingsSource,
    JsonConfigSettingsSource,
    SecretsSettingsSource,
    YamlConfigSettingsSource,
)
from .types import DEFAULT_PATH, ENV_FILE_SENTINEL, EnvNoneType, ForceDecode, NoDecode
from .unsupported import (
    CLI_SUPPRESS,
    AWSSecretsManagerSettingsSource,
    AWSSystemsManagerSettingsSource,
    AzureKeyVaultSettingsSource,
    CliExplicitFlag,
    CliImplicitFlag,
    CliMutuallyExclusiveGroup,
    CliPositionalArg,
    CliSettingsSource,
    CliSubCommand,
    CliSuppress,
    CliUnknownArgs,
    GoogleSecretManagerSettingsSource,
    NestedSecretsSettingsSource,
    PyprojectTomlConfigSettingsSource,
    TomlConfigSettingsSource,
    get_subcommand,
)
