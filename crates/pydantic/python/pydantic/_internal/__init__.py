"""Addresses of a few helpers that other packages import from Pydantic's inside."""
