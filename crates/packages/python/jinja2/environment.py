"""The environment: how templates are read, and the templates themselves."""

import os
from collections import ChainMap

from ._compile import Compiler
from ._evaluate import Frame  # noqa: F401
from .exceptions import TemplateNotFound, TemplateRuntimeError, TemplatesNotFound, TemplateSyntaxError
from .filters import FILTERS
from .parser import Parser
from .runtime import Context, Undefined
from .tests import TESTS
from .utils import Cycler, Joiner, Namespace, generate_lorem_ipsum, missing, pass_argument

_GLOBALS = {
    "range": range,
    "dict": dict,
    "lipsum": generate_lorem_ipsum,
    "cycler": Cycler,
    "joiner": Joiner,
    "namespace": Namespace,
}
_POLICIES = {
    "compiler.ascii_str": True,
    "urlize.rel": "noopener",
    "urlize.target": None,
    "urlize.extra_schemes": None,
    "truncate.leeway": 5,
    "json.dumps_function": None,
    "json.dumps_kwargs": {"sort_keys": True},
    "ext.i18n.trimmed": False,
}
_EXTENSIONS = {
    "jinja2.ext.do": {"do": "parse_do"},
    "jinja2.ext.loopcontrols": {"break": "parse_break", "continue": "parse_continue"},
    "jinja2.ext.autoescape": {},
    "jinja2.ext.with_": {},
}
_SYNTAX = (
    "block_start_string block_end_string variable_start_string variable_end_string comment_start_string "
    "comment_end_string line_statement_prefix line_comment_prefix trim_blocks lstrip_blocks newline_sequence "
    "keep_trailing_newline"
).split()


def _refuse(feature, instead):
    from _playground import unsupported

    unsupported(feature, instead)


