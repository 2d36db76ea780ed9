from datetime import datetime
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from fastapi import FastAPI
from pydantic import BaseModel, Field, computed_field

app = FastAPI()


class Node(BaseModel):
    value: int | str
    children: list["Node"] = []


class All(BaseModel):
    text: str = Field(min_length=1, max_length=9, pattern="^a", title="Some text")
    number: float = Field(gt=0, le=5, multiple_of=0.5)
    when: datetime
    key: UUID | None = None
    amount: Decimal = Decimal("1.5")
    choice: Literal["a", 1] = "a"
    pair: tuple[int, str] | None = None
    mapping: dict[str, list[int]] = Field(default_factory=dict)
    anything: Any = None
    node: Node | None = None
    unique: set[int] = set()

    @computed_field
    @property
    def length(self) -> int:
        return len(self.text)


@app.post("/all")
def everything(value: All) -> All:
    return value


@app.get("/nodes")
def nodes() -> list[Node]:
    return [Node(value=1, children=[Node(value="x")])]

# > GET /nodes
# > POST /all {"text": "abc", "number": 1.5, "when": "2026-01-01T00:00:00Z"}
# > POST /all {"text": "b", "number": 0.3, "when": "2026-01-01", "choice": "b", "unique": [1, "x"]}
# > GET /openapi.json
