"""Sources that a playground can't have: a command line and the vaults of clouds. To make one says so."""

from typing import Annotated, TypeVar

from .base import PydanticBaseSettingsSource

CLI_SUPPRESS = "==SUPPRESS=="
_T = TypeVar("_T")


class _Mark:
    """Metadata of fields that are meant for a command line; elsewhere it has no meaning."""


CliSubCommand = Annotated[_T | None, _Mark]
CliPositionalArg = Annotated[_T, _Mark]
CliImplicitFlag = Annotated[_T, _Mark]
CliExplicitFlag = Annotated[_T, _Mark]
CliSuppress = Annotated[_T, _Mark]
CliUnknownArgs = Annotated[list[str], _Mark]


class CliMutuallyExclusiveGroup:
    """A group of options of which one may be given."""


def refuse(feature, instead="set the values in the environment or in a .env file"):
    from _playground import unsupported

    unsupported(feature, instead)


class _Absent(PydanticBaseSettingsSource):
    def __init__(self, *args, **options):
        refuse(f"pydantic_settings.{type(self).__name__}")

    def get_field_value(self, field, field_name):
        return None, "", False

    def __call__(self):
        return {}


class CliSettingsSource(_Absent):
    """Arguments of the command line."""

    def __class_getitem__(cls, item):
        return cls


class AWSSecretsManagerSettingsSource(_Absent):
    """Secrets of AWS."""


class AWSSystemsManagerSettingsSource(_Absent):
    """Parameters of AWS."""


class AzureKeyVaultSettingsSource(_Absent):
    """Secrets of Azure."""


class GoogleSecretManagerSettingsSource(_Absent):
    """Secrets of Google Cloud."""


class NestedSecretsSettingsSource(_Absent):
    """A folder of secrets with folders in it."""


class TomlConfigSettingsSource(_Absent):
    """TOML files."""


class PyprojectTomlConfigSettingsSource(_Absent):
    """The project's `pyproject.toml`."""


def get_subcommand(model, is_required=True, cli_exit_on_error=None):
    refuse("pydantic_settings.get_subcommand")
