"""The extensions that are here, by their names, and the base of others, which aren't supported."""

do = "jinja2.ext.do"
loopcontrols = "jinja2.ext.loopcontrols"
autoescape = "jinja2.ext.autoescape"
with_ = "jinja2.ext.with_"


class Extension:
    """A program's own extension, which isn't supported."""

    def __init_subclass__(cls, **kwargs):
        from _playground import unsupported

        unsupported("jinja2.ext.Extension", "use filters, tests, globals and macros")
