"""Why FastAPI refuses a schema of the document: what its models of the document say of it. Of their checks there is the one for `examples`."""

from fastapi.openapi._order import fields_of


def refuse(schemas):
    """Raise when one of the document's schemas isn't what the models want."""
    found = []
    for name, schema in schemas.items():
        loc = ("components", "schemas", name)
        errors = _errors(schema, (*loc, "Schema"))
        if errors:
            found += errors
            found.append({"type": "missing", "loc": (*loc, "Reference", "$ref"), "input": schema})
    if found:
        from pydantic_core import ValidationError

        raise ValidationError.from_exception_data("OpenAPI", found)


def _errors(schema, loc):
    found = []
    fields = fields_of("schema")
    for key in sorted(schema, key=lambda key: fields.get(key, (1000, ""))[0]):
        value = schema[key]
        kind = fields.get(key, (1000, ""))[1]
        if key == "examples" and not isinstance(value, list):
            found.append({"type": "list_type", "loc": (*loc, key), "input": value})
        elif kind == "schema" and isinstance(value, dict):
            found += _alternatives(value, (*loc, key))
        elif kind == "schema" and isinstance(value, list):
            for number, item in enumerate(value):
                found += _alternatives(item, (*loc, key, number))
        elif kind == "*schema" and isinstance(value, dict):
            for name, item in value.items():
                found += _alternatives(item, (*loc, key, name))
    return found


def _alternatives(value, loc):
    """A schema within a schema may be a bool too."""
    if not isinstance(value, dict):
        return []
    found = _errors(value, (*loc, "Schema"))
    if found:
        found.append({"type": "bool_type", "loc": (*loc, "bool"), "input": value})
    return found
