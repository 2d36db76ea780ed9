"""SQLModel: a class that is a Pydantic model, and with `table=True` a mapped class of SQLAlchemy too."""

from copy import copy
from typing import ClassVar, get_origin

from pydantic import BaseModel
from pydantic._internal._model_construction import ModelMetaclass
from pydantic_core import PydanticUndefined as Undefined
from sqlalchemy import inspect
from sqlalchemy.orm import Mapped, declared_attr, registry, relationship
from sqlalchemy.orm.attributes import set_attribute
from sqlalchemy.orm.decl_api import DeclarativeMeta
from sqlalchemy.orm.instrumentation import is_instrumented
from typing_extensions import deprecated

from ._columns import get_column_from_field, get_sqlalchemy_type, relationship_target
from ._compat import SQLModelConfig, finish_init, is_table_model_class, namespace_annotations
from ._fields import Field, FieldInfo, FieldInfoMetadata, Relationship, RelationshipInfo
from ._instances import give_private_state, initialize, validate


class SQLModelMetaclass(ModelMetaclass, DeclarativeMeta):
    """Makes the Pydantic model first; its fields become columns, and SQLAlchemy maps the class."""

    def __setattr__(cls, name, value):
        if is_table_model_class(cls):
            DeclarativeMeta.__setattr__(cls, name, value)
        else:
            super().__setattr__(name, value)

    def __delattr__(cls, name):
        if is_table_model_class(cls):
            DeclarativeMeta.__delattr__(cls, name)
        else:
            super().__delattr__(name)

    def __new__(mcs, name, bases, namespace, **kwargs):
        relationships = {key: value for key, value in namespace.items() if isinstance(value, RelationshipInfo)}
        annotations = namespace_annotations(namespace)
        of_relationships = {key: value for key, value in annotations.items() if key in relationships}
        of_fields = {key: value for key, value in annotations.items() if key not in relationships}
        # Pydantic sees nothing of the relationships.
        reduced = {
            **{key: value for key, value in namespace.items() if key not in relationships},
            '__weakref__': None,
            '__sqlmodel_relationships__': relationships,
            '__annotations__': of_fields,
        }
        # As in the original, keywords of the class statement other than `table` and `registry` have no effect.
        cls = super().__new__(mcs, name, bases, reduced)
        cls.__annotations__ = {**of_relationships, **of_fields, **cls.__annotations__}

        def setting(key):
            found = cls.model_config.get(key, Undefined)
            return kwargs.get(key, Undefined) if found is Undefined else found

        if setting('table') is True:
            cls.model_config['table'] = True
            for key, field in cls.model_fields.items():
                setattr(cls, key, get_column_from_field(field))
            # Tells frameworks to read instances by their attributes.
            cls.model_config['read_from_attributes'] = True
            cls.model_config['read_with_orm_mode'] = True
        chosen = setting('registry')
        if chosen is not Undefined:
            cls.model_config['registry'] = setting('table')
            cls._sa_registry = chosen
            cls.metadata = chosen.metadata
            cls.__abstract__ = True
        return cls

    def __init__(cls, name, bases, namespace, **kwargs):
        # A class derived from a table isn't a new table: FastAPI derives models for responses.
        if is_table_model_class(cls) and not any(is_table_model_class(base) for base in bases):
            for key, info in cls.__sqlmodel_relationships__.items():
                setattr(cls, key, _relationship(cls, key, info))
            DeclarativeMeta.__init__(cls, name, bases, namespace, **kwargs)
        else:
            ModelMetaclass.__init__(cls, name, bases, namespace, **kwargs)


def _relationship(cls, name, info):
    """SQLAlchemy's relationship for ours."""
    if info.sa_relationship:
        return info.sa_relationship
    annotation = cls.__annotations__[name]
    if get_origin(annotation) is Mapped:
        annotation = annotation.__args__[0]
    else:
        # SQLAlchemy reads names of classes that aren't defined yet only inside Mapped.
        cls.__annotations__[name] = Mapped[annotation]
    target = relationship_target(annotation)
    options = {}
    if info.back_populates:
        options['back_populates'] = info.back_populates
    if info.cascade_delete:
        options['cascade'] = 'all, delete-orphan'
    if info.passive_deletes:
        options['passive_deletes'] = info.passive_deletes
    if info.link_model:
        table = inspect(info.link_model).local_table
        if table is None:
            raise RuntimeError(f"Couldn't find the secondary table for model {info.link_model}")
        options['secondary'] = table
    options.update(info.sa_relationship_kwargs or {})
    return relationship(target, *(info.sa_relationship_args or ()), **options)


