"""The first version's API under `pydantic.v1` is not part of this package."""

raise ImportError('pydantic.v1 is not supported here; use the names of pydantic itself')
