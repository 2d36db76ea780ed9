"""RootModel: a model whose whole value is one field, `root`."""

import typing

from _pydantic_core import PydanticUndefined

from .errors import PydanticUserError
from .main import BaseModel, _set

RootModelRootType = typing.TypeVar('RootModelRootType')


class RootModel(BaseModel, typing.Generic[RootModelRootType]):
    """A model of a value that isn't a mapping of fields."""

    __pydantic_root_model__ = True
    # A root model has neither extra values nor private attributes: the core leaves the slots empty.
    __pydantic_private__ = None
    __pydantic_extra__ = None

    root: RootModelRootType

    def __init_subclass__(cls, **kwargs):
        extra = cls.model_config.get('extra')
        if extra is not None:
            raise PydanticUserError(
                "`RootModel` does not support setting `model_config['extra']`", code='root-model-extra'
            )
        super().__init_subclass__(**kwargs)

    def __init__(self, /, root=PydanticUndefined, **data):
        if data:
            if root is not PydanticUndefined:
                raise ValueError(
                    '"RootModel.__init__" accepts either a single positional argument or arbitrary keyword arguments'
                )
            root = data
        self.__pydantic_validator__.validate_python(root, self_instance=self)

    __init__.__pydantic_base_init__ = True

    @classmethod
    def model_construct(cls, root, _fields_set=None):
        """An instance without validation."""
        return super().model_construct(root=root, _fields_set=_fields_set)

    def __getstate__(self):
        return {'__dict__': self.__dict__, '__pydantic_fields_set__': self.__pydantic_fields_set__}

    def __setstate__(self, state):
        _set(self, '__pydantic_fields_set__', state['__pydantic_fields_set__'])
        _set(self, '__dict__', state['__dict__'])

    def __copy__(self):
        cls = type(self)
        copied = cls.__new__(cls)
        _set(copied, '__dict__', dict(self.__dict__))
        _set(copied, '__pydantic_fields_set__', set(self.__pydantic_fields_set__))
        _set(copied, '__pydantic_extra__', None)
        _set(copied, '__pydantic_private__', None)
        return copied

    def __deepcopy__(self, memo=None):
        from copy import deepcopy

        copied = self.__copy__()
        _set(copied, '__dict__', deepcopy(self.__dict__, memo))
        return copied

    def __eq__(self, other):
        if not isinstance(other, RootModel):
            return NotImplemented
        own = self.__pydantic_fields__['root'].annotation
        if own != other.__pydantic_fields__['root'].annotation:
            return NotImplemented
        return super().__eq__(other)

    def __repr_args__(self):
        yield 'root', self.root
