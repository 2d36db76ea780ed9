"""Turns expressions into functions of the frame that they are evaluated in."""

import operator

from markupsafe import Markup

from . import nodes
from .exceptions import TemplateAssertionError, TemplateRuntimeError
from .runtime import TemplateReference, Undefined
from .utils import missing, pass_argument

_BINARY = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "div": operator.truediv,
    "floordiv": operator.floordiv,
    "mod": operator.mod,
    "pow": operator.pow,
}
_COMPARE = {
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,
    "lteq": operator.le,
    "gt": operator.gt,
    "gteq": operator.ge,
    "in": lambda left, right: left in right,
    "notin": lambda left, right: left not in right,
}


class Scope:
    """The variables of a loop, a block or a macro, and the scope around it."""

    __slots__ = ("vars", "parent", "assigned")

    def __init__(self, vars, parent):
        self.vars = vars
        self.parent = parent
        # What `set` has put there: functions that ask for the context see it.
        self.assigned = {}

    def all_assigned(self):
        found = {} if self.parent is None else self.parent.all_assigned()
        found.update(self.assigned)
        return found

    def flat(self):
        """All variables that are seen here, apart from those of the context."""
        found = {} if self.parent is None else self.parent.flat()
        found.update(self.vars)
        return {name: value for name, value in found.items() if value is not missing}


class Frame:
    """Where a template is while it is rendered."""

    __slots__ = ("context", "scope", "out", "line", "parent")

    def __init__(self, context, scope=None):
        self.context = context
        self.scope = scope
        self.out = []
        self.line = 0
        # The template that is extended: then nothing outside of blocks is put out.
        self.parent = None

    def locals(self):
        return {} if self.scope is None else self.scope.flat()

    def text(self):
        """What was put out, as text."""
        return "".join(self.out)

    def marked_text(self):
        return Markup(self.text()) if self.context.eval_ctx.autoescape else self.text()


def joined(frame, parts):
    """The texts of several values as one, safe if one of them is."""
    if frame.context.eval_ctx.autoescape and any(hasattr(part, "__html__") for part in parts):
        return Markup("").join(parts)
    return "".join(map(str, parts))


