"""What a template meets while it is rendered: its context, loops, macros, and values that aren't there."""

from collections.abc import Mapping

from markupsafe import Markup, escape, soft_str  # noqa: F401

from .exceptions import TemplateNotFound, TemplateRuntimeError, UndefinedError  # noqa: F401
from .utils import missing, object_type_repr, pass_argument, pass_eval_context


class EvalContext:
    """Whether text is escaped at this place."""

    __slots__ = ("environment", "autoescape", "volatile")

    def __init__(self, environment, template_name=None):
        self.environment = environment
        autoescape = environment.autoescape
        self.autoescape = autoescape(template_name) if callable(autoescape) else autoescape
        self.volatile = False


class Context:
    """The variables of a template, and its blocks with those of its parents."""

    def __init__(self, environment, parent, name, blocks, globals=None):
        self.parent = parent
        self.vars = {}
        self.environment = environment
        self.eval_ctx = EvalContext(environment, name)
        self.exported_vars = set()
        self.name = name
        self.globals_keys = set() if globals is None else set(globals)
        self.blocks = {key: [block] for key, block in blocks.items()}

    def super(self, name, current):
        stack = self.blocks[name]
        index = stack.index(current) + 1
        if index >= len(stack):
            return self.environment.undefined(f"there is no parent block called {name!r}.", name="super")
        return BlockReference(name, self, stack, index)

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def resolve(self, key):
        found = self.resolve_or_missing(key)
        return self.environment.undefined(name=key) if found is missing else found

    def resolve_or_missing(self, key):
        if key in self.vars:
            return self.vars[key]
        return self.parent.get(key, missing)

    def get_exported(self):
        return {key: self.vars[key] for key in self.exported_vars}

    def get_all(self):
        return {**self.parent, **self.vars}

    def call(self, function, /, *args, **kwargs):
        """Call a function of the template, with what it asks to be given."""
        inner = getattr(function, "__call__", None)
        if inner is not None and pass_argument(inner) is not None:
            function = inner
        wanted = pass_argument(function)
        if wanted is not None:
            first = {"context": self, "eval_context": self.eval_ctx, "environment": self.environment}[wanted]
            args = (first, *args)
        try:
            return function(*args, **kwargs)
        except StopIteration:
            return self.environment.undefined(
                "value was undefined because a callable raised a StopIteration exception"
            )

    def derived(self, locals=None):
        """The same context with more variables."""
        made = self.environment.context_class(self.environment, {**self.get_all(), **(locals or {})}, self.name, {})
        made.eval_ctx = self.eval_ctx
        made.blocks = {key: list(stack) for key, stack in self.blocks.items()}
        return made

    def keys(self):
        return self.get_all().keys()

    def values(self):
        return self.get_all().values()

    def items(self):
        return self.get_all().items()

    def __contains__(self, name):
        return name in self.vars or name in self.parent

    def __getitem__(self, key):
        found = self.resolve_or_missing(key)
        if found is missing:
            raise KeyError(key)
        return found

    def __iter__(self):
        return iter(self.get_all())

    def __len__(self):
        return len(self.get_all())

    def __repr__(self):
        return f"<{type(self).__name__} {self.get_all()!r} of {self.name!r}>"


Mapping.register(Context)


class BlockReference:
    """A block that can be called: `super()` or `self.name()`."""

    def __init__(self, name, context, stack, depth):
        self.name = name
        self._context = context
        self._stack = stack
        self._depth = depth

    @property
    def super(self):
        if self._depth + 1 >= len(self._stack):
            return self._context.environment.undefined(
                f"there is no parent block called {self.name!r}.", name="super"
            )
        return BlockReference(self.name, self._context, self._stack, self._depth + 1)

    def __call__(self):
        text = "".join(self._stack[self._depth](self._context))
        return Markup(text) if self._context.eval_ctx.autoescape else text