class Environment:
    """How templates are read: their marks, filters, tests, globals and loader."""

    context_class = Context
    sandboxed = False
    is_async = False
    shared = False

    def __init__(
        self,
        block_start_string="{%",
        block_end_string="%}",
        variable_start_string="{{",
        variable_end_string="}}",
        comment_start_string="{#",
        comment_end_string="#}",
        line_statement_prefix=None,
        line_comment_prefix=None,
        trim_blocks=False,
        lstrip_blocks=False,
        newline_sequence="\n",
        keep_trailing_newline=False,
        extensions=(),
        optimized=True,
        undefined=Undefined,
        finalize=None,
        autoescape=False,
        loader=None,
        cache_size=400,
        auto_reload=True,
        bytecode_cache=None,
        enable_async=False,
    ):
        if enable_async:
            _refuse("enable_async= of jinja2", "await in the path operation and give the template the results")
        if bytecode_cache is not None:
            _refuse("bytecode_cache= of jinja2", "leave it out: templates are kept in memory")
        given = locals()
        for name in _SYNTAX:
            setattr(self, name, given[name])
        starts = {self.block_start_string, self.variable_start_string, self.comment_start_string}
        assert len(starts) == 3, "block, variable and comment start strings must be different"
        assert self.newline_sequence in ("\r", "\r\n", "\n"), "newline_sequence set to unknown line ending string."
        assert issubclass(undefined, Undefined), "undefined must be a subclass of 'jinja2.Undefined'."
        self.undefined = undefined
        self.finalize = finalize
        self.autoescape = autoescape
        self.optimized = optimized
        self.filters = FILTERS.copy()
        self.tests = TESTS.copy()
        self.globals = _GLOBALS.copy()
        self.loader = loader
        self.cache_size = cache_size
        self.cache = {}
        self.auto_reload = auto_reload
        self.policies = _POLICIES.copy()
        self.extensions = {}
        for extension in extensions:
            self.add_extension(extension)

    def add_extension(self, extension):
        name = extension if isinstance(extension, str) else getattr(extension, "identifier", repr(extension))
        if name not in _EXTENSIONS:
            _refuse(f"the extension {name} of jinja2", "use filters, tests, globals and macros")
        self.extensions[name] = _EXTENSIONS[name]

    def _statement_extensions(self):
        return {tag: method for tags in self.extensions.values() for tag, method in tags.items()}

    def extend(self, **attributes):
        for key, value in attributes.items():
            if not hasattr(self, key):
                setattr(self, key, value)

    def overlay(self, **options):
        """An environment that shares what isn't given anew."""
        made = object.__new__(self.__class__)
        made.__dict__.update(self.__dict__)
        made.__dict__.update({key: value for key, value in options.items() if value is not missing})
        made.cache = {}
        return made

    # -- attributes and calls ----------------------------------------------------------------------------------------

    def getitem(self, obj, argument):
        """`obj[argument]` of a template: an item, or else an attribute."""
        try:
            return obj[argument]
        except (AttributeError, TypeError, LookupError):
            if isinstance(argument, str):
                try:
                    return getattr(obj, argument)
                except AttributeError:
                    return self.undefined(obj=obj, name=argument)
            return self.undefined(obj=obj, name=argument)

    def getattr(self, obj, attribute):
        """`obj.attribute` of a template: an attribute, or else an item."""
        try:
            return getattr(obj, attribute)
        except AttributeError:
            pass
        try:
            return obj[attribute]
        except (TypeError, LookupError, AttributeError):
            return self.undefined(obj=obj, name=attribute)

    def _call_named(self, table, kind, name, value, args, kwargs, context, eval_ctx):
        function = table.get(name)
        if function is None:
            message = f"No {kind} named {name!r}."
            if isinstance(name, Undefined):
                try:
                    name._fail_with_undefined_error()
                except Exception as error:
                    message = f"{message} ({error}; did you forget to quote the callable name?)"
            raise TemplateRuntimeError(message)
        wanted = pass_argument(function)
        given = [value, *(args or ())]
        if wanted == "context":
            if context is None:
                raise TemplateRuntimeError(f"Attempted to invoke a context {kind} without context.")
            given.insert(0, context)
        elif wanted == "eval_context":
            from .runtime import EvalContext

            given.insert(0, eval_ctx or (context.eval_ctx if context is not None else EvalContext(self)))
        elif wanted == "environment":
            given.insert(0, self)
        return function(*given, **(kwargs or {}))

    def call_filter(self, name, value, args=None, kwargs=None, context=None, eval_ctx=None):
        return self._call_named(self.filters, "filter", name, value, args, kwargs, context, eval_ctx)

    def call_test(self, name, value, args=None, kwargs=None, context=None, eval_ctx=None):
        return self._call_named(self.tests, "test", name, value, args, kwargs, context, eval_ctx)

    # -- templates ---------------------------------------------------------------------------------------------------

    def _compiled(self, source, name, filename):
        try:
            return Compiler(self, name, filename).compile(Parser(self, source, name, filename).parse())
        except TemplateSyntaxError as error:
            # Who loads a template sees the message; place and text are attributes.
            error.translated = True
            error.source = source
            if hasattr(error, "add_note"):
                error.add_note(f"  in the template {filename or name or '<unknown>'}, line {error.lineno}")
            raise error from None

    def _template(self, source, name, filename, globals, uptodate=None):
        return Template._made(self, self._compiled(source, name, filename), name, filename, globals, uptodate)

    def parse(self, source, name=None, filename=None):
        return Parser(self, source, name, filename).parse()

    def compile_expression(self, source, undefined_to_none=True):
        """A function that evaluates an expression with given variables."""
        parser = Parser(self, "{{" + source + "}}")
        try:
            parser.next()
            node = parser.parse_expression()
            parser.expect("variable_end")
            if parser.current.type != "eof":
                raise TemplateSyntaxError("chunk after expression", parser.current.lineno, None, None)
        except TemplateSyntaxError as error:
            error.source = source
            raise
        value = Compiler(self, None, None).expr(node)

        def evaluate(*args, **kwargs):
            context = self.context_class(self, {**self.globals, **dict(*args, **kwargs)}, None, {})
            found = value(Frame(context))
            return None if undefined_to_none and isinstance(found, Undefined) else found

        return evaluate

    def make_globals(self, d):
        return ChainMap(d or {}, self.globals)

    def from_string(self, source, globals=None, template_class=None):
        return self._template(source, None, None, self.make_globals(globals))

    def join_path(self, template, parent):
        return template

    def get_template(self, name, parent=None, globals=None):
        if isinstance(name, Template):
            return name
        if parent is not None:
            name = self.join_path(name, parent)
        return self._load(name, globals)

    def select_template(self, names, parent=None, globals=None):
        if isinstance(names, Undefined):
            names._fail_with_undefined_error()
        if not names:
            raise TemplatesNotFound(message="Tried to select from an empty list of templates.")
        for name in names:
            if isinstance(name, Template):
                return name
            if parent is not None:
                name = self.join_path(name, parent)
            try:
                return self._load(name, globals)
            except TemplateNotFound:
                continue
        raise TemplatesNotFound(names)

    def get_or_select_template(self, template_name_or_list, parent=None, globals=None):
        if isinstance(template_name_or_list, (str, Undefined)):
            return self.get_template(template_name_or_list, parent, globals)
        if isinstance(template_name_or_list, Template):
            return template_name_or_list
        return self.select_template(template_name_or_list, parent, globals)

    def _load(self, name, globals):
        if self.loader is None:
            raise TypeError("no loader for this environment specified")
        if isinstance(name, Undefined):
            name._fail_with_undefined_error()
        cached = self.cache.get(name)
        if cached is not None and (not self.auto_reload or cached.is_up_to_date):
            if globals:
                cached.globals.update(globals)
            return cached
        template = self.loader.load(self, name, self.make_globals(globals))
        if self.cache_size:
            self.cache[name] = template
        return template

    def list_templates(self, extensions=None, filter_func=None):
        names = self.loader.list_templates()
        if extensions is not None:
            assert filter_func is None, "either extensions or filter_func can be passed, but not both"
            filter_func = lambda name: "." in name and name.rsplit(".", 1)[1] in extensions  # noqa: E731
        return names if filter_func is None else [name for name in names if filter_func(name)]


