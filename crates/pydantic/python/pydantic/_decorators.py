"""Decorated functions in classes: how they are marked, found again in the finished class, and what they are told."""

from .errors import PydanticUserError

KINDS = (
    'validators field_validators root_validators field_serializers model_serializers model_validators computed_fields'
).split()


class DecoratorProxy:
    """Stands in the class body for a decorated function until the class is made."""

    def __init__(self, wrapped, kind, info):
        self.wrapped = wrapped
        self.kind = kind
        self.info = info

    def __get__(self, instance, owner=None):
        return self.wrapped.__get__(instance, owner)

    def __set_name__(self, owner, name):
        set_name = getattr(self.wrapped, '__set_name__', None)
        if set_name is not None:
            set_name(owner, name)

    def __getattr__(self, name):
        found = getattr(object.__getattribute__(self, 'wrapped'), name)
        if name in ('setter', 'getter', 'deleter'):
            # `@x.setter` on a computed field: the new property is a computed field too.
            return lambda function: DecoratorProxy(found(function), self.kind, self.info)
        return found

    def __call__(self, *args, **kwargs):
        return self.wrapped(*args, **kwargs)


class Decorator:
    """One decorated function of a class: its name, the class, what the decorator said."""

    def __init__(self, cls, name, info, raw):
        self.cls_ref = cls
        self.cls_var_name = name
        self.info = info
        self.raw = raw

    @property
    def func(self):
        """The function, bound to the class it was looked up on."""
        raw = self.raw
        if isinstance(raw, (classmethod, staticmethod)):
            return raw.__get__(None, self.cls_ref)
        return raw

    @property
    def shim(self):
        """The first version's decorators keep their argument conventions."""
        return getattr(self.info, 'shim', None)

    def __repr__(self):
        return f"Decorator(cls_var_name='{self.cls_var_name}', info={self.info!r})"


class DecoratorInfos:
    """All decorated functions of a class, by kind and name, in the order of definition."""

    __slots__ = tuple(KINDS)

    def __init__(self):
        self.validators = {}
        self.field_validators = {}
        self.root_validators = {}
        self.field_serializers = {}
        self.model_serializers = {}
        self.model_validators = {}
        self.computed_fields = {}

    def __repr__(self):
        return f'DecoratorInfos({", ".join(f"{kind}={getattr(self, kind)!r}" for kind in KINDS)})'


EMPTY = DecoratorInfos()


def collect_decorators(cls, namespace):
    """The decorated functions of a new class with those it inherits."""
    inherited = [
        found for base in cls.__mro__[:0:-1] if (found := base.__dict__.get('__pydantic_decorators__')) is not None
    ]
    proxies = [(name, value) for name, value in namespace.items() if type(value) is DecoratorProxy]
    if not proxies and not any(found is not EMPTY for found in inherited):
        return EMPTY
    result = DecoratorInfos()
    for found in inherited:
        if found is EMPTY:
            continue
        for kind in KINDS:
            own = getattr(result, kind)
            for name, decorator in getattr(found, kind).items():
                raw = decorator.raw
                if name not in namespace:
                    # A subclass may override the function without decorating it again.
                    for base in cls.__mro__:
                        if name in base.__dict__:
                            raw = base.__dict__[name]
                            break
                    raw = raw.wrapped if type(raw) is DecoratorProxy else raw
                elif type(namespace[name]) is not DecoratorProxy:
                    raw = namespace[name]
                own[name] = Decorator(cls, name, decorator.info, raw)
    for name, proxy in proxies:
        for kind in KINDS:
            getattr(result, kind).pop(name, None)
        if proxy.kind == 'field_serializers':
            for other in result.field_serializers.values():
                if other.cls_ref is cls and other.raw is namespace.get(other.cls_var_name, proxy).__dict__.get(
                    'wrapped'
                ):
                    if any(field in other.info.fields for field in proxy.info.fields):
                        raise PydanticUserError(
                            'Multiple field serializer functions were defined '
                            f'for field {next(f for f in proxy.info.fields if f in other.info.fields)!r}, '
                            'this is not allowed.',
                            code='multiple-field-serializers',
                        )
        getattr(result, proxy.kind)[name] = Decorator(cls, name, proxy.info, proxy.wrapped)
        setattr(cls, name, proxy.wrapped)
        if (
            proxy.kind == 'computed_fields'
            and getattr(cls, '__pydantic_fields__', None)
            and name in cls.__pydantic_fields__
        ):
            raise ValueError("you can't override a field with a computed field")
    return result