class TemplateReference:
    """`self` in a template: its blocks by name."""

    def __init__(self, context):
        self.__context = context

    def __getitem__(self, name):
        return BlockReference(name, self.__context, self.__context.blocks[name], 0)

    def __repr__(self):
        return f"<{type(self).__name__} {self.__context.name!r}>"


class LoopContext:
    """`loop` in a loop."""

    index0 = -1

    def __init__(self, iterable, undefined, recurse=None, depth0=0):
        self._iterable = iterable
        self._iterator = iter(iterable)
        self._undefined = undefined
        self._recurse = recurse
        self.depth0 = depth0
        self._length = None
        self._after = self._current = self._before = self._changed = missing

    @property
    def length(self):
        if self._length is None:
            try:
                self._length = len(self._iterable)
            except TypeError:
                rest = list(self._iterator)
                self._iterator = iter(rest)
                self._length = len(rest) + self.index + (self._after is not missing)
        return self._length

    def __len__(self):
        return self.length

    depth = property(lambda self: self.depth0 + 1)
    index = property(lambda self: self.index0 + 1)
    revindex0 = property(lambda self: self.length - self.index)
    revindex = property(lambda self: self.length - self.index0)
    first = property(lambda self: self.index0 == 0)

    def _peek(self):
        if self._after is missing:
            self._after = next(self._iterator, missing)
        return self._after

    @property
    def last(self):
        return self._peek() is missing

    @property
    def previtem(self):
        return self._undefined("there is no previous item") if self.first else self._before

    @property
    def nextitem(self):
        item = self._peek()
        return self._undefined("there is no next item") if item is missing else item

    def cycle(self, *args):
        if not args:
            raise TypeError("no items for cycling given")
        return args[self.index0 % len(args)]

    def changed(self, *value):
        if self._changed != value:
            self._changed = value
            return True
        return False

    def __iter__(self):
        return self

    def __next__(self):
        if self._after is not missing:
            item, self._after = self._after, missing
        else:
            item = next(self._iterator)
        self.index0 += 1
        self._before, self._current = self._current, item
        return item, self

    def __call__(self, iterable):
        if self._recurse is None:
            raise TypeError("The loop must have the 'recursive' marker to be called recursively.")
        return self._recurse(iterable, self.depth)

    def __repr__(self):
        return f"<{type(self).__name__} {self.index}/{self.length}>"


class Macro:
    """A macro: a function whose result is what its body renders."""

    def __init__(self, environment, func, name, arguments, catch_kwargs, catch_varargs, caller, default_autoescape):
        self._environment = environment
        self._func = func
        self._argument_count = len(arguments)
        self.name = name
        self.arguments = arguments
        self.catch_kwargs = catch_kwargs
        self.catch_varargs = catch_varargs
        self.caller = caller
        self.explicit_caller = "caller" in arguments
        self._default_autoescape = default_autoescape

    @pass_eval_context
    def __call__(self, *args, **kwargs):
        autoescape = self._default_autoescape
        if args and isinstance(args[0], EvalContext):
            autoescape = args[0].autoescape
            args = args[1:]
        values = list(args[: self._argument_count])
        found_caller = len(values) == self._argument_count and self.explicit_caller
        for name in self.arguments[len(values) :]:
            found_caller = found_caller or name == "caller"
            values.append(kwargs.pop(name, missing))
        special = {}
        if self.caller and not found_caller:
            caller = kwargs.pop("caller", None)
            if caller is None:
                caller = self._environment.undefined("No caller defined", name="caller")
            special["caller"] = caller
        if self.catch_kwargs:
            special["kwargs"] = kwargs
        elif kwargs:
            if "caller" in kwargs:
                raise TypeError(
                    f"macro {self.name!r} was invoked with two values for the special caller argument. This is most "
                    "likely a bug."
                )
            raise TypeError(f"macro {self.name!r} takes no keyword argument {next(iter(kwargs))!r}")
        if self.catch_varargs:
            special["varargs"] = args[self._argument_count :]
        elif len(args) > self._argument_count:
            raise TypeError(f"macro {self.name!r} takes not more than {len(self.arguments)} argument(s)")
        text = self._func(values, special, autoescape)
        return Markup(text) if autoescape else text

    def __repr__(self):
        return f"<{type(self).__name__} {'anonymous' if self.name is None else repr(self.name)}>"


