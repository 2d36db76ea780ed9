"""The functions that stand in declarative classes: `mapped_column()`, `relationship()` and their kin."""

from .interfaces import attribute_options
from .properties import Composite, MappedColumn, MappedSQLExpression, Synonym
from .relationships import Relationship

_UNSUPPORTED = "{} isn't supported in the playground; select the expression beside the entity instead."


def mapped_column(*args, **kw):
    """A column of a declarative class."""
    return MappedColumn(*args, **kw)


def unmapped_column(*args, **kw):
    """A column of the table that isn't an attribute of the class; its annotation is `Unmapped[...]`."""
    return MappedColumn(*args, **kw)


def column_property(column, *additional_columns, **kw):
    """An attribute of the value of an expression."""
    options = attribute_options(kw)
    return MappedSQLExpression(column, *additional_columns, options=options, **kw)


def deferred(column, *additional_columns, group=None, raiseload=False, **kw):
    """A column that is loaded when it is first read."""
    options = attribute_options(kw)
    if isinstance(column, MappedColumn):
        column = column.column
    return MappedSQLExpression(
        column, *additional_columns, group=group, raiseload=raiseload, deferred=True, options=options, **kw
    )


def composite(cls_or_attr=None, *attrs, **kw):
    """Several columns as one object."""
    options = attribute_options(kw)
    kw.pop("active_history", None)
    kw.pop("comparator_factory", None)
    return Composite(cls_or_attr, *attrs, options=options, **kw)


def synonym(name, **kw):
    """Another name for an attribute."""
    options = attribute_options(kw)
    return Synonym(name, options=options, **kw)


def relationship(argument=None, secondary=None, **kw):
    """A reference to other mapped objects."""
    options = attribute_options(kw)
    return Relationship(argument, secondary, options=options, **kw)


def dynamic_loader(argument=None, **kw):
    kw["lazy"] = "dynamic"
    return relationship(argument, **kw)


def backref(name, **kwargs):
    """The other side of a relationship, with its own arguments."""
    return (name, kwargs)


def query_expression(default_expr=None, **kw):
    raise NotImplementedError(_UNSUPPORTED.format("query_expression()"))


def with_expression(key, expression):
    raise NotImplementedError(_UNSUPPORTED.format("with_expression()"))

