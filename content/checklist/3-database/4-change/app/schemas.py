"""What is sent and received."""

from pydantic import BaseModel, EmailStr, Field, field_validator


class ContactIn(BaseModel):
    name: str = Field(min_length=1)
    email: EmailStr
    phone: str | None = None


class ContactChange(BaseModel):
    name: str | None = Field(default=None, min_length=1)
    email: EmailStr | None = None
    phone: str | None = None

    @field_validator("name", "email")
    @classmethod
    def not_null(cls, value):
        if value is None:
            raise ValueError("may be left out, but not be null")
        return value


class ContactOut(BaseModel):
    id: int
    name: str
    email: str
    phone: str | None
