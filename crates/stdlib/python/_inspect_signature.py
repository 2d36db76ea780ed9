"""Signatures: Parameter, Signature, BoundArguments, and how they're found for any callable."""

import types

from inspect import CO_VARARGS, CO_VARKEYWORDS, unwrap


class _empty:
    """Marks what isn't there: no default, no annotation."""


_KEEP = object()


class _ParameterKind(int):
    def __str__(self):
        return self.name

    def __repr__(self):
        return f"<_ParameterKind.{self.name}: {int(self)}>"

    @property
    def name(self):
        return _KIND_NAMES[self]

    @property
    def value(self):
        return int(self)

    @property
    def description(self):
        return _DESCRIPTIONS[self]


_KIND_NAMES = (
    "POSITIONAL_ONLY", "POSITIONAL_OR_KEYWORD", "VAR_POSITIONAL", "KEYWORD_ONLY", "VAR_KEYWORD",
)  # fmt: skip
_DESCRIPTIONS = (
    "positional-only", "positional or keyword", "variadic positional", "keyword-only",
    "variadic keyword",
)  # fmt: skip
for _number, _name in enumerate(_KIND_NAMES):
    setattr(_ParameterKind, _name, _ParameterKind(_number))
_POSITIONAL_ONLY = _ParameterKind.POSITIONAL_ONLY
_POSITIONAL_OR_KEYWORD = _ParameterKind.POSITIONAL_OR_KEYWORD
_VAR_POSITIONAL = _ParameterKind.VAR_POSITIONAL
_KEYWORD_ONLY = _ParameterKind.KEYWORD_ONLY
_VAR_KEYWORD = _ParameterKind.VAR_KEYWORD
del _number, _name


class Parameter:
    """One parameter of a signature."""

    __slots__ = ("_name", "_kind", "_default", "_annotation")

    POSITIONAL_ONLY = _POSITIONAL_ONLY
    POSITIONAL_OR_KEYWORD = _POSITIONAL_OR_KEYWORD
    VAR_POSITIONAL = _VAR_POSITIONAL
    KEYWORD_ONLY = _KEYWORD_ONLY
    VAR_KEYWORD = _VAR_KEYWORD
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        if not isinstance(kind, _ParameterKind):
            try:
                kind = getattr(_ParameterKind, _KIND_NAMES[kind])
            except (TypeError, IndexError):
                raise ValueError(f"value {kind!r} is not a valid Parameter.kind") from None
        if default is not _empty and (kind is _VAR_POSITIONAL or kind is _VAR_KEYWORD):
            raise ValueError(f"{kind.description} parameters cannot have default values")
        if name is _empty:
            raise ValueError("name is a required attribute for Parameter")
        if not isinstance(name, str):
            raise TypeError(f"name must be a str, not a {type(name).__name__}")
        if not name.isidentifier():
            raise ValueError(f"{name!r} is not a valid parameter name")
        self._name = name
        self._kind = kind
        self._default = default
        self._annotation = annotation

    @property
    def name(self):
        return self._name

    @property
    def kind(self):
        return self._kind

    @property
    def default(self):
        return self._default

    @property
    def annotation(self):
        return self._annotation

    def replace(self, *, name=_KEEP, kind=_KEEP, annotation=_KEEP, default=_KEEP):
        return type(self)(
            self._name if name is _KEEP else name,
            self._kind if kind is _KEEP else kind,
            default=self._default if default is _KEEP else default,
            annotation=self._annotation if annotation is _KEEP else annotation,
        )

    __replace__ = replace

    def __str__(self):
        return self._format()

    def _format(self, *, quote_annotation_strings=True):
        text = self._name
        if self._annotation is not _empty:
            shown = formatannotation(self._annotation, quote_annotation_strings=quote_annotation_strings)
            text = f"{text}: {shown}"
        if self._default is not _empty:
            between = " = " if self._annotation is not _empty else "="
            text = f"{text}{between}{self._default!r}"
        if self._kind is _VAR_POSITIONAL:
            return "*" + text
        if self._kind is _VAR_KEYWORD:
            return "**" + text
        return text

    def __repr__(self):
        return f'<{type(self).__name__} "{self}">'

    def __hash__(self):
        return hash((self._name, self._kind, self._annotation, self._default))

    def __eq__(self, other):
        if not isinstance(other, Parameter):
            return NotImplemented
        return self is other or (
            self._name == other._name
            and self._kind == other._kind
            and self._default == other._default
            and self._annotation == other._annotation
        )


