"""Annotations as PEP 649 has them: evaluated when asked for, in one of several formats."""


class Format(int):
    """How annotations are wanted. An int with a name: cheaper than a real enum at import."""

    def __repr__(self):
        return f"<Format.{self.name}: {int(self)}>"

    def __str__(self):
        return str(int(self))

    @property
    def name(self):
        return _FORMAT_NAMES[self]

    @property
    def value(self):
        return int(self)


_FORMAT_NAMES = {1: "VALUE", 2: "VALUE_WITH_FAKE_GLOBALS", 3: "FORWARDREF", 4: "STRING"}
for _number, _name in _FORMAT_NAMES.items():
    setattr(Format, _name, Format(_number))
del _number, _name


class ForwardRef:
    """A name in an annotation that could not be, or has not yet been, evaluated."""

    def __init__(
        self, arg, *, module=None, owner=None, is_argument=True, is_class=False, _globals=None
    ):  # fmt: skip
        if not isinstance(arg, str):
            raise TypeError(f"Forward reference must be a string -- got {arg!r}")
        self.__forward_arg__ = arg
        self.__forward_module__ = module
        self.__forward_is_argument__ = is_argument
        self.__forward_is_class__ = is_class
        self.__owner__ = owner
        self.__globals__ = _globals
        self.__checked = None

    def __init_subclass__(cls, /, *args, **kwds):
        raise TypeError("Cannot subclass ForwardRef")

    def _check(self):
        # Like CPython, a reference that isn't an expression is refused when it is made by typing.
        if self.__checked is None:
            try:
                compile(self.__forward_arg__, "<string>", "eval")
            except SyntaxError:
                raise SyntaxError(
                    f"Forward reference must be an expression -- got {self.__forward_arg__!r}"
                ) from None
            self.__checked = True

    def evaluate(
        self, *, globals=None, locals=None, type_params=None, owner=None, format=Format.VALUE
    ):
        """What the name stands for now; raises NameError where it can't be found."""
        if format == 4:
            return self.__forward_arg__
        owner = self.__owner__ if owner is None else owner
        if globals is None:
            globals = self._module_globals(owner)
        space = {}
        if type_params is None and owner is not None:
            type_params = getattr(owner, "__type_params__", None)
        for param in type_params or ():
            space[param.__name__] = param
        if isinstance(owner, type) and locals is None:
            space.update(vars(owner))
        if locals is not None:
            space.update(locals)
        arg = self.__forward_arg__
        if arg.isidentifier():
            if arg in space:
                return space[arg]
            if arg in globals:
                return globals[arg]
        try:
            return eval(arg, globals, space)
        except NameError:
            if format == 3:
                return self
            raise

    def _module_globals(self, owner):
        if self.__globals__ is not None:
            return self.__globals__
        import sys

        module = self.__forward_module__
        if module is not None:
            if not isinstance(module, str):
                return vars(module)
            found = sys.modules.get(module)
            if found is not None:
                return vars(found)
        if owner is not None:
            if hasattr(owner, "__globals__"):
                return owner.__globals__
            found = sys.modules.get(getattr(owner, "__module__", None))
            if found is not None:
                return vars(found)
        return {}

    def _evaluate(self, globalns, localns, type_params=None, *, recursive_guard=frozenset()):
        return self.evaluate(globals=globalns, locals=localns, type_params=type_params)

    @property
    def __forward_code__(self):
        return compile(self.__forward_arg__, "<string>", "eval")

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        return (
            self.__forward_arg__ == other.__forward_arg__
            and self.__forward_module__ == other.__forward_module__
            and self.__globals__ is other.__globals__
            and self.__forward_is_class__ == other.__forward_is_class__
            and self.__owner__ == other.__owner__
        )

    def __hash__(self):
        return hash((self.__forward_arg__, self.__forward_module__, self.__forward_is_class__))

    def __or__(self, other):
        from typing import Union

        return Union[self, other]

    def __ror__(self, other):
        from typing import Union

        return Union[other, self]

    def __repr__(self):
        extra = []
        if self.__forward_module__ is not None:
            extra.append(f", module={self.__forward_module__!r}")
        if self.__forward_is_class__:
            extra.append(", is_class=True")
        if self.__owner__ is not None:
            extra.append(f", owner={self.__owner__!r}")
        return f"ForwardRef({self.__forward_arg__!r}{''.join(extra)})"


def call_annotate_function(annotate, format, *, owner=None):
    """Annotations from an `__annotate__` function, in any format."""
    try:
        return annotate(int(format))
    except NotImplementedError:
        pass
    if format == 4:
        return annotations_to_string(annotate(1))
    return annotate(1)


def call_evaluate_function(evaluate, format, *, owner=None):
    """The value of a lazily evaluated type parameter's bound, default or alias value."""
    return call_annotate_function(evaluate, format, owner=owner)


def get_annotate_from_class_namespace(namespace):
    """The annotate function in a class namespace, or None."""
    return namespace.get("__annotate__") or namespace.get("__annotate_func__")


def annotations_to_string(annotations):
    """Every value as source text."""
    return {
        name: value if isinstance(value, str) else type_repr(value)
        for name, value in annotations.items()
    }


def type_repr(value):
    """How a type is written in an annotation."""
    from typing import _type_repr

    return _type_repr(value)


def _own(obj):
    if isinstance(obj, type):
        found = obj.__dict__.get("__annotations__")
        if isinstance(found, dict):
            return found
        found = getattr(obj, "__annotations__", None)
        # A class without annotations of its own shows its base's on Pythons before 3.10.
        return found if isinstance(found, dict) else None
    return getattr(obj, "__annotations__", None)


def get_annotations(obj, *, globals=None, locals=None, eval_str=False, format=Format.VALUE):
    """The annotations of a function, class or module, as a fresh dict."""
    if eval_str and format != 1:
        raise ValueError("eval_str=True is only supported with format=Format.VALUE")
    if format in (3, 4):
        annotate = getattr(obj, "__annotate__", None)
        if annotate is not None:
            try:
                return dict(call_annotate_function(annotate, format, owner=obj))
            except NameError:
                if format == 4:
                    raise
        found = _own(obj) or {}
        return annotations_to_string(found) if format == 4 else dict(found)
    found = _own(obj)
    if found is None:
        if isinstance(obj, type) or callable(obj) or hasattr(obj, "__name__"):
            return {}
        raise TypeError(f"{obj!r} does not have annotations")
    found = dict(found)
    if not eval_str or not found:
        return found
    if globals is None:
        import sys

        if isinstance(obj, type):
            globals = vars(sys.modules.get(obj.__module__, type)) if obj.__module__ else {}
            if locals is None:
                locals = dict(vars(obj))
        else:
            unwrapped = obj
            while hasattr(unwrapped, "__wrapped__"):
                unwrapped = unwrapped.__wrapped__
            globals = getattr(unwrapped, "__globals__", None)
            if globals is None:
                globals = getattr(obj, "__dict__", {})
    space = {param.__name__: param for param in getattr(obj, "__type_params__", ())}
    space.update(locals or {})
    return {
        name: eval(value, globals, space) if isinstance(value, str) else value
        for name, value in found.items()
    }
