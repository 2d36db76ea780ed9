"""One router for each area of the API."""
