"""Settings from the environment: types, defaults, JSON for collections, secrets."""

from typing import Literal

from fastapi import FastAPI
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    app_name: str = "Awesome API"
    admin_email: str
    items_per_user: int = 50
    debug: bool = False
    allowed_hosts: list[str] = ["localhost"]
    limits: dict[str, int] = {}
    api_key: SecretStr = SecretStr("none")
    level: Literal["low", "high"] = "low"
    ratio: float = Field(0.5, ge=0, le=1)


settings = Settings()
app = FastAPI()


@app.get("/info")
async def info():
    return settings


@app.get("/key")
async def key():
    return {"shown": str(settings.api_key), "length": len(settings.api_key.get_secret_value()), "repr": repr(settings)}


# $ ADMIN_EMAIL=deadpool@example.com
# $ items_per_user=7
# $ DEBUG=yes
# $ ALLOWED_HOSTS=["a.example", "b.example"]
# $ LIMITS={"read": 10, "write": 2}
# $ API_KEY=hush
# $ Level=high
# > GET /info
# > GET /key
