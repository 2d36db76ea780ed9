from datetime import date
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException

from .clock import get_today, is_past
from .prices import price
from .schemas import Booking, BookingIn
from .store import Store, get_store

app = FastAPI(title="Bicycles")

CurrentStore = Annotated[Store, Depends(get_store)]
Today = Annotated[date, Depends(get_today)]


@app.post("/bookings", status_code=201)
def create_booking(new: BookingIn, store: CurrentStore, today: Today) -> Booking:
    start = new.start or today
    if is_past(start, today):
        raise HTTPException(400, "The rental begins in the past")
    if store.is_taken(new.bicycle, start, new.days):
        raise HTTPException(409, "The bicycle is taken on these days")
    return store.add(new.bicycle, start, new.days, price(new.days, new.member))


@app.get("/bookings/{booking_id}")
def read_booking(booking_id: int, store: CurrentStore) -> Booking:
    if booking_id not in store.bookings:
        raise HTTPException(404, "No such booking")
    return store.bookings[booking_id]


@app.delete("/bookings/{booking_id}", status_code=204)
def cancel_booking(booking_id: int, store: CurrentStore) -> None:
    if store.bookings.pop(booking_id, None) is None:
        raise HTTPException(404, "No such booking")