def formatannotation(annotation, base_module=None, *, quote_annotation_strings=True):
    """How an annotation is written in a signature."""
    if not quote_annotation_strings and isinstance(annotation, str):
        return annotation
    if getattr(annotation, "__module__", None) == "typing":
        return repr(annotation).replace("typing.", "")
    if isinstance(annotation, types.GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ("builtins", base_module):
            return annotation.__qualname__
        return f"{annotation.__module__}.{annotation.__qualname__}"
    if type(annotation).__name__ == "ForwardRef":
        return annotation.__forward_arg__
    return repr(annotation)


class BoundArguments:
    """Arguments sorted to the parameters that take them."""

    __slots__ = ("arguments", "_signature")

    def __init__(self, signature, arguments):
        self.arguments = arguments
        self._signature = signature

    @property
    def signature(self):
        return self._signature

    @property
    def args(self):
        args = []
        for name, param in self._signature.parameters.items():
            if param.kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                break
            if name not in self.arguments:
                break
            if param.kind is _VAR_POSITIONAL:
                args.extend(self.arguments[name])
            else:
                args.append(self.arguments[name])
        return tuple(args)

    @property
    def kwargs(self):
        kwargs = {}
        started = False
        for name, param in self._signature.parameters.items():
            if not started:
                if param.kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                    started = True
                elif name not in self.arguments:
                    started = True
                    continue
                else:
                    continue
            if name in self.arguments:
                if param.kind is _VAR_KEYWORD:
                    kwargs.update(self.arguments[name])
                else:
                    kwargs[name] = self.arguments[name]
        return kwargs

    def apply_defaults(self):
        """Add what wasn't given and has a default."""
        new = {}
        for name, param in self._signature.parameters.items():
            if name in self.arguments:
                new[name] = self.arguments[name]
            elif param.default is not _empty:
                new[name] = param.default
            elif param.kind is _VAR_POSITIONAL:
                new[name] = ()
            elif param.kind is _VAR_KEYWORD:
                new[name] = {}
        self.arguments = new

    def __eq__(self, other):
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self._signature == other._signature and self.arguments == other.arguments

    def __repr__(self):
        shown = ", ".join([f"{name}={value!r}" for name, value in self.arguments.items()])
        return f"<{type(self).__name__} ({shown})>"


class Signature:
    """The parameters and the return annotation of a callable."""

    __slots__ = ("_return_annotation", "_parameters")

    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty, __validate_parameters__=True):
        params = {}
        top = _POSITIONAL_ONLY
        seen_default = False
        for param in parameters or ():
            kind, name = param.kind, param.name
            if __validate_parameters__:
                if kind < top:
                    raise ValueError(
                        f"wrong parameter order: {top.description} parameter before "
                        f"{kind.description} parameter"
                    )
                top = kind
                if kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
                    if param.default is not _empty:
                        seen_default = True
                    elif seen_default:
                        raise ValueError("non-default argument follows default argument")
                if name in params:
                    raise ValueError(f"duplicate parameter name: {name!r}")
            params[name] = param
        self._parameters = types.MappingProxyType(params)
        self._return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False, **more):  # fmt: skip
        return signature(obj, follow_wrapped=follow_wrapped, globals=globals, locals=locals, eval_str=eval_str)  # fmt: skip

    @property
    def parameters(self):
        return self._parameters

    @property
    def return_annotation(self):
        return self._return_annotation

    def replace(self, *, parameters=_KEEP, return_annotation=_KEEP):
        return type(self)(
            self._parameters.values() if parameters is _KEEP else parameters,
            return_annotation=self._return_annotation if return_annotation is _KEEP else return_annotation,  # fmt: skip
        )

    __replace__ = replace

    def __hash__(self):
        return hash((tuple(self._parameters.values()), self._return_annotation))

    def __eq__(self, other):
        if not isinstance(other, Signature):
            return NotImplemented
        return (
            list(self._parameters.values()) == list(other._parameters.values())
            and self._return_annotation == other._return_annotation
        )

    def bind(self, /, *args, **kwargs):
        """Sort arguments to parameters, as a call would."""
        return self._bind(args, kwargs, False)

    def bind_partial(self, /, *args, **kwargs):
        return self._bind(args, kwargs, True)

    def _bind(self, args, kwargs, partial):
        arguments = {}
        kwargs = dict(kwargs)
        params = list(self._parameters.values())
        index = 0
        for param in params:
            kind, name = param.kind, param.name
            if kind is _VAR_POSITIONAL:
                if index < len(args):
                    arguments[name] = tuple(args[index:])
                    index = len(args)
            elif kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD) and index < len(args):
                if name in kwargs and kind is _POSITIONAL_OR_KEYWORD:
                    raise TypeError(f"multiple values for argument {name!r}")
                arguments[name] = args[index]
                index += 1
            elif kind is _VAR_KEYWORD:
                continue
            elif kind is not _POSITIONAL_ONLY and name in kwargs:
                arguments[name] = kwargs.pop(name)
            elif param.default is _empty and not partial:
                if index < len(args):
                    break
                if kind is _POSITIONAL_ONLY and name in kwargs:
                    raise TypeError(
                        f"{name!r} parameter is positional only, but was passed as a keyword"
                    )
                raise TypeError(f"missing a required argument: {name!r}")
        if index < len(args):
            raise TypeError("too many positional arguments")
        if kwargs:
            for param in params:
                if param.kind is _VAR_KEYWORD:
                    arguments[param.name] = kwargs
                    break
            else:
                raise TypeError(f"got an unexpected keyword argument {next(iter(kwargs))!r}")
        return BoundArguments(self, arguments)

    def __repr__(self):
        return f"<{type(self).__name__} {self}>"

    def __str__(self):
        return self.format()

    def format(self, *, max_width=None, quote_annotation_strings=True):
        """The text between the parentheses, and the return annotation."""
        parts = []
        positional_only = False
        star = True
        for param in self._parameters.values():
            if param.kind is _POSITIONAL_ONLY:
                positional_only = True
            elif positional_only:
                parts.append("/")
                positional_only = False
            if param.kind is _VAR_POSITIONAL:
                star = False
            elif param.kind is _KEYWORD_ONLY and star:
                parts.append("*")
                star = False
            parts.append(param._format(quote_annotation_strings=quote_annotation_strings))
        if positional_only:
            parts.append("/")
        text = f"({', '.join(parts)})"
        if max_width is not None and len(text) > max_width:
            text = "(\n    " + ",\n    ".join(parts) + "\n)"
        if self._return_annotation is not _empty:
            shown = formatannotation(self._return_annotation, quote_annotation_strings=quote_annotation_strings)  # fmt: skip
            text += f" -> {shown}"
        return text


