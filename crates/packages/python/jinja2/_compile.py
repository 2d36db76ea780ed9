"""Turns statements into functions of the frame that they are run in, and a tree into what renders a template."""

from markupsafe import escape

from . import nodes
from ._evaluate import ExpressionCompiler, Frame, Scope
from .exceptions import TemplateNotFound, TemplateRuntimeError
from .runtime import LoopContext, Macro
from .utils import Namespace, missing, pass_argument

BREAK, CONTINUE = "break", "continue"


def names_in(found, wanted):
    """Which of the names are used below a node, or below the nodes of a list."""
    used = set()
    waiting = [found]
    while waiting:
        item = waiting.pop()
        if isinstance(item, (list, tuple)):
            waiting += item
        elif isinstance(item, nodes.Name):
            used.add(item.name)
        elif isinstance(item, nodes.Node):
            waiting += [getattr(item, name, None) for name in item.fields]
    return used & set(wanted)


class Compiler(ExpressionCompiler):
    """Makes what renders one template: `root` and `blocks`."""

    def __init__(self, environment, name, filename):
        self.environment = environment
        self.name = name
        self.filename = filename
        self.is_soft = False
        self.blocks = {}

    def compile(self, tree):
        self.root = self.routine(tree.body, self._finish_root)
        return self

    def routine(self, body, finish=None):
        """A function of a context that gives the pieces of text that a body puts out."""
        run = self.body(body)

        def render(context, scope=None):
            frame = Frame(context, scope)
            self.guarded(run, frame)
            if finish is not None:
                finish(frame)
            return frame.out

        return render

    def guarded(self, run, frame):
        """Run, and say of an error where in the template it happened."""
        try:
            return run(frame)
        except Exception as error:
            if hasattr(error, "add_note"):
                error.add_note(f"  in the template {self.filename or self.name or '<template>'}, line {frame.line}")
            raise

    def _finish_root(self, frame):
        if frame.parent is not None:
            frame.out += frame.parent.root_render_func(frame.context)

    def body(self, statements):
        """One function for statements in a row; it returns what ends a loop, if something does."""
        runs = [(getattr(self, f"stmt_{type(node).__name__}")(node), node.lineno) for node in statements]

        def run(frame):
            for statement, line in runs:
                frame.line = line
                signal = statement(frame)
                if signal is not None:
                    return signal

        return run

    # -- output ------------------------------------------------------------------------------------------------------

    def _finalized(self, node):
        inner = self.expr(node)
        finalize = self.environment.finalize
        if finalize is None:
            return inner
        if isinstance(node, nodes.Const):
            # A constant is escaped before it is finalized.
            plain = inner
            inner = lambda frame: escape(plain(frame)) if frame.context.eval_ctx.autoescape else plain(frame)  # noqa: E731
        wanted = pass_argument(finalize)
        if wanted == "context":
            return lambda frame: finalize(frame.context, inner(frame))
        if wanted == "eval_context":
            return lambda frame: finalize(frame.context.eval_ctx, inner(frame))
        if wanted == "environment":
            return lambda frame: finalize(self.environment, inner(frame))
        return lambda frame: finalize(inner(frame))

    def stmt_Output(self, node):
        parts = [
            (True, child.data) if isinstance(child, nodes.TemplateData) else (False, (self._finalized(child), child.lineno))
            for child in node.nodes
        ]

        def output(frame):
            if frame.parent is not None:
                return
            out = frame.out
            for is_data, part in parts:
                if is_data:
                    out.append(part)
                else:
                    frame.line = part[1] or frame.line
                    value = part[0](frame)
                    out.append(str(escape(value) if frame.context.eval_ctx.autoescape else value))

        return output

    def _captured(self, run, frame):
        """What a body puts out, apart."""
        out, parent = frame.out, frame.parent
        frame.out, frame.parent = [], None
        try:
            signal = run(frame)
            return frame.marked_text(), signal
        finally:
            frame.out, frame.parent = out, parent

    def _scoped(self, run, frame, vars=None):
        """Run with variables of its own."""
        around = frame.scope
        frame.scope = Scope({} if vars is None else vars, around)
        try:
            return run(frame)
        finally:
            frame.scope = around

    def stmt_FilterBlock(self, node):
        run = self.body(node.body)
        holder = []
        value = self.expr_Filter(node.filter, lambda frame: holder.pop())

        def block(frame):
            text, signal = self._captured(lambda inner: self._scoped(run, inner), frame)
            holder.append(text)
            frame.out.append(str(value(frame)))
            return signal

        return block

    def stmt_Autoescape(self, node):
        value, run = self.expr(node.value), self.body(node.body)

        def block(frame):
            eval_ctx = frame.context.eval_ctx
            before = eval_ctx.autoescape
            eval_ctx.autoescape = value(frame)
            try:
                return self._scoped(run, frame)
            finally:
                eval_ctx.autoescape = before

        return block

    # -- control -----------------------------------------------------------------------------------------------------

    def stmt_If(self, node):
        before, self.is_soft = self.is_soft, True
        branches = [(self.expr(branch.test), self.body(branch.body)) for branch in [node, *node.elif_]]
        otherwise = self.body(node.else_)
        self.is_soft = before

        def choose(frame):
            for test, run in branches:
                if test(frame):
                    return run(frame)
            return otherwise(frame)

        return choose

    def stmt_For(self, node):
        if names_in(node.target, ["loop"]):
            self.fail("Can't assign to special loop variable in for-loop target", node.lineno)
        iterated = self.expr(node.iter)
        store = self.target(node.target)
        test = None if node.test is None else self.expr(node.test)
        run = self.body(node.body)
        otherwise = self.body(node.else_)
        is_recursive = node.recursive
        undefined = self.environment.undefined

        def filtered(frame, items):
            around = frame.scope
            for item in items:
                frame.scope = Scope({}, around)
                store(frame, item)
                passes = test(frame)
                frame.scope = around
                if passes:
                    yield item

        def loop_over(frame, items, depth):
            around = frame.scope
            if test is not None:
                items = filtered(frame, items)
            recurse = (lambda inner, below: again(frame, inner, below)) if is_recursive else None
            loop = LoopContext(items, undefined, recurse, depth)
            signal = None
            try:
                for item, _ in loop:
                    frame.scope = Scope({"loop": loop}, around)
                    store(frame, item)
                    if run(frame) == BREAK:
                        break
                    frame.scope = around
            finally:
                frame.scope = around
            if loop.index0 < 0:
                signal = self._scoped(otherwise, frame)
            return signal

        def again(frame, items, depth):
            return self._captured(lambda inner: loop_over(inner, items, depth), frame)[0]

        return lambda frame: loop_over(frame, iterated(frame), 0)

    def stmt_Break(self, node):
        return lambda frame: BREAK

    def stmt_Continue(self, node):
        return lambda frame: CONTINUE

    def stmt_With(self, node):
        targets = [self.target(target) for target in node.targets]
        values = [self.expr(value) for value in node.values]
        run = self.body(node.body)

        def block(frame):
            # The values are those of outside.
            found = [value(frame) for value in values]

            def inside(inner):
                for target, value in zip(targets, found):
                    target(inner, value)
                return run(inner)

            return self._scoped(inside, frame)

        return block

    def stmt_ExprStmt(self, node):
        value = self.expr(node.node)

        def run(frame):
            value(frame)

        return run

    # -- variables ---------------------------------------------------------------------------------------------------

    def target(self, node):
        """A function that puts a value where an assignment says."""
        if isinstance(node, nodes.Name):
            return self._name_target(node.name)
        if isinstance(node, nodes.NSRef):
            load, attr = self.expr_Name(node), node.attr

            def store_attribute(frame, value):
                namespace = load(frame)
                if not isinstance(namespace, Namespace):
                    raise TemplateRuntimeError("cannot assign attribute on non-namespace object")
                namespace[attr] = value

            return store_attribute
        targets = [self.target(item) for item in node.items]
        count = len(targets)

        def unpack(frame, value):
            try:
                values = list(value)
            except TypeError:
                raise TypeError(f"cannot unpack non-iterable {type(value).__name__} object") from None
            if len(values) > count:
                raise ValueError(f"too many values to unpack (expected {count})")
            if len(values) < count:
                raise ValueError(f"not enough values to unpack (expected {count}, got {len(values)})")
            for target, item in zip(targets, values):
                target(frame, item)

        return unpack

    def _name_target(self, name, is_exported=True):
        is_exported = is_exported and not name.startswith("_")

        def store(frame, value):
            if frame.scope is not None:
                frame.scope.vars[name] = value
                return
            context = frame.context
            context.vars[name] = value
            if is_exported:
                context.exported_vars.add(name)
            else:
                context.exported_vars.discard(name)

        return store

    def _noting(self, target):
        """A function that notes in the scope which variables a `set` has put there."""
        items = target.items if isinstance(target, nodes.Tuple) else [target]
        names = [item.name for item in items if isinstance(item, nodes.Name)]

        def note(frame):
            scope = frame.scope
            if scope is not None:
                for name in names:
                    scope.assigned[name] = scope.vars[name]

        return note

    def stmt_Assign(self, node):
        target, value = self.target(node.target), self.expr(node.node)
        noted = self._noting(node.target)

        def assign(frame):
            target(frame, value(frame))
            noted(frame)

        return assign

    def stmt_AssignBlock(self, node):
        target, run = self.target(node.target), self.body(node.body)
        noted = self._noting(node.target)
        holder = []
        value = None if node.filter is None else self.expr_Filter(node.filter, lambda frame: holder.pop())

        def assign(frame):
            text, signal = self._captured(lambda inner: self._scoped(run, inner), frame)
            if value is not None:
                holder.append(text)
                text = value(frame)
            target(frame, text)
            noted(frame)
            return signal

        return assign

    # -- macros ------------------------------------------------------------------------------------------------------

    def macro(self, node, name):
        """A function of a frame that makes the macro there."""
        arguments = tuple(node.args)
        used = names_in(node.body, ("caller", "kwargs", "varargs"))
        defaults = [None] * (len(arguments) - len(node.defaults)) + [self.expr(item) for item in node.defaults]
        run = self.body(node.body)
        environment = self.environment
        undefined = environment.undefined

        def make(frame):
            context, around = frame.context, frame.scope

            def call(values, special, autoescape):
                scope = Scope(dict(special), around)
                inner = Frame(context, scope)
                for argument, value, default in zip(arguments, values, defaults):
                    if value is missing:
                        if default is not None:
                            value = default(inner)
                        else:
                            value = undefined(f"parameter {argument!r} was not provided", name=argument)
                    scope.vars[argument] = value
                self.guarded(run, inner)
                return inner.text()

            return Macro(
                environment,
                call,
                name,
                arguments,
                "kwargs" in used,
                "varargs" in used,
                "caller" in used,
                context.eval_ctx.autoescape,
            )

        return make

    def stmt_Macro(self, node):
        make, store = self.macro(node, node.name), self._name_target(node.name)

        def define(frame):
            store(frame, make(frame))

        return define

    def stmt_CallBlock(self, node):
        value = self.expr_Call(node.call, self.macro(node, None))

        def call(frame):
            result = value(frame)
            if frame.parent is None:
                frame.out.append(str(result))

        return call

    # -- other templates ---------------------------------------------------------------------------------------------

    def stmt_Block(self, node):
        name = node.name
        if name in self.blocks:
            self.fail(f"block {name!r} defined twice", node.lineno)
        self.blocks[name] = None
        before, self.is_soft = self.is_soft, False
        run = self.body(node.body)
        self.is_soft = before

        def render(context):
            frame = Frame(context, Scope({"super": context.super(name, render)}, None))
            self.guarded(run, frame)
            return frame.out

        self.blocks[name] = render

        def place(frame):
            if frame.parent is not None:
                return
            context = frame.context
            if node.required and len(context.blocks[name]) <= 1:
                raise TemplateRuntimeError(f"Required block {name!r} not found")
            if node.scoped and frame.scope is not None:
                context = context.derived(frame.scope.flat())
            frame.out += context.blocks[name][0](context)

        return place

    def stmt_Extends(self, node):
        template = self.expr(node.template)
        environment, name = self.environment, self.name

        def extend(frame):
            if frame.parent is not None:
                raise TemplateRuntimeError("extended multiple times")
            frame.parent = environment.get_template(template(frame), name)
            for block, render in frame.parent.blocks.items():
                frame.context.blocks.setdefault(block, []).append(render)

        return extend

    def stmt_Include(self, node):
        template = self.expr(node.template)
        environment, name = self.environment, self.name

        def include(frame):
            try:
                found = environment.get_or_select_template(template(frame), name)
            except TemplateNotFound:
                if node.ignore_missing:
                    return
                raise
            if node.with_context:
                context = found.new_context(frame.context.get_all(), True, frame.locals())
                frame.out += found.root_render_func(context)
            else:
                frame.out += found._get_default_module()._body_stream

        return include

    def _module(self, node):
        template = self.expr(node.template)
        environment, name = self.environment, self.name

        def load(frame):
            found = environment.get_template(template(frame), name)
            if node.with_context:
                return found.make_module(frame.context.get_all(), True, frame.locals())
            return found._get_default_module(frame.context)

        return load

    def stmt_Import(self, node):
        load, store = self._module(node), self._name_target(node.target, False)

        def run(frame):
            store(frame, load(frame))

        return run

    def stmt_FromImport(self, node):
        load = self._module(node)
        stores = [(name, self._name_target(alias, False)) for name, alias in node.names]
        undefined, position = self.environment.undefined, self.position(node)

        def run(frame):
            module = load(frame)
            for name, store in stores:
                value = getattr(module, name, missing)
                if value is missing:
                    value = undefined(
                        f"the template {module.__name__!r} (imported on {position}) does not export the requested "
                        f"name {name!r}",
                        name=name,
                    )
                store(frame, value)

        return run
