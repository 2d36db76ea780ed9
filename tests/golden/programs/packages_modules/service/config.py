from functools import lru_cache

from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="SERVICE_", env_file=".env")

    name: str
    replicas: int = 1


@lru_cache
def get_settings():
    return Settings()