def _from_function(func, globals, locals, eval_str):
    code = func.__code__
    names = code.co_varnames
    positional = code.co_argcount
    positional_only = code.co_posonlyargcount
    keyword_only = code.co_kwonlyargcount
    if eval_str:
        from annotationlib import get_annotations

        annotations = get_annotations(func, globals=globals, locals=locals, eval_str=True)
    else:
        annotations = func.__annotations__
    defaults = func.__defaults__ or ()
    keyword_defaults = func.__kwdefaults__ or {}
    first_default = positional - len(defaults)
    params = []
    for index in range(positional):
        name = names[index]
        kind = _POSITIONAL_ONLY if index < positional_only else _POSITIONAL_OR_KEYWORD
        default = defaults[index - first_default] if index >= first_default else _empty
        params.append(_make(name, kind, default, annotations.get(name, _empty)))
    index = positional + keyword_only
    if code.co_flags & CO_VARARGS:
        name = names[index]
        index += 1
        params.append(_make(name, _VAR_POSITIONAL, _empty, annotations.get(name, _empty)))
    for name in names[positional : positional + keyword_only]:
        default = keyword_defaults.get(name, _empty)
        params.append(_make(name, _KEYWORD_ONLY, default, annotations.get(name, _empty)))
    if code.co_flags & CO_VARKEYWORDS:
        name = names[index]
        params.append(_make(name, _VAR_KEYWORD, _empty, annotations.get(name, _empty)))
    return Signature(
        params,
        return_annotation=annotations.get("return", _empty),
        __validate_parameters__=False,
    )