_shared = {}


class Template:
    """A template that can be rendered."""

    environment_class = Environment

    def __new__(cls, source, **options):
        key = tuple(sorted((name, repr(value)) for name, value in options.items()))
        if key not in _shared:
            _shared[key] = cls.environment_class(**options)
            _shared[key].shared = True
        return _shared[key].from_string(source)

    @classmethod
    def _made(cls, environment, compiled, name, filename, globals, uptodate):
        template = object.__new__(cls)
        template.environment = environment
        template.name = name
        template.filename = filename
        template.globals = globals
        template.root_render_func = compiled.root
        template.blocks = compiled.blocks
        template._uptodate = uptodate
        template._module = None
        return template

    def render(self, *args, **kwargs):
        """The text with these variables."""
        return "".join(self.root_render_func(self.new_context(dict(*args, **kwargs))))

    def generate(self, *args, **kwargs):
        yield from self.root_render_func(self.new_context(dict(*args, **kwargs)))

    def stream(self, *args, **kwargs):
        return TemplateStream(self.generate(*args, **kwargs))

    def render_async(self, *args, **kwargs):
        raise RuntimeError("The environment was not created with async mode enabled.")

    def new_context(self, vars=None, shared=False, locals=None):
        parent = vars or {}
        if not shared:
            parent = {**self.globals, **parent}
        if locals:
            parent = {**parent, **locals}
        return self.environment.context_class(self.environment, parent, self.name, self.blocks, self.globals)

    def make_module(self, vars=None, shared=False, locals=None):
        context = self.new_context(vars, shared, locals)
        return TemplateModule(self, context)

    def _get_default_module(self, ctx=None):
        if ctx is not None:
            own = {key: ctx.parent[key] for key in ctx.globals_keys - set(self.globals) if key in ctx.parent}
            if own:
                return self.make_module(own)
        if self._module is None:
            self._module = self.make_module()
        return self._module

    @property
    def module(self):
        return self._get_default_module()

    @property
    def is_up_to_date(self):
        return self._uptodate is None or self._uptodate()

    def __repr__(self):
        name = f"memory:{id(self):x}" if self.name is None else repr(self.name)
        return f"<{type(self).__name__} {name}>"


class TemplateModule:
    """What a template exports, as attributes."""

    def __init__(self, template, context):
        self._body_stream = list(template.root_render_func(context))
        self.__dict__.update(context.get_exported())
        self.__name__ = template.name

    def __html__(self):
        from markupsafe import Markup

        return Markup("".join(self._body_stream))

    def __str__(self):
        return "".join(self._body_stream)

    def __repr__(self):
        name = f"memory:{id(self):x}" if self.__name__ is None else repr(self.__name__)
        return f"<{type(self).__name__} {name}>"


class TemplateStream:
    """A rendered template in pieces."""

    def __init__(self, pieces):
        self._pieces = iter(pieces)
        self.buffered = False

    def dump(self, fp, encoding=None, errors="strict"):
        text = "".join(self)
        if isinstance(fp, (str, os.PathLike)):
            with open(fp, "wb") as file:
                file.write(text.encode(encoding or "utf-8", errors))
        else:
            fp.write(text if encoding is None else text.encode(encoding, errors))

    def enable_buffering(self, size=5):
        if size <= 1:
            raise ValueError("buffer size too small")
        self.buffered = True

    def disable_buffering(self):
        self.buffered = False

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._pieces)