default_registry = registry()


class SQLModel(BaseModel, metaclass=SQLModelMetaclass, registry=default_registry):
    """The base of data models and table models."""

    # SQLAlchemy refers weakly to instances.
    __slots__ = ('__weakref__',)
    __tablename__: ClassVar
    __sqlmodel_relationships__: ClassVar
    __name__: ClassVar
    metadata: ClassVar
    __allow_unmapped__ = True
    model_config = SQLModelConfig(from_attributes=True)

    def __new__(cls, *args, **kwargs):
        instance = super().__new__(cls)
        give_private_state(instance)
        return instance

    # Any name may be the name of a field, `self` too.
    def __init__(__pydantic_self__, **data):
        if finish_init.get():
            initialize(__pydantic_self__, data)

    def __class_getitem__(cls, values):
        made = super().__class_getitem__(values)
        # As in the original, type arguments name the model but don't reach its fields, which keep their type variables.
        if made.__dict__.get('__pydantic_type_map__'):
            made.__pydantic_type_map__ = {}
            made.__pydantic_fields__ = {name: copy(field) for name, field in cls.__pydantic_fields__.items()}
            made.model_rebuild(force=True)
        return made

    def __setattr__(self, name, value):
        if name == '_sa_instance_state':
            self.__dict__[name] = value
            return
        # SQLAlchemy first, so that it sees the change; then Pydantic, which knows nothing of relationships.
        if is_table_model_class(type(self)) and is_instrumented(self, name):
            set_attribute(self, name, value)
        if name not in self.__sqlmodel_relationships__:
            super().__setattr__(name, value)

    def __repr_args__(self):
        return [
            (name, value)
            for name, value in super().__repr_args__()
            if not (isinstance(name, str) and name.startswith('_sa_'))
        ]

    @declared_attr
    def __tablename__(cls):
        return cls.__name__.lower()

    @classmethod
    def model_validate(cls, obj, *, strict=None, from_attributes=None, context=None, update=None):
        """An instance from a mapping or an object; table models are validated too."""
        return validate(
            cls, obj, strict=strict, from_attributes=from_attributes, context=context, update=update
        )

    @deprecated(
        """
        🚨 `obj.dict()` was deprecated in SQLModel 0.0.14, you should
        instead use `obj.model_dump()`.
        """
    )
    def dict(
        self,
        *,
        include=None,
        exclude=None,
        by_alias=False,
        exclude_unset=False,
        exclude_defaults=False,
        exclude_none=False,
    ):
        return self.model_dump(
            include=include,
            exclude=exclude,
            by_alias=by_alias,
            exclude_unset=exclude_unset,
            exclude_defaults=exclude_defaults,
            exclude_none=exclude_none,
        )

    @classmethod
    @deprecated(
        """
        🚨 `obj.from_orm(data)` was deprecated in SQLModel 0.0.14, you should
        instead use `obj.model_validate(data)`.
        """
    )
    def from_orm(cls, obj, update=None):
        return cls.model_validate(obj, update=update)

    @classmethod
    @deprecated(
        """
        🚨 `obj.parse_obj(data)` was deprecated in SQLModel 0.0.14, you should
        instead use `obj.model_validate(data)`.
        """
    )
    def parse_obj(cls, obj, update=None):
        return cls.model_validate(obj, update=update)

    def sqlmodel_update(self, obj, *, update=None):
        """Assign the values of a dict or a model, and of `update`."""
        update = dict(update or {})
        if isinstance(obj, BaseModel):
            for name in type(obj).model_fields:
                setattr(self, name, update.pop(name) if name in update else getattr(obj, name))
            values = update
        elif isinstance(obj, _dict):
            values = {**obj, **update}
        else:
            raise ValueError(
                f"Can't use sqlmodel_update() with something that is not a dict, SQLModel, or Pydantic model: {obj}"
            )
        for name, value in values.items():
            if name in type(self).model_fields:
                setattr(self, name, value)
        return self


# In the class body `dict` is the old method's name.
_dict = dict
