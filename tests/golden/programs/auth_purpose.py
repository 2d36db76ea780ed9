"""Tokens for one purpose only: to confirm an address, to reset a password."""

from typing import Literal

import jwt
from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, EmailStr, Field, SecretStr, field_validator

SECRET = "a-secret-of-a-course-that-is-long-enough"
app = FastAPI()
confirmed: set[str] = set()
passwords: dict[str, str] = {}
Purpose = Literal["confirm", "reset"]


class NewPassword(BaseModel):
    token: str
    password: SecretStr = Field(min_length=8)

    @field_validator("password")
    @classmethod
    def strong(cls, value: SecretStr) -> SecretStr:
        text = value.get_secret_value()
        if text.isalpha() or text.isdigit():
            raise ValueError("letters and digits are required")
        return value


def read(token: str, purpose: Purpose) -> str:
    try:
        claims = jwt.decode(token, SECRET, algorithms=["HS256"], audience=f"app:{purpose}")
    except jwt.InvalidAudienceError:
        raise HTTPException(400, "The token is for something else")
    except jwt.ExpiredSignatureError:
        raise HTTPException(410, "The token has expired")
    except jwt.PyJWTError:
        raise HTTPException(400, "Bad token")
    return claims["sub"]


@app.post("/tokens/{purpose}")
def make(purpose: Purpose, email: EmailStr):
    return jwt.encode({"sub": email, "aud": f"app:{purpose}", "exp": 4102444800}, SECRET)


@app.get("/confirm")
def confirm(token: str):
    confirmed.add(read(token, "confirm"))
    return sorted(confirmed)


@app.post("/reset")
def reset(new: NewPassword):
    email = read(new.token, "reset")
    passwords[email] = new.password.get_secret_value()
    return {"email": email, "shown": new.password}

# > POST /tokens/confirm?email=ann@example.com
# > POST /tokens/other?email=ann@example.com
# > GET /confirm?token=eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm5AZXhhbXBsZS5jb20iLCJhdWQiOiJhcHA6Y29uZmlybSIsImV4cCI6NDEwMjQ0NDgwMH0.7E2gJM7impgmDhbZ9FzdmZEa7ju82e_z5lSHDhamLLw
# > GET /confirm?token=eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm5AZXhhbXBsZS5jb20iLCJhdWQiOiJhcHA6cmVzZXQiLCJleHAiOjQxMDI0NDQ4MDB9.Slmnq1YRPA6BdlegiJuC2Ylk7P3UqrLdOLKu3NQc28s
# > GET /confirm?token=eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhIiwiYXVkIjoiYXBwOmNvbmZpcm0iLCJleHAiOjV9.unXA2f2HACJHK9yUh6InGlM8-7dWN1ErGTGU81uTzqc
# > GET /confirm?token=x
# > POST /reset {"token": "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm5AZXhhbXBsZS5jb20iLCJhdWQiOiJhcHA6cmVzZXQiLCJleHAiOjQxMDI0NDQ4MDB9.Slmnq1YRPA6BdlegiJuC2Ylk7P3UqrLdOLKu3NQc28s", "password": "abc12345"}
# > POST /reset {"token": "x", "password": "abcdefgh"}
# > POST /reset {"token": "x", "password": "short"}
# > POST /reset {"token": "x", "password": "abc12345"}
