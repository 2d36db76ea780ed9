"""What is sent and received."""

from pydantic import BaseModel, EmailStr, Field, field_validator


class ItemIn(BaseModel):
    name: str = Field(min_length=1)
    price: float = Field(gt=0)
    description: str | None = None


class ItemChange(BaseModel):
    name: str | None = Field(default=None, min_length=1)
    price: float | None = Field(default=None, gt=0)
    description: str | None = None

    @field_validator("name", "price")
    @classmethod
    def not_null(cls, value):
        if value is None:
            raise ValueError("may be left out, but not be null")
        return value


class Item(ItemIn):
    id: int


class UserIn(BaseModel):
    name: str = Field(min_length=1)
    email: EmailStr


class User(UserIn):
    id: int