def unwrap(function):
    """The plain function below partials, methods and class or static methods."""
    while True:
        if isinstance(function, (classmethod, staticmethod)) or hasattr(function, '__func__'):
            function = function.__func__
        elif hasattr(function, 'func') and not hasattr(function, '__code__'):
            function = function.func
        else:
            return function


def positional_count(function, required_only=False):
    """How many positional arguments a callable takes; None if it takes any number."""
    code = getattr(function, '__code__', None)
    if code is not None and not hasattr(function, '__wrapped__'):
        count = code.co_argcount
        defaults = len(function.__defaults__ or ())
        if code.co_flags & 4 and not required_only:
            return None
        return count - defaults if required_only else count
    import inspect

    try:
        parameters = inspect.signature(function).parameters.values()
    except (ValueError, TypeError):
        return 1
    count = 0
    for parameter in parameters:
        if parameter.kind is parameter.VAR_POSITIONAL and not required_only:
            return None
        if parameter.kind in (parameter.POSITIONAL_ONLY, parameter.POSITIONAL_OR_KEYWORD):
            if parameter.default is parameter.empty or not required_only:
                count += 1
    return count


def validator_takes_info(function, mode):
    """Does a validator function take the validation info?"""
    plain = 2 if mode == 'wrap' else 1
    required = positional_count(function, required_only=True)
    total = positional_count(function)
    if hasattr(function, '__self__') and hasattr(function, '__code__') and not hasattr(function, '__wrapped__'):
        required = max(required - 1, 0)
        total = None if total is None else total - 1
    if required == plain + 1:
        return True
    if required == plain or required < plain and (total is None or total >= plain):
        return False
    raise PydanticUserError(
        f'Unrecognized field validator function signature for {function} with `mode={mode}`: {_signature(function)}',
        code='validator-signature',
    )


def serializer_takes_info(function, mode, bound_extra=0):
    """Does a serializer function take the serialization info?"""
    plain = (2 if mode == 'wrap' else 1) + bound_extra
    required = positional_count(function, required_only=True)
    if hasattr(function, '__self__') and hasattr(function, '__code__') and not hasattr(function, '__wrapped__'):
        required = max(required - 1, 0)
    if required == plain + 1:
        return True
    if required <= plain:
        return False
    raise PydanticUserError(
        f'Unrecognized field serializer function signature for {function} with `mode={mode}`: {_signature(function)}',
        code='field-serializer-signature',
    )


def _signature(function):
    import inspect

    return inspect.signature(function)


def return_annotation(function, given, namespace=None):
    """The annotated return type, PydanticUndefined if there is none (or it can't be resolved)."""
    from _pydantic_core import PydanticUndefined

    from . import _typing

    if given is not PydanticUndefined and given is not None:
        return given
    function = unwrap(function)
    annotate = getattr(function, '__annotate__', None)
    if annotate is not None:
        annotations = _typing.call_annotate(annotate)
    else:
        annotations = getattr(function, '__annotations__', None) or {}
    if 'return' not in annotations:
        return PydanticUndefined
    annotation = annotations['return']
    if not _typing.is_unresolved(annotation):
        return annotation
    try:
        return _typing.resolve(annotation, getattr(function, '__globals__', {}), namespace or {})
    except NameError:
        return PydanticUndefined
