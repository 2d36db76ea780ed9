"""Sandboxes, which aren't supported: the playground is one itself."""

from .environment import Environment


class SandboxedEnvironment(Environment):
    """Would forbid templates what could do harm."""

    def __init__(self, *args, **options):
        from _playground import unsupported

        unsupported(f"jinja2.sandbox.{type(self).__name__}", "use jinja2.Environment: the playground is a sandbox itself")


class ImmutableSandboxedEnvironment(SandboxedEnvironment):
    """Would also forbid to change what a template is given."""
