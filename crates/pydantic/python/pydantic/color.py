"""Colors are in the package pydantic-extra-types today."""

raise ImportError('pydantic.color is deprecated and not supported here; use a str with a pattern instead')
