"""The bookings, in memory."""

from datetime import date, timedelta

from .schemas import Booking


class Store:
    def __init__(self):
        self.bookings: dict[int, Booking] = {}
        self.last_id = 0

    def is_taken(self, bicycle: str, start: date, days: int) -> bool:
        end = start + timedelta(days=days)
        for other in self.bookings.values():
            other_end = other.start + timedelta(days=other.days)
            if other.bicycle == bicycle and start <= other_end and other.start <= end:
                return True
        return False

    def add(self, bicycle: str, start: date, days: int, price: int) -> Booking:
        self.last_id += 1
        booking = Booking(id=self.last_id, bicycle=bicycle, start=start, days=days, price=price)
        self.bookings[booking.id] = booking
        return booking


store = Store()


def get_store() -> Store:
    return store
