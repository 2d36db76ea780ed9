"""Jinja: templates that are filled in with values."""

from .environment import Environment, Template
from .exceptions import (
    TemplateAssertionError,
    TemplateError,
    TemplateNotFound,
    TemplateRuntimeError,
    TemplatesNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from .loaders import (
    BaseLoader,
    ChoiceLoader,
    DictLoader,
    FileSystemLoader,
    FunctionLoader,
    ModuleLoader,
    PackageLoader,
    PrefixLoader,
)
from .runtime import ChainableUndefined, DebugUndefined, StrictUndefined, Undefined, make_logging_undefined
from .utils import clear_caches, is_undefined, pass_context, pass_environment, pass_eval_context, select_autoescape

__version__ = "3.1.6"
