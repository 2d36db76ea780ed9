from typing import Annotated

from fastapi import FastAPI, Path, Query
from pydantic import BaseModel, Field

app = FastAPI(
    title="Rooms",
    version="1.2.0",
    description="Which rooms there are, and who is in them.",
)


class Room(BaseModel):
    number: int = Field(ge=1, description="As on the door")
    seats: int = Field(default=4, examples=[12])


@app.get("/rooms/{number}", tags=["rooms"], summary="Find a room")
def read_room(
    number: Annotated[int, Path(ge=1, description="As on the door")],
    detailed: Annotated[bool, Query(description="Count the seats")] = False,
) -> Room:
    """Everything that is known about **one** room."""
    return Room(number=number, seats=12 if detailed else 4)


@app.post("/rooms", tags=["rooms"], status_code=201)
def build_room(room: Room) -> Room:
    """A new room, where there was none."""
    return room


@app.get("/old-rooms", tags=["history"], deprecated=True)
def read_old_rooms() -> list[int]:
    return [1, 2]


@app.get("/stats", include_in_schema=False)
def read_stats():
    return {"visitors": 12}