class Undefined:
    """A value that isn't there: it prints as nothing and can be tested; anything else is an error."""

    __slots__ = ("_undefined_hint", "_undefined_obj", "_undefined_name", "_undefined_exception")

    def __init__(self, hint=None, obj=missing, name=None, exc=UndefinedError):
        self._undefined_hint = hint
        self._undefined_obj = obj
        self._undefined_name = name
        self._undefined_exception = exc

    @property
    def _undefined_message(self):
        if self._undefined_hint:
            return self._undefined_hint
        name = self._undefined_name
        if self._undefined_obj is missing:
            return f"{name!r} is undefined"
        kind = object_type_repr(self._undefined_obj)
        return f"{kind!r} has no attribute {name!r}" if isinstance(name, str) else f"{kind} has no element {name!r}"

    def _fail_with_undefined_error(self, *args, **kwargs):
        raise self._undefined_exception(self._undefined_message)

    def __getattr__(self, name):
        if name[:2] == "__" and name[-2:] == "__":
            raise AttributeError(name)
        return self._fail_with_undefined_error()

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _fail_with_undefined_error
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = _fail_with_undefined_error
    __mod__ = __rmod__ = __pow__ = __rpow__ = __pos__ = __neg__ = _fail_with_undefined_error
    __call__ = __getitem__ = __lt__ = __le__ = __gt__ = __ge__ = _fail_with_undefined_error
    __int__ = __float__ = __complex__ = _fail_with_undefined_error

    def __eq__(self, other):
        return type(self) is type(other)

    def __ne__(self, other):
        return not self.__eq__(other)

    def __hash__(self):
        return id(type(self))

    def __str__(self):
        return ""

    def __len__(self):
        return 0

    def __iter__(self):
        yield from ()

    def __bool__(self):
        return False

    def __repr__(self):
        return "Undefined"


class ChainableUndefined(Undefined):
    """Its attributes and items aren't there either, and that is no error."""

    __slots__ = ()

    def __html__(self):
        return str(self)

    def __getattr__(self, name):
        if name[:2] == "__" and name[-2:] == "__":
            raise AttributeError(name)
        return self

    def __getitem__(self, key):
        return self


class DebugUndefined(Undefined):
    """It prints as what the template says."""

    __slots__ = ()

    def __str__(self):
        if self._undefined_hint:
            message = f"undefined value printed: {self._undefined_hint}"
        elif self._undefined_obj is missing:
            message = self._undefined_name
        else:
            message = f"no such element: {object_type_repr(self._undefined_obj)}[{self._undefined_name!r}]"
        return f"{{{{ {message} }}}}"


class StrictUndefined(Undefined):
    """To print or test it is an error too."""

    __slots__ = ()
    __iter__ = __str__ = __len__ = Undefined._fail_with_undefined_error
    __eq__ = __ne__ = __bool__ = __hash__ = Undefined._fail_with_undefined_error
    __contains__ = Undefined._fail_with_undefined_error


def make_logging_undefined(logger=None, base=Undefined):
    """A class of undefined values that also write to a log."""
    if logger is None:
        import logging
        import sys

        logger = logging.getLogger(__name__)
        logger.addHandler(logging.StreamHandler(sys.stderr))

    class LoggingUndefined(base):
        __slots__ = ()

        def _warn(self):
            logger.warning("Template variable warning: %s", self._undefined_message)

        def _fail_with_undefined_error(self, *args, **kwargs):
            try:
                super()._fail_with_undefined_error(*args, **kwargs)
            except self._undefined_exception as error:
                logger.error("Template variable error: %s", error)
                raise

        def __str__(self):
            self._warn()
            return super().__str__()

        def __iter__(self):
            self._warn()
            return super().__iter__()

        def __bool__(self):
            self._warn()
            return super().__bool__()

    return LoggingUndefined
