"""Builds the result of an ORM statement."""

from .. import exc as sa_exc
from ..engine.result import IteratorResult, SimpleResultMetaData


def _not_hashable(type_, uncertain):
    def check(obj):
        if uncertain:
            try:
                return hash(obj)
            except TypeError:
                pass
        produced = "the values returned appear to be" if uncertain else "this datatype produces"
        raise sa_exc.InvalidRequestError(
            f"Can't apply uniqueness to row tuple containing value of type {type_!r}; {produced} non-hashable values"
        )

    return check


def _unique_filter(ent):
    if ent.use_id:
        return id
    type_ = getattr(ent, "column", None) is not None and ent.column.type
    if type_ is not False and type_ is not None:
        if type_._isnull:
            return _not_hashable(type_, True)
        if not type_.hashable:
            return _not_hashable(type_, False)
    return None


def make_result(context, cursor, chunks, single):
    """A result whose rows are loaded when they are fetched."""
    entities = context.compile_state.entities
    metadata = SimpleResultMetaData(
        [ent.label for ent in entities],
        [ent.extra for ent in entities],
        _unique_filters=[_unique_filter(ent) for ent in entities],
    )

    def rows():
        for chunk in chunks():
            yield from chunk

    result = IteratorResult(metadata, rows(), raw=cursor, _source_supports_scalars=single)
    result.context = context
    filtered = any(ent.use_id for ent in entities)
    result._attributes = result._attributes.union({"filtered": filtered, "is_single_entity": single})
    if context.compile_state.multi_row_loaders:

        def require_unique(obj):
            raise sa_exc.InvalidRequestError(
                "The unique() method must be invoked on this Result, as it contains results that include joined eager "
                "loads against collections"
            )

        result._unique_filter_state = (set(), require_unique)
    if context.yield_per:
        result.yield_per(context.yield_per)
    return result
