"""What can be wrong with templates."""


class TemplateError(Exception):
    """Base of all of them."""

    def __init__(self, message=None):
        super().__init__(message)

    @property
    def message(self):
        return self.args[0] if self.args else None


class TemplateNotFound(IOError, LookupError, TemplateError):
    """There is no such template."""

    message = None

    def __init__(self, name, message=None):
        IOError.__init__(self, name)
        if message is None:
            from .runtime import Undefined

            if isinstance(name, Undefined):
                name._fail_with_undefined_error()
            message = name
        self.message = message
        self.name = name
        self.templates = [name]

    def __str__(self):
        return str(self.message)


class TemplatesNotFound(TemplateNotFound):
    """None of several templates is there."""

    def __init__(self, names=(), message=None):
        if message is None:
            from .runtime import Undefined

            parts = [name._undefined_message if isinstance(name, Undefined) else name for name in names]
            message = "none of the templates given were found: " + ", ".join(map(str, parts))
        super().__init__(names[-1] if names else None, message)
        self.templates = list(names)


class TemplateSyntaxError(TemplateError):
    """A template can't be read."""

    def __init__(self, message, lineno, name=None, filename=None):
        super().__init__(message)
        self.lineno = lineno
        self.name = name
        self.filename = filename
        self.source = None
        self.translated = False

    def __str__(self):
        if self.translated:
            return self.message
        place = f"line {self.lineno}"
        if self.filename or self.name:
            place = f'File "{self.filename or self.name}", {place}'
        lines = [self.message, f"  {place}"]
        if self.source is not None and 0 < self.lineno <= len(self.source.splitlines()):
            lines.append(f"    {self.source.splitlines()[self.lineno - 1].strip()}")
        return "\n".join(lines)


class TemplateAssertionError(TemplateSyntaxError):
    """A template names a filter or a test that isn't there, or the like."""


class TemplateRuntimeError(TemplateError):
    """A template can't be rendered."""


class UndefinedError(TemplateRuntimeError):
    """Something is done with a value that isn't there."""


class SecurityError(TemplateRuntimeError):
    """A template does what a sandbox forbids."""


class FilterArgumentError(TemplateRuntimeError):
    """A filter was given what it can't use."""