def _make(name, kind, default, annotation):
    # Names that come from code objects need no checks.
    param = Parameter.__new__(Parameter)
    param._name = name
    param._kind = kind
    param._default = default
    param._annotation = annotation
    return param


def _without_first(sig):
    params = list(sig.parameters.values())
    if not params or params[0].kind in (_KEYWORD_ONLY, _VAR_KEYWORD):
        raise ValueError("invalid method signature")
    if params[0].kind is not _VAR_POSITIONAL:
        params = params[1:]
    return Signature(params, return_annotation=sig.return_annotation, __validate_parameters__=False)


def _partial_signature(sig, partial):
    params = dict(sig.parameters)
    try:
        bound = sig.bind_partial(*partial.args, **(partial.keywords or {}))
    except TypeError as error:
        raise ValueError(f"partial object {partial!r} has incorrect arguments") from error
    keywords = partial.keywords or {}
    to_keyword_only = False
    for name, param in list(params.items()):
        if name in bound.arguments:
            if param.kind is _POSITIONAL_ONLY:
                params.pop(name)
                continue
            if param.kind is _POSITIONAL_OR_KEYWORD:
                if name in keywords:
                    to_keyword_only = True
                    params[name] = _make(name, _KEYWORD_ONLY, keywords[name], param.annotation)
                else:
                    params.pop(name)
                continue
            if param.kind is _KEYWORD_ONLY:
                params[name] = _make(name, _KEYWORD_ONLY, keywords[name], param.annotation)
        elif to_keyword_only and param.kind is _POSITIONAL_OR_KEYWORD:
            params[name] = _make(name, _KEYWORD_ONLY, param.default, param.annotation)
        elif to_keyword_only and param.kind is _VAR_POSITIONAL:
            params.pop(name)
    ordered = sorted(params.values(), key=lambda param: int(param.kind))
    return Signature(ordered, return_annotation=sig.return_annotation, __validate_parameters__=False)


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False, annotation_format=None):  # fmt: skip
    """The signature of any callable."""
    if not callable(obj):
        raise TypeError(f"{obj!r} is not a callable object")

    def again(other):
        return signature(other, follow_wrapped=follow_wrapped, globals=globals, locals=locals, eval_str=eval_str)  # fmt: skip

    if isinstance(obj, types.MethodType):
        return _without_first(again(obj.__func__))
    if follow_wrapped:
        obj = unwrap(obj, stop=lambda f: hasattr(f, "__signature__") or isinstance(f, types.MethodType))  # fmt: skip
        if isinstance(obj, types.MethodType):
            return again(obj)
    found = getattr(obj, "__signature__", None)
    if found is not None:
        if not isinstance(found, Signature) and callable(found):
            found = found()
        if isinstance(found, Signature):
            return found
        raise TypeError(f"unexpected object {found!r} in __signature__ attribute")
    if isinstance(obj, types.FunctionType):
        make = obj.__dict__.get("_make_signature")
        if make is not None:
            return make()
        return _from_function(obj, globals, locals, eval_str)
    partialmethod = getattr(obj, "__partialmethod__", None)
    if partialmethod is not None:
        return _partial_signature(again(partialmethod.func), partialmethod)
    if type(obj).__name__ == "partial" and hasattr(obj, "keywords"):
        return _partial_signature(again(obj.func), obj)
    if isinstance(obj, type):
        return _class_signature(obj, again)
    text = getattr(obj, "__text_signature__", None)
    if text:
        return _from_text(text, bound=getattr(obj, "__self__", None) is not None)
    if isinstance(obj, types.BuiltinFunctionType):
        raise ValueError(f"no signature found for builtin {obj!r}")
    call = getattr(type(obj), "__call__", None)
    if call is not None and isinstance(call, (types.FunctionType, types.MethodType)) or hasattr(call, "__wrapped__"):  # fmt: skip
        return _without_first(again(call))
    origin = getattr(obj, "__origin__", None)
    if origin is not None and callable(origin):
        return again(origin)
    raise ValueError(f"callable {obj!r} is not supported by signature")


