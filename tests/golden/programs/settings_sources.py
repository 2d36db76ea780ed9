"""The order of the sources, sources of one's own, files of JSON and of secrets."""

from pathlib import Path

from fastapi import FastAPI
from pydantic_settings import (
    BaseSettings,
    JsonConfigSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    YamlConfigSettingsSource,
)


class Upper(PydanticBaseSettingsSource):
    def get_field_value(self, field, field_name):
        return {"x": "41"}.get(field_name), field_name, False

    def __call__(self):
        found = {}
        for name, field in self.settings_cls.model_fields.items():
            value, key, is_complex = self.get_field_value(field, name)
            if value is not None:
                found[key] = self.prepare_field_value(name, field, value, is_complex)
        return found


class EnvFirst(BaseSettings):
    x: int = 0
    y: int = 0

    @classmethod
    def settings_customise_sources(cls, settings_cls, init_settings, env_settings, dotenv_settings, file_secret_settings):
        return env_settings, init_settings, Upper(settings_cls)


class OnlyOwn(BaseSettings):
    x: int = 0
    y: int = 0

    @classmethod
    def settings_customise_sources(cls, settings_cls, **sources):
        return (Upper(settings_cls),)


class FromFiles(BaseSettings):
    model_config = SettingsConfigDict(json_file="config.json", yaml_file="config.yaml", yaml_config_section="app.web")

    port: int
    name: str
    tags: list[str]

    @classmethod
    def settings_customise_sources(cls, settings_cls, **sources):
        return YamlConfigSettingsSource(settings_cls), JsonConfigSettingsSource(settings_cls)


class Secrets(BaseSettings):
    model_config = SettingsConfigDict(secrets_dir="secrets")

    db_password: str
    token: str = "none"


app = FastAPI()


@app.get("/env-first")
def env_first():
    return EnvFirst(y=1, x=1)


@app.get("/own")
def own():
    return OnlyOwn(x=1, y=1)


@app.get("/files")
def files():
    return FromFiles()


@app.get("/secrets")
def secrets():
    return {"settings": Secrets(), "files": sorted(path.name for path in Path("secrets").iterdir())}


# $ Y=7
# > GET /env-first
# > GET /own
# > GET /files
# > GET /secrets
