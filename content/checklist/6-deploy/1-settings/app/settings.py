"""What differs from one place to another. It comes from the environment."""

from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="APP_")

    environment: Literal["development", "production"] = "development"
    page_size: int = Field(default=2, ge=1, le=50)
    data: str = "data/quotes.json"
    secret_key: SecretStr = Field(min_length=16)


settings = Settings()
