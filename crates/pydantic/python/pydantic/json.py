"""The first version's encoder, kept for programs that import it."""


def pydantic_encoder(obj):
    """A value that `json.dumps` can write."""
    from pydantic_core import to_jsonable_python

    return to_jsonable_python(obj)
