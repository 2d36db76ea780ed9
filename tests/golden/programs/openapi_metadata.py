from enum import Enum
from typing import Annotated

from fastapi import Body, FastAPI, Path, Query
from pydantic import BaseModel, Field

app = FastAPI(
    title="Rooms",
    version="1.2.0",
    summary="Which rooms there are",
    description="**Rooms** and who is in them.",
    terms_of_service="https://example.com/terms",
    contact={"name": "Ada", "email": "ada@example.com"},
    license_info={"name": "MIT", "identifier": "MIT"},
    openapi_tags=[{"name": "rooms", "description": "All about rooms"}],
    servers=[{"url": "https://example.com", "description": "Real"}],
)


class Tag(Enum):
    old = "old"


class Room(BaseModel):
    """A room with a door."""

    number: int = Field(ge=1, description="As on the door")
    seats: int = Field(default=4, examples=[12])

    model_config = {"json_schema_extra": {"examples": [{"number": 7}]}}


class Error(BaseModel):
    message: str


@app.get("/rooms/{number}", tags=["rooms"], summary="Find a room", response_description="The room")
def read_room(
    number: Annotated[int, Path(ge=1, title="Number", description="As on the door")],
    detailed: Annotated[bool, Query(description="Whether to count", deprecated=True)] = False,
) -> Room:
    """Everything about **one** room.

    More of it.
    \f
    Not shown.
    """
    return Room(number=number)


@app.post(
    "/rooms",
    tags=["rooms", Tag.old],
    status_code=201,
    responses={409: {"model": Error, "description": "Taken"}, 500: {"description": "Trouble"}},
    operation_id="build",
)
def build_room(room: Annotated[Room, Body(examples=[{"number": 3}])]) -> Room:
    return room


@app.put("/rooms", deprecated=True, openapi_extra={"x-internal": True})
def old_put(q: str = "x"):
    return q


@app.get("/hidden", include_in_schema=False)
def hidden():
    return "hidden"

# > GET /openapi.json
# > GET /rooms/7
# > GET /rooms/0
# > POST /rooms {"number": 3}
# > GET /hidden
