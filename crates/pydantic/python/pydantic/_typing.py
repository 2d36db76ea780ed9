"""Reading annotations: where they are kept, how forward references are resolved, what a special form is."""

import sys
import types
import typing

Annotated = typing.Annotated
Union = typing.Union
ClassVar = typing.ClassVar
Final = typing.Final
get_args = typing.get_args
get_origin = typing.get_origin
NoneType = type(None)


def is_model_class(obj):
    """Is it a class of models (not BaseModel's metaclass user by accident)?"""
    return isinstance(obj, type) and '__pydantic_decorators__' in obj.__dict__ and hasattr(obj, 'model_fields')


def lenient_issubclass(cls, class_or_tuple):
    """`issubclass` that says no for what isn't a class."""
    try:
        return isinstance(cls, type) and issubclass(cls, class_or_tuple)
    except TypeError:
        return False


def namespace_annotations(namespace):
    """The annotations in a class's namespace before the class exists, lazily written ones included."""
    found = namespace.get('__annotations__')
    if found is not None:
        return found
    function = namespace.get('__annotate_func__') or namespace.get('__annotate__')
    if function is None:
        return {}
    return call_annotate(function)


def call_annotate(function):
    """Evaluate lazy annotations; names that aren't defined yet become forward references."""
    try:
        return function(1)
    except NameError:
        pass
    for form in (2, 3):
        try:
            return function(form)
        except NotImplementedError:
            continue
    import annotationlib

    return annotationlib.call_annotate_function(function, annotationlib.Format.FORWARDREF)


def own_annotations(cls):
    """The annotations written in the body of a class."""
    found = cls.__dict__.get('__annotations__')
    if type(found) is dict:
        return found
    function = annotate_function(cls)
    return call_annotate(function) if function is not None else {}


def annotate_function(obj):
    """The function that evaluates the lazy annotations of a class (its own, not an inherited one) or a function."""
    if isinstance(obj, type):
        return obj.__dict__.get('__annotate_func__') or obj.__dict__.get('__annotate__')
    return getattr(obj, '__annotate__', None)


def all_annotations(cls):
    """The annotations of a class that collects those of its bases itself, as typed dicts and named tuples do."""
    try:
        return getattr(cls, '__annotations__', None) or {}
    except NameError:
        return own_annotations(cls)


def module_namespace(obj):
    """The globals of the module where something was defined."""
    module = sys.modules.get(getattr(obj, '__module__', None) or '')
    return module.__dict__ if module is not None else {}


def caller_namespace():
    """The globals of the program that called into this package; those of the main module where frames can't be seen."""
    try:
        from _playground import caller_globals
    except ImportError:
        return sys.modules['__main__'].__dict__
    for depth in range(8):
        found = caller_globals(depth)
        if found is None:
            break
        if found.get('__name__', '').split('.')[0] != 'pydantic':
            return found
    return {}


def is_unresolved(annotation):
    """Does a name in the annotation still wait for its definition?"""
    if isinstance(annotation, (str, typing.ForwardRef)):
        return True
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        return False
    if get_origin(annotation) is typing.Literal:
        return False
    args = getattr(annotation, '__args__', None)
    if not args:
        return False
    for arg in args:
        if isinstance(arg, list):
            if any(is_unresolved(item) for item in arg):
                return True
        elif is_unresolved(arg):
            return True
    return False


def resolve(annotation, globals_, locals_):
    """Replace forward references by what they name; a NameError says what is missing."""
    if annotation is None:
        return NoneType
    if isinstance(annotation, str):
        return resolve(_evaluate(annotation, globals_, locals_), globals_, locals_)
    if isinstance(annotation, typing.ForwardRef):
        own = getattr(annotation, '__forward_module__', None)
        if own is not None:
            module = own if not isinstance(own, str) else sys.modules.get(own)
            if module is not None:
                globals_ = module.__dict__
        return resolve(_evaluate(annotation.__forward_arg__, globals_, locals_), globals_, locals_)
    if not is_unresolved(annotation):
        return annotation
    return rebuild(annotation, lambda arg: resolve(arg, globals_, locals_))


def _evaluate(text, globals_, locals_):
    text = text.strip()
    # The most usual forward reference is one name: it needs no evaluation.
    if text.isidentifier():
        if locals_ and text in locals_:
            return locals_[text]
        if text in globals_:
            return globals_[text]
    return eval(text, globals_, dict(locals_) if locals_ else {})


def rebuild(annotation, change):
    """The same annotation with each argument changed."""
    origin = get_origin(annotation)
    if origin is Annotated:
        inner = change(annotation.__origin__)
        return Annotated[(inner, *annotation.__metadata__)]
    args = get_args(annotation)
    new = tuple(
        [change(item) for item in arg] if isinstance(arg, list) else arg if arg is Ellipsis else change(arg)
        for arg in args
    )
    if new == args and all(one is other for one, other in zip(new, args)):
        return annotation
    if origin is Union or origin is types.UnionType:
        return Union[new]
    if isinstance(annotation, types.GenericAlias):
        return types.GenericAlias(origin, new)
    if hasattr(annotation, 'copy_with'):
        return annotation.copy_with(new)
    return origin[new]


def replace_types(annotation, type_map):
    """The annotation with type variables replaced."""
    if not type_map:
        return annotation
    if isinstance(annotation, typing.TypeVar):
        return type_map.get(annotation, annotation)
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        metadata = annotation.__dict__.get('__pydantic_generic_metadata__')
        if metadata and metadata['parameters']:
            new = tuple(replace_types(arg, type_map) for arg in (metadata['args'] or metadata['parameters']))
            if new != (metadata['args'] or metadata['parameters']):
                return (metadata['origin'] or annotation)[new]
        return annotation
    if isinstance(annotation, list):
        return [replace_types(item, type_map) for item in annotation]
    if get_origin(annotation) is typing.Literal or not getattr(annotation, '__args__', None):
        return annotation
    return rebuild(annotation, lambda arg: replace_types(arg, type_map))


def type_parameters(annotation):
    """The type variables in an annotation, each once, in order."""
    if isinstance(annotation, typing.TypeVar):
        return (annotation,)
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        metadata = annotation.__dict__.get('__pydantic_generic_metadata__')
        return metadata['parameters'] if metadata else ()
    found = {}
    for arg in getattr(annotation, '__args__', None) or ():
        for variable in type_parameters(arg):
            found[variable] = None
    return tuple(found)


def is_classvar(annotation):
    """Is it `ClassVar`, bare or with a type, evaluated or not?"""
    if annotation is ClassVar or get_origin(annotation) is ClassVar:
        return True
    if get_origin(annotation) is Annotated:
        return is_classvar(annotation.__origin__)
    if isinstance(annotation, typing.ForwardRef):
        annotation = annotation.__forward_arg__
    return isinstance(annotation, str) and annotation.replace('typing.', '').replace('t.', '').startswith('ClassVar')


def is_namedtuple(tp):
    """Is it a class of named tuples?"""
    return isinstance(tp, type) and issubclass(tp, tuple) and hasattr(tp, '_fields')


def is_typed_dict(tp):
    """Is it a class of typed dicts?"""
    return (
        isinstance(tp, type) and issubclass(tp, dict) and hasattr(tp, '__total__') and hasattr(tp, '__required_keys__')
    )


def is_alias_type(tp):
    """Was it made by a `type` statement?"""
    return type(tp).__name__ == 'TypeAliasType'