def _class_signature(cls, again):
    meta_call = _user_method(type(cls), "__call__", type)
    if meta_call is not None:
        found = again(meta_call)
        params = list(found.parameters.values())
        # `def __call__(cls, *args, **kwargs)` says nothing: look at what it will call.
        kinds = [param.kind for param in params[1:]]
        if kinds != [_VAR_POSITIONAL, _VAR_KEYWORD]:
            return _without_first(found)
    for base in cls.__mro__:
        if base is object:
            break
        for name in ("__new__", "__init__"):
            method = base.__dict__.get(name)
            if method is None:
                continue
            method = getattr(method, "__func__", method)
            if isinstance(method, types.FunctionType) or hasattr(method, "__wrapped__"):
                return _without_first(again(method))
            text = getattr(base, "__text_signature__", None)
            if text:
                return _from_text(text, bound=False)
            if base.__module__ == "builtins":
                raise ValueError(f"no signature found for builtin type {cls!r}")
    text = cls.__dict__.get("__text_signature__")
    if text:
        return _from_text(text, bound=False)
    return Signature()


def _user_method(cls, name, stop):
    for base in cls.__mro__:
        if base is stop:
            return None
        found = base.__dict__.get(name)
        if isinstance(found, types.FunctionType):
            return found
    return None


def _from_text(text, bound):
    """A signature that a native function gives as text, such as `($self, x, /, y=None)`."""
    params = []
    kind = _POSITIONAL_OR_KEYWORD
    for part in text.strip()[1:-1].split(", ") if text.strip() != "()" else ():
        if part.startswith("$"):
            if not bound:
                params.append(_make(part[1:], _POSITIONAL_ONLY, _empty, _empty))
            continue
        if part == "/":
            params = [_make(p.name, _POSITIONAL_ONLY, p.default, _empty) for p in params]
            continue
        if part == "*":
            kind = _KEYWORD_ONLY
            continue
        if part.startswith("**"):
            params.append(_make(part[2:], _VAR_KEYWORD, _empty, _empty))
            continue
        if part.startswith("*"):
            params.append(_make(part[1:], _VAR_POSITIONAL, _empty, _empty))
            kind = _KEYWORD_ONLY
            continue
        name, equals, default = part.partition("=")
        value = _empty
        if equals:
            try:
                value = eval(default, {}, {})
            except Exception:
                value = default
        params.append(_make(name, kind, value, _empty))
    return Signature(params, __validate_parameters__=False)


for _kind in (_empty, _ParameterKind, Parameter, Signature, BoundArguments):
    _kind.__module__ = "inspect"
del _kind
