"""How instances get their values: with validation, and for table models through SQLAlchemy's attributes."""

from pydantic_core import PydanticUndefined as Undefined

from ._compat import is_table_model_class, partial_init

_set = object.__setattr__


class _Updated:
    """An object some of whose attributes are replaced."""

    def __init__(self, obj, update):
        self._obj = obj
        self._update = update

    def __getattribute__(self, name):
        own = object.__getattribute__(self, '__dict__')
        update = own['_update']
        return update[name] if name in update else getattr(own['_obj'], name)


def give_private_state(instance):
    """What Pydantic's `__init__` would set: SQLAlchemy makes instances from rows without calling it."""
    _set(instance, '__pydantic_fields_set__', set())
    _set(instance, '__pydantic_extra__', None)
    _set(instance, '__pydantic_private__', None)


def initialize(instance, values):
    """`Model(**values)`: a data model is validated, a table model is not."""
    before = dict(instance.__dict__)
    if is_table_model_class(type(instance)):
        _construct(instance, values)
    else:
        instance.__pydantic_validator__.validate_python(values, self_instance=instance)
    _set(instance, '__dict__', {**before, **instance.__dict__})


def _construct(instance, values):
    cls = type(instance)
    before = dict(instance.__dict__)
    found = {}
    defaults = {}
    for name, field in cls.model_fields.items():
        if field.alias and field.alias in values:
            found[name] = values.pop(field.alias)
        elif name in values:
            found[name] = values.pop(name)
        elif not field.is_required():
            defaults[name] = field.get_default(call_default_factory=True)
    given = set(found)
    extra = dict(values) if cls.model_config.get('extra') == 'allow' else None
    # Each value is assigned, so that SQLAlchemy sees it.
    for name, value in {**before, **found, **defaults}.items():
        setattr(instance, name, value)
    _set(instance, '__pydantic_fields_set__', given)
    _set(instance, '__pydantic_extra__', extra)
    if cls.__pydantic_post_init__:
        instance.model_post_init(None)
    else:
        _set(instance, '__pydantic_private__', None)
    for name in instance.__sqlmodel_relationships__:
        if name in values:
            setattr(instance, name, values[name])


def validate(cls, obj, *, strict=None, from_attributes=None, context=None, update=None):
    """`Model.model_validate(obj)`: here table models are validated too."""
    is_table = is_table_model_class(cls)
    if is_table:
        # SQLAlchemy prepares instances in `__init__`.
        with partial_init():
            instance = cls()
    else:
        instance = cls.__new__(cls)
    before = dict(instance.__dict__)
    if update:
        obj = {**obj, **update} if isinstance(obj, dict) else _Updated(obj, update)
    cls.__pydantic_validator__.validate_python(
        obj, strict=strict, from_attributes=from_attributes, context=context, self_instance=instance
    )
    given = set(instance.__pydantic_fields_set__)
    values = {**before, **instance.__dict__}
    if is_table:
        for name, value in values.items():
            setattr(instance, name, value)
    else:
        _set(instance, '__dict__', values)
    _set(instance, '__pydantic_fields_set__', given)
    if is_table:
        for name in instance.__sqlmodel_relationships__:
            value = getattr(obj, name, Undefined)
            if value is not Undefined:
                setattr(instance, name, value)
    return instance
