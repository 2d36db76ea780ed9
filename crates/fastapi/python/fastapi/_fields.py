"""A parameter's, body's or response's type together with its validator, and what kind of type it is."""

from collections import deque
from collections.abc import Mapping, Sequence
from copy import copy, deepcopy
from typing import Annotated, Union, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from fastapi.params import Undefined
from starlette.datastructures import UploadFile

UnionType = type(int | str)
SEQUENCE_TYPES = (Sequence, list, tuple, set, frozenset, deque)
SIMPLE = frozenset([int, str, float, bool, bytes])


def is_subclass(annotation, classes):
    """`issubclass`, which says no instead of complaining about what isn't a class."""
    try:
        return isinstance(annotation, type) and issubclass(annotation, classes)
    except TypeError:
        return False


def is_union(origin):
    return origin is Union or origin is UnionType


def without_alias(annotation):
    """What a `type X = ...` statement stands for."""
    while hasattr(annotation, "__value__") and hasattr(annotation, "__type_params__"):
        annotation = annotation.__value__
    return annotation


def _class_is_sequence(annotation):
    return not is_subclass(annotation, (str, bytes)) and is_subclass(annotation, SEQUENCE_TYPES)


def is_sequence(annotation):
    annotation = without_alias(annotation)
    if annotation in SIMPLE:
        return False
    origin = get_origin(annotation)
    if is_union(origin):
        return any(is_sequence(arg) for arg in get_args(annotation))
    if origin is Annotated:
        return is_sequence(get_args(annotation)[0])
    return _class_is_sequence(annotation) or _class_is_sequence(origin)


def _class_is_complex(annotation):
    return (
        is_subclass(annotation, (BaseModel, Mapping, UploadFile))
        or _class_is_sequence(annotation)
        or hasattr(annotation, "__dataclass_fields__")
    )


def is_complex(annotation):
    annotation = without_alias(annotation)
    if annotation in SIMPLE:
        return False
    origin = get_origin(annotation)
    if is_union(origin):
        return any(is_complex(arg) for arg in get_args(annotation))
    if origin is Annotated:
        return is_complex(get_args(annotation)[0])
    return (
        _class_is_complex(annotation)
        or _class_is_complex(origin)
        or hasattr(origin, "__pydantic_core_schema__")
        or hasattr(origin, "__get_pydantic_core_schema__")
    )


def is_scalar(annotation):
    return annotation is Ellipsis or not is_complex(annotation)


def is_scalar_sequence(annotation):
    annotation = without_alias(annotation)
    origin = get_origin(annotation)
    if is_union(origin):
        found = False
        for arg in get_args(annotation):
            if is_scalar_sequence(arg):
                found = True
            elif not is_scalar(arg):
                return False
        return found
    if origin is Annotated:
        return is_scalar_sequence(get_args(annotation)[0])
    return is_sequence(annotation) and all(is_scalar(arg) for arg in get_args(annotation))


def _contains(annotation, classes):
    annotation = without_alias(annotation)
    origin = get_origin(annotation)
    if is_union(origin):
        return any(_contains(arg, classes) for arg in get_args(annotation))
    if origin is Annotated:
        return _contains(get_args(annotation)[0], classes)
    return is_subclass(annotation, classes)


def is_upload(annotation):
    return _contains(annotation, UploadFile)


def is_bytes(annotation):
    return _contains(annotation, bytes)


def _is_sequence_of(annotation, classes):
    annotation = without_alias(annotation)
    origin = get_origin(annotation)
    if is_union(origin):
        return any(_is_sequence_of(arg, classes) for arg in get_args(annotation))
    if origin is Annotated:
        return _is_sequence_of(get_args(annotation)[0], classes)
    # A bare `list` holds nothing else than these either: FastAPI takes it for a list of files.
    return is_sequence(annotation) and all(_contains(arg, classes) for arg in get_args(annotation))


def is_upload_sequence(annotation):
    return _is_sequence_of(annotation, UploadFile)


def is_bytes_sequence(annotation):
    return _is_sequence_of(annotation, bytes)


def models_of(annotation):
    """The pydantic models among the annotation's alternatives."""
    annotation = without_alias(annotation)
    origin = get_origin(annotation)
    if is_union(origin):
        return [model for arg in get_args(annotation) for model in models_of(arg)]
    if origin is Annotated:
        return models_of(get_args(annotation)[0])
    return [annotation] if is_subclass(annotation, BaseModel) else []


def single_model(annotation):
    """The model, when the annotation is one model or that or None."""
    models = models_of(annotation)
    if len(models) != 1:
        return None
    annotation = bare(without_alias(annotation))
    if is_union(get_origin(annotation)) and len([arg for arg in get_args(annotation) if arg is not type(None)]) != 1:
        return None
    return models[0]


def bare(annotation):
    """The annotation without its Annotated metadata."""
    return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation


class ModelField:
    """One named, typed value: validates what comes in, or serializes what goes out."""

    __slots__ = (
        "field_info", "name", "mode", "annotation", "type_", "adapter", "default", "default_factory", "required", "alias",
        "validation_alias", "sequence", "is_json", "form", "model", "owner",
    )  # fmt: skip

    def __init__(self, name, annotation, field_info, mode="validation", adapter=None):
        self.name = name
        self.annotation = annotation
        self.type_ = bare(annotation)
        self.field_info = field_info
        self.mode = mode
        default = field_info.default
        self.default = None if default is Undefined or default is Ellipsis else default
        self.default_factory = field_info.default_factory
        self.required = (default is Undefined or default is Ellipsis) and self.default_factory is None
        self.alias = field_info.alias or name
        validation_alias = field_info.validation_alias
        self.validation_alias = validation_alias if isinstance(validation_alias, str) else self.alias
        self.sequence = is_sequence(annotation)
        self.is_json = any(_is_json(item) for item in getattr(annotation, "__metadata__", ())) or any(
            _is_json(item) for item in field_info.metadata
        )
        self.form = getattr(field_info, "place", None) in ("Form", "File")
        # The model whose fields are the parameters, when that is what the annotation says.
        self.model = None if self.is_json or annotation in SIMPLE else single_model(annotation)
        # The function whose parameter it is: where the trace says that it comes from.
        self.owner = None
        self.adapter = _adapter(annotation, field_info) if adapter is None else adapter

    def get_default(self):
        factory = self.default_factory
        if factory is not None:
            return factory()
        default = self.default
        if default is None or default.__class__ in SIMPLE:
            return default
        return deepcopy(default)

    def validate(self, value, loc):
        """The validated value and no errors, or None and the errors with their place."""
        try:
            return self.adapter.validate_python(value, from_attributes=True), None
        except ValidationError as error:
            return None, with_place(error.errors(include_url=False), loc)

    def label(self):
        """The title that the schema gives it when the program gave none."""
        return self.validation_alias.title().replace("_", " ") if self.mode == "validation" else self.alias.title().replace("_", " ")

    def __repr__(self):
        return f"ModelField(name={self.name!r}, annotation={self.annotation!r})"


def _is_json(item):
    return getattr(item, "__name__", type(item).__name__) == "Json"


def without_marks(annotation):
    """The annotation without FastAPI's own descriptions: the chosen one goes beside it, the others leave their limits."""
    if get_origin(annotation) is not Annotated:
        return annotation
    whole = bare(annotation)
    marks = [item for item in annotation.__metadata__ if isinstance(item, FieldInfo) and hasattr(item, "place")]
    for item in annotation.__metadata__:
        if any(item is mark for mark in marks):
            if item is not marks[-1]:
                for limit in item.metadata:
                    whole = Annotated[whole, limit]
        elif not hasattr(item, "dependency"):
            whole = Annotated[whole, item]
    return whole


def _adapter(annotation, field_info):
    import warnings

    with warnings.catch_warnings():
        # pydantic warns that an alias means nothing to a bare type; here it does mean something.
        warnings.simplefilter("ignore")
        return TypeAdapter(Annotated[without_marks(annotation), field_info])


def create_field(name, annotation, field_info=None, mode="validation"):
    """A field, or FastAPI's explanation of why the type is not possible."""
    from pydantic import PydanticUndefinedAnnotation
    from pydantic.errors import PydanticSchemaGenerationError

    if field_info is None:
        field_info = FieldInfo(annotation=bare(annotation))
        field_info.alias = name
    try:
        return ModelField(name, annotation, field_info, mode)
    except (RuntimeError, PydanticSchemaGenerationError) as error:
        if isinstance(error, PydanticUndefinedAnnotation):
            raise
        from fastapi.exceptions import FastAPIError

        raise FastAPIError(
            "Invalid args for response field! Hint: "
            f"check that {annotation} is a valid Pydantic field type. "
            "If you are using a return type annotation that is not a valid Pydantic "
            "field (e.g. Union[Response, dict, None]) you can disable generating the "
            "response model from the type annotation with the path operation decorator "
            "parameter response_model=None. Read more: "
            "https://fastapi.tiangolo.com/tutorial/response-model/"
        ) from None


def model_fields(model):
    """A parameter model's fields, as if each were a parameter."""
    fields = model.__dict__.get("__fastapi_fields__")
    if fields is None:
        fields = []
        for name, info in model.model_fields.items():
            info = copy(info)
            annotation = info.annotation
            for item in info.metadata:
                annotation = Annotated[annotation, item]
            fields.append(ModelField(name, annotation, info, adapter=False))
        try:
            model.__fastapi_fields__ = fields
        except (AttributeError, TypeError):
            pass
    return fields


def with_place(errors, loc):
    return [{**error, "loc": (*loc, *error["loc"])} for error in errors]


def missing_error(loc):
    return {"type": "missing", "loc": loc, "msg": "Field required", "input": None}
