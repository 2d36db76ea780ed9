"""Makes a tree of a template's tokens: its statements. Expressions are in `_expressions`."""

from . import nodes
from ._expressions import ExpressionParser
from .exceptions import TemplateAssertionError, TemplateSyntaxError
from .lexer import Lexer, Token, describe


class Parser(ExpressionParser):
    """Reads one template."""

    def __init__(self, environment, source, name=None, filename=None, state=None):
        self.environment = environment
        self.name = name
        self.filename = filename
        lexer = Lexer(environment, source, name, filename)
        try:
            if state == "variable":
                lexer._inside("variable")
                lexer.tokens[:1] = []
                lexer.tokens.append(Token(lexer.line, "eof", ""))
            else:
                lexer.tokenize()
        except TemplateSyntaxError as error:
            # It is raised when the parser comes to it: what is wrong before it is said first.
            lexer.tokens.append(Token(lexer.line, "error", error))
        self.tokens = lexer.tokens
        self.at = -1
        self.tags = []
        self.ends = []
        self.extensions = environment._statement_extensions()
        self.next()

    # -- tokens ------------------------------------------------------------------------------------------------------

    def next(self):
        """Step on; returns the token that was current."""
        before = self.tokens[max(self.at, 0)]
        if self.at < len(self.tokens) - 1:
            self.at += 1
        self.current = self.tokens[self.at]
        if self.current.type == "error":
            raise self.current.value
        return before

    def look(self):
        return self.tokens[min(self.at + 1, len(self.tokens) - 1)]

    def skip_if(self, rule):
        if self.current.test(rule):
            self.next()
            return True
        return False

    def expect(self, rule):
        if not self.current.test(rule):
            wanted = rule[5:] if rule.startswith("name:") else describe(rule)
            if self.current.type == "eof":
                self.fail(f"unexpected end of template, expected {wanted!r}.")
            self.fail(f"expected token {wanted!r}, got {self.current.describe()!r}")
        return self.next()

    def fail(self, message, line=None, kind=TemplateSyntaxError):
        raise kind(message, self.current.lineno if line is None else line, self.name, self.filename)

    def fail_ended(self, name, line=None):
        """Say that a tag is unknown, or that the template ends too early."""
        expected = {end[5:] for ends in self.ends for end in ends}
        message = "Unexpected end of template." if name is None else f"Encountered unknown tag {name!r}."
        if self.ends:
            wanted = " or ".join(repr(end[5:]) for end in self.ends[-1])
            if name is not None and name in expected:
                message += (
                    " You probably made a nesting mistake. Jinja is expecting this tag, but currently looking for "
                    f"{wanted}."
                )
            else:
                message += f" Jinja was looking for the following tags: {wanted}."
        if self.tags:
            message += f" The innermost block that needs to be closed is {self.tags[-1]!r}."
        self.fail(message, line)

    # -- bodies ------------------------------------------------------------------------------------------------------

    def parse(self):
        return nodes.Template(self.subparse(None), lineno=1)

    def subparse(self, ends):
        body, output = [], []

        def flush():
            if output:
                body.append(nodes.Output(output[:], lineno=output[0].lineno))
                output.clear()

        if ends is not None:
            self.ends.append(ends)
        try:
            while self.current.type != "eof":
                token = self.current
                if token.type == "data":
                    output.append(nodes.TemplateData(token.value, lineno=token.lineno))
                    self.next()
                elif token.type == "variable_begin":
                    self.next()
                    output.append(self.parse_tuple())
                    self.expect("variable_end")
                else:
                    flush()
                    self.next()
                    if ends is not None and self.current.test_any(*ends):
                        return body
                    found = self.parse_statement()
                    body += found if isinstance(found, list) else [found]
                    self.expect("block_end")
            flush()
        finally:
            if ends is not None:
                self.ends.pop()
        return body

    def parse_statements(self, *ends, drop=False):
        """The body of a statement, up to one of the tags that end it."""
        self.skip_if("colon")
        self.expect("block_end")
        body = self.subparse(ends)
        if self.current.type == "eof":
            self.ends.append(ends)
            self.fail_ended(None)
        if drop:
            self.next()
        return body

    def parse_statement(self):
        token = self.current
        if token.type != "name":
            self.fail("tag name expected", token.lineno)
        method = _TAGS.get(token.value) or self.extensions.get(token.value)
        if method is None:
            self.fail_ended(token.value, token.lineno)
        self.tags.append(token.value)
        try:
            return getattr(self, method)()
        finally:
            self.tags.pop()

    # -- statements --------------------------------------------------------------------------------------------------

    def parse_set(self):
        line = self.next().lineno
        target = self.parse_assign_target(with_namespace=True)
        if self.skip_if("assign"):
            return nodes.Assign(target, self.parse_tuple(), lineno=line)
        chain = self.parse_filter(None)
        return nodes.AssignBlock(target, chain, self.parse_statements("name:endset", drop=True), lineno=line)

    def parse_for(self):
        line = self.expect("name:for").lineno
        target = self.parse_assign_target(extra_ends=("name:in",))
        self.expect("name:in")
        iterated = self.parse_tuple(with_condition=False, extra_ends=("name:recursive",))
        test = self.parse_expression() if self.skip_if("name:if") else None
        is_recursive = self.skip_if("name:recursive")
        body = self.parse_statements("name:endfor", "name:else")
        otherwise = [] if self.next().value == "endfor" else self.parse_statements("name:endfor", drop=True)
        return nodes.For(target, iterated, body, otherwise, test, is_recursive, lineno=line)

    def parse_if(self):
        first = node = None
        line = self.expect("name:if").lineno
        while True:
            test = self.parse_tuple(with_condition=False)
            body = self.parse_statements("name:elif", "name:else", "name:endif")
            node = nodes.If(test, body, [], [], lineno=line)
            if first is None:
                first = node
            else:
                first.elif_.append(node)
            token = self.next()
            line = self.current.lineno
            if token.test("name:elif"):
                continue
            if token.test("name:else"):
                first.else_ = self.parse_statements("name:endif", drop=True)
            return first

    def parse_with(self):
        line = self.next().lineno
        targets, values = [], []
        while self.current.type != "block_end":
            if targets:
                self.expect("comma")
            targets.append(self.parse_assign_target())
            self.expect("assign")
            values.append(self.parse_expression())
        return nodes.With(targets, values, self.parse_statements("name:endwith", drop=True), lineno=line)

    def parse_autoescape(self):
        line = self.next().lineno
        value = self.parse_expression()
        return nodes.Autoescape(value, self.parse_statements("name:endautoescape", drop=True), lineno=line)

    def parse_block(self):
        line = self.next().lineno
        name = self.expect("name").value
        is_scoped = self.skip_if("name:scoped")
        is_required = self.skip_if("name:required")
        if self.current.type == "sub":
            self.fail(
                "Block names in Jinja have to be valid Python identifiers and may not contain hyphens, use an underscore "
                "instead."
            )
        body = self.parse_statements("name:endblock", drop=True)
        if is_required:
            for child in body:
                if not isinstance(child, nodes.Output) or any(
                    not isinstance(item, nodes.TemplateData) or not item.data.isspace() for item in child.nodes
                ):
                    self.fail("Required blocks can only contain comments or whitespace")
        self.skip_if(f"name:{name}")
        return nodes.Block(name, body, is_scoped, is_required, lineno=line)

    def parse_extends(self):
        line = self.next().lineno
        return nodes.Extends(self.parse_expression(), lineno=line)

    def _with_context(self, default):
        if self.current.test_any("name:with", "name:without") and self.look().test("name:context"):
            default = self.next().value == "with"
            self.next()
        return default

    def parse_include(self):
        line = self.next().lineno
        template = self.parse_expression()
        ignore_missing = self.current.test("name:ignore") and self.look().test("name:missing")
        if ignore_missing:
            self.next()
            self.next()
        return nodes.Include(template, self._with_context(True), ignore_missing, lineno=line)

    def parse_import(self):
        line = self.next().lineno
        template = self.parse_expression()
        self.expect("name:as")
        target = self.parse_assign_target(name_only=True).name
        return nodes.Import(template, target, self._with_context(False), lineno=line)

    def parse_from(self):
        line = self.next().lineno
        template = self.parse_expression()
        self.expect("name:import")
        names = []
        with_context = None
        while True:
            if names:
                self.expect("comma")
            if self.current.type != "name":
                self.expect("name")
            if self.current.value in ("with", "without") and self.look().test("name:context"):
                with_context = self._with_context(False)
                break
            target = self.parse_assign_target(name_only=True)
            if target.name.startswith("_"):
                self.fail(
                    "names starting with an underline can not be imported", target.lineno, TemplateAssertionError
                )
            alias = self.parse_assign_target(name_only=True).name if self.skip_if("name:as") else target.name
            names.append((target.name, alias))
            if self.current.value in ("with", "without") and self.look().test("name:context"):
                with_context = self._with_context(False)
                break
            if self.current.type != "comma":
                break
        return nodes.FromImport(template, names, bool(with_context), lineno=line)

    def parse_signature(self):
        args, defaults = [], []
        self.expect("lparen")
        while self.current.type != "rparen":
            if args:
                self.expect("comma")
            arg = self.parse_assign_target(name_only=True)
            if self.skip_if("assign"):
                defaults.append(self.parse_expression())
            elif defaults:
                self.fail("non-default argument follows default argument")
            args.append(arg.name)
        self.expect("rparen")
        return args, defaults

    def parse_macro(self):
        line = self.next().lineno
        name = self.parse_assign_target(name_only=True).name
        args, defaults = self.parse_signature()
        return nodes.Macro(name, args, defaults, self.parse_statements("name:endmacro", drop=True), lineno=line)

    def parse_call_block(self):
        line = self.next().lineno
        args, defaults = self.parse_signature() if self.current.type == "lparen" else ([], [])
        call = self.parse_expression()
        if not isinstance(call, nodes.Call):
            self.fail("expected call", line)
        return nodes.CallBlock(call, args, defaults, self.parse_statements("name:endcall", drop=True), lineno=line)

    def parse_filter_block(self):
        line = self.next().lineno
        chain = self.parse_filter(None, True)
        return nodes.FilterBlock(self.parse_statements("name:endfilter", drop=True), chain, lineno=line)

    def parse_print(self):
        line = self.next().lineno
        items = []
        while self.current.type != "block_end":
            if items:
                self.expect("comma")
            items.append(self.parse_expression())
        return nodes.Output(items, lineno=line)

    # -- statements of the extensions that are here ------------------------------------------------------------------

    def parse_do(self):
        line = self.next().lineno
        return nodes.ExprStmt(self.parse_tuple(), lineno=line)

    def parse_break(self):
        return nodes.Break(lineno=self.next().lineno)

    def parse_continue(self):
        return nodes.Continue(lineno=self.next().lineno)


_TAGS = {
    name: f"parse_{name}"
    for name in "set for if with autoescape block extends include import from macro print".split()
}
_TAGS.update(call="parse_call_block", filter="parse_filter_block")
