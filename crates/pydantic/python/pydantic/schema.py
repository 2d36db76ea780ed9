"""The first version's module of this name is gone."""

raise ImportError('pydantic.schema has been removed; use pydantic.json_schema')
