"""Features that Pydantic calls experimental."""