class ExpressionCompiler:
    """The part of the compiler that makes functions of expressions."""

    def expr(self, node):
        return getattr(self, f"expr_{type(node).__name__}")(node)

    def fail(self, message, line):
        raise TemplateAssertionError(message, line, self.name, self.filename)

    def expr_Const(self, node):
        value = node.value
        return lambda frame: value

    def expr_TemplateData(self, node):
        data = node.data
        return lambda frame: Markup(data) if frame.context.eval_ctx.autoescape else data

    def expr_Name(self, node):
        name = node.name
        undefined = self.environment.undefined

        def load(frame):
            scope = frame.scope
            while scope is not None:
                if name in scope.vars:
                    value = scope.vars[name]
                    return undefined(name=name) if value is missing else value
                scope = scope.parent
            value = frame.context.resolve_or_missing(name)
            if value is missing:
                return TemplateReference(frame.context) if name == "self" else undefined(name=name)
            return value

        return load

    def expr_NSRef(self, node):
        return self.expr_Name(node)

    def expr_Tuple(self, node):
        items = [self.expr(item) for item in node.items]
        return lambda frame: tuple([item(frame) for item in items])

    def expr_List(self, node):
        items = [self.expr(item) for item in node.items]
        return lambda frame: [item(frame) for item in items]

    def expr_Dict(self, node):
        items = [(self.expr(key), self.expr(value)) for key, value in node.items]
        return lambda frame: {key(frame): value(frame) for key, value in items}

    def expr_CondExpr(self, node):
        test, value = self.expr(node.test), self.expr(node.expr1)
        if node.expr2 is not None:
            otherwise = self.expr(node.expr2)
        else:
            hint = (
                f"the inline if-expression on {self.position(node)} evaluated to false and no else section was defined."
            )
            # Whatever the environment's kind of undefined: to print nothing is what the short form is for.
            otherwise = lambda frame: Undefined(hint)  # noqa: E731
        return lambda frame: value(frame) if test(frame) else otherwise(frame)

    def position(self, node):
        return f"line {node.lineno}" + (f" in {self.name!r}" if self.name is not None else "")

    def expr_And(self, node):
        left, right = self.expr(node.left), self.expr(node.right)
        return lambda frame: left(frame) and right(frame)

    def expr_Or(self, node):
        left, right = self.expr(node.left), self.expr(node.right)
        return lambda frame: left(frame) or right(frame)

    def expr_Not(self, node):
        inner = self.expr(node.node)
        return lambda frame: not inner(frame)

    def expr_Neg(self, node):
        inner = self.expr(node.node)
        return lambda frame: -inner(frame)

    def expr_Pos(self, node):
        inner = self.expr(node.node)
        return lambda frame: +inner(frame)

    def expr_Binary(self, node):
        left, right, apply = self.expr(node.left), self.expr(node.right), _BINARY[node.operator]
        return lambda frame: apply(left(frame), right(frame))

    def expr_Concat(self, node):
        parts = [self.expr(part) for part in node.nodes]
        return lambda frame: joined(frame, [part(frame) for part in parts])

    def expr_Compare(self, node):
        first = self.expr(node.expr)
        ops = [(_COMPARE[kind], self.expr(operand)) for kind, operand in node.ops]
        if len(ops) == 1:
            apply, second = ops[0]
            return lambda frame: apply(first(frame), second(frame))

        def compare(frame):
            left = first(frame)
            for apply, operand in ops:
                right = operand(frame)
                result = apply(left, right)
                if not result:
                    return result
                left = right
            return result

        return compare

    def expr_Getattr(self, node):
        inner, name, getattr_ = self.expr(node.node), node.attr, self.environment.getattr
        return lambda frame: getattr_(inner(frame), name)

    def expr_Getitem(self, node):
        inner, arg = self.expr(node.node), self.expr(node.arg)
        if isinstance(node.arg, nodes.Slice):
            return lambda frame: inner(frame)[arg(frame)]
        getitem = self.environment.getitem
        return lambda frame: getitem(inner(frame), arg(frame))

    def expr_Slice(self, node):
        parts = [None if part is None else self.expr(part) for part in (node.start, node.stop, node.step)]
        return lambda frame: slice(*[None if part is None else part(frame) for part in parts])

    def arguments(self, node):
        """A function that gives the arguments of a call."""
        args = [self.expr(arg) for arg in node.args]
        kwargs = [(name, self.expr(value)) for name, value in node.kwargs]
        more = None if node.dyn_args is None else self.expr(node.dyn_args)
        named = None if node.dyn_kwargs is None else self.expr(node.dyn_kwargs)

        def evaluate(frame):
            values = [arg(frame) for arg in args]
            if more is not None:
                values += more(frame)
            keywords = {name: value(frame) for name, value in kwargs}
            if named is not None:
                for name, value in named(frame).items():
                    if name in keywords:
                        raise TypeError(f"got multiple values for keyword argument {name!r}")
                    keywords[name] = value
            return values, keywords

        return evaluate

    def expr_Call(self, node, with_caller=None):
        function, arguments = self.expr(node.node), self.arguments(node)

        def call(frame):
            called = function(frame)
            args, kwargs = arguments(frame)
            if with_caller is not None:
                kwargs["caller"] = with_caller(frame)
            context = frame.context
            if frame.scope is not None and pass_argument(called) == "context":
                assigned = frame.scope.all_assigned()
                context = context.derived(assigned) if assigned else context
            return context.call(called, *args, **kwargs)

        return call

    def _function(self, node, table, kind):
        function = table.get(node.name)
        if function is not None:
            return function
        if not self.is_soft:
            self.fail(f"No {kind} named {node.name!r}.", node.lineno)

        def refuse(*args, **kwargs):
            raise TemplateRuntimeError(f"No {kind} named {node.name!r} found.")

        return refuse

    def _apply(self, node, table, kind, value):
        function, arguments = self._function(node, table, kind), self.arguments(node)
        wanted = pass_argument(function)
        environment = self.environment
        if wanted == "context":
            first = lambda frame: (frame.context,)  # noqa: E731
        elif wanted == "eval_context":
            first = lambda frame: (frame.context.eval_ctx,)  # noqa: E731
        elif wanted == "environment":
            first = lambda frame: (environment,)  # noqa: E731
        else:
            first = None

        def apply(frame):
            item = value(frame)
            args, kwargs = arguments(frame)
            if first is None:
                return function(item, *args, **kwargs)
            return function(*first(frame), item, *args, **kwargs)

        return apply

    def expr_Filter(self, node, value=None):
        """A filter; the innermost of a chain may be given its value by a block."""
        if node.node is None:
            inner = value
        elif isinstance(node.node, nodes.Filter):
            inner = self.expr_Filter(node.node, value)
        else:
            inner = self.expr(node.node)
        return self._apply(node, self.environment.filters, "filter", inner)

    def expr_Test(self, node):
        return self._apply(node, self.environment.tests, "test", self.expr(node.node))
