"""`Field` and `Relationship`: what a program says about columns and relationships, beyond the annotation."""

import warnings

from pydantic._internal._repr import Representation
from pydantic.fields import FieldInfo as PydanticFieldInfo
from pydantic_core import PydanticUndefined as Undefined

_COLUMN_OPTIONS = (
    'primary_key',
    'nullable',
    'foreign_key',
    'ondelete',
    'unique',
    'index',
    'sa_type',
    'sa_column',
    'sa_column_args',
    'sa_column_kwargs',
)
# In the order in which they are refused beside a whole column.
_REFUSED_WITH_COLUMN = (
    'sa_column_args',
    'sa_column_kwargs',
    'primary_key',
    'nullable',
    'foreign_key',
    'ondelete',
    'unique',
    'index',
    'sa_type',
)


class FieldInfo(PydanticFieldInfo):
    """A Pydantic field that knows its column."""

    def __init__(self, default=Undefined, **options):
        column = {name: options.pop(name, Undefined) for name in _COLUMN_OPTIONS}
        if column['sa_column'] is not Undefined:
            for name in _REFUSED_WITH_COLUMN:
                if column[name] is not Undefined:
                    raise RuntimeError(f'Passing {name} is not supported when also passing a sa_column')
        if column['sa_column_kwargs'] is not Undefined and 'type_' in column['sa_column_kwargs']:
            raise RuntimeError('Passing type_ is not supported in sa_column_kwargs, use sa_type instead')
        if column['ondelete'] is not Undefined and column['foreign_key'] is Undefined:
            raise RuntimeError('ondelete can only be used with foreign_key')
        super().__init__(default=default, **options)
        for name, value in column.items():
            setattr(self, name, value)


class FieldInfoMetadata:
    """The column's part of a field as metadata, which survives where Pydantic merges fields into a new one."""

    def __init__(self, **options):
        for name in _COLUMN_OPTIONS:
            setattr(self, name, options.get(name, Undefined))

    def __repr__(self):
        return f'FieldInfoMetadata({", ".join(f"{name}={value!r}" for name, value in self.__dict__.items())})'


def column_option(field, name):
    """What a field says about its column, or Undefined."""
    for item in getattr(field, 'metadata', None) or ():
        if isinstance(item, FieldInfoMetadata):
            return getattr(item, name)
    return getattr(field, name, Undefined)


def Field(
    default=Undefined,
    *,
    default_factory=None,
    alias=None,
    validation_alias=None,
    serialization_alias=None,
    title=None,
    description=None,
    exclude=None,
    include=None,
    const=None,
    gt=None,
    ge=None,
    lt=None,
    le=None,
    multiple_of=None,
    max_digits=None,
    decimal_places=None,
    min_items=None,
    max_items=None,
    unique_items=None,
    min_length=None,
    max_length=None,
    allow_mutation=True,
    regex=None,
    discriminator=None,
    repr=True,
    primary_key=Undefined,
    foreign_key=Undefined,
    ondelete=Undefined,
    unique=Undefined,
    nullable=Undefined,
    index=Undefined,
    sa_type=Undefined,
    sa_column=Undefined,
    sa_column_args=Undefined,
    sa_column_kwargs=Undefined,
    schema_extra=None,
):
    """Say more about a field and its column than the annotation does.

    Options of Pydantic's first version (`include`, `const`, `unique_items`, `allow_mutation`, `regex`) are accepted and
    have no effect, as in the original.
    """
    if min_items is not None:
        warnings.warn(
            '`min_items` is deprecated and will be removed, use `min_length` instead', DeprecationWarning, stacklevel=2
        )
        min_length = min_items if min_length is None else min_length
    if max_items is not None:
        warnings.warn(
            '`max_items` is deprecated and will be removed, use `max_length` instead', DeprecationWarning, stacklevel=2
        )
        max_length = max_items if max_length is None else max_length
    extra = dict(schema_extra or {})
    # A parameter of its own comes before `schema_extra`, which comes before the plain alias.
    validation_alias = validation_alias or extra.pop('validation_alias', None) or alias
    serialization_alias = serialization_alias or extra.pop('serialization_alias', None) or alias
    for name in ('validation_alias', 'serialization_alias'):
        extra.pop(name, None)
    column = {
        'primary_key': primary_key,
        'nullable': nullable,
        'foreign_key': foreign_key,
        'ondelete': ondelete,
        'unique': unique,
        'index': index,
        'sa_type': sa_type,
        'sa_column': sa_column,
        'sa_column_args': sa_column_args,
        'sa_column_kwargs': sa_column_kwargs,
    }
    options = {
        'alias': alias,
        'title': title,
        'description': description,
        'exclude': exclude,
        'gt': gt,
        'ge': ge,
        'lt': lt,
        'le': le,
        'multiple_of': multiple_of,
        'max_digits': max_digits,
        'decimal_places': decimal_places,
        'min_length': min_length,
        'max_length': max_length,
        'discriminator': discriminator,
        'repr': repr,
        **column,
        **extra,
        'validation_alias': validation_alias,
        'serialization_alias': serialization_alias,
    }
    info = FieldInfo(default, default_factory=default_factory, **options)
    info.metadata.append(FieldInfoMetadata(**column))
    return info


class RelationshipInfo(Representation):
    """What a program says about a relationship."""

    def __init__(
        self,
        *,
        back_populates=None,
        cascade_delete=False,
        passive_deletes=False,
        link_model=None,
        sa_relationship=None,
        sa_relationship_args=None,
        sa_relationship_kwargs=None,
    ):
        if sa_relationship is not None:
            for name, value in (
                ('sa_relationship_args', sa_relationship_args),
                ('sa_relationship_kwargs', sa_relationship_kwargs),
            ):
                if value is not None:
                    raise RuntimeError(f'Passing {name} is not supported when also passing a sa_relationship')
        self.back_populates = back_populates
        self.cascade_delete = cascade_delete
        self.passive_deletes = passive_deletes
        self.link_model = link_model
        self.sa_relationship = sa_relationship
        self.sa_relationship_args = sa_relationship_args
        self.sa_relationship_kwargs = sa_relationship_kwargs


def Relationship(
    *,
    back_populates=None,
    cascade_delete=False,
    passive_deletes=False,
    link_model=None,
    sa_relationship=None,
    sa_relationship_args=None,
    sa_relationship_kwargs=None,
):
    """An attribute that holds other table models."""
    return RelationshipInfo(
        back_populates=back_populates,
        cascade_delete=cascade_delete,
        passive_deletes=passive_deletes,
        link_model=link_model,
        sa_relationship=sa_relationship,
        sa_relationship_args=sa_relationship_args,
        sa_relationship_kwargs=sa_relationship_kwargs,
    )
