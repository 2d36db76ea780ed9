"""Reads expressions."""

from . import nodes

_COMPARE = frozenset(("eq", "ne", "lt", "lteq", "gt", "gteq"))
_ARGUMENT_STARTS = frozenset(("name", "string", "integer", "float", "lparen", "lbracket", "lbrace"))


class ExpressionParser:
    """The part of the parser that reads expressions, the weakest operator first."""

    def parse_assign_target(self, with_tuple=True, name_only=False, extra_ends=None, with_namespace=False):
        if name_only:
            token = self.expect("name")
            target = nodes.Name(token.value, lineno=token.lineno)
        elif with_tuple:
            target = self.parse_tuple(simplified=True, extra_ends=extra_ends, with_namespace=with_namespace)
        else:
            target = self.parse_primary(with_namespace)
        if not _is_assignable(target):
            self.fail(f"can't assign to {_kind_name(target)!r}", target.lineno)
        return target

    def parse_tuple(
        self, simplified=False, with_condition=True, extra_ends=None, has_parentheses=False, with_namespace=False
    ):
        line = self.current.lineno
        items = []
        is_tuple = False
        while True:
            if items:
                self.expect("comma")
            if self.current.type in ("variable_end", "block_end", "rparen"):
                break
            if extra_ends and self.current.test_any(*extra_ends):
                break
            items.append(self.parse_primary(with_namespace) if simplified else self.parse_expression(with_condition))
            if self.current.type != "comma":
                break
            is_tuple = True
            line = self.current.lineno
        if not is_tuple:
            if items:
                return items[0]
            if not has_parentheses:
                self.fail(f"Expected an expression, got {self.current.describe()!r}")
        return nodes.Tuple(items, lineno=line)

    def parse_expression(self, with_condition=True):
        return self.parse_condition() if with_condition else self.parse_or()

    def parse_condition(self):
        line = self.current.lineno
        value = self.parse_or()
        while self.skip_if("name:if"):
            test = self.parse_or()
            otherwise = self.parse_condition() if self.skip_if("name:else") else None
            value = nodes.CondExpr(test, value, otherwise, lineno=line)
            line = self.current.lineno
        return value

    def parse_or(self):
        line = self.current.lineno
        left = self.parse_and()
        while self.skip_if("name:or"):
            left = nodes.Or(left, self.parse_and(), lineno=line)
            line = self.current.lineno
        return left

    def parse_and(self):
        line = self.current.lineno
        left = self.parse_not()
        while self.skip_if("name:and"):
            left = nodes.And(left, self.parse_not(), lineno=line)
            line = self.current.lineno
        return left

    def parse_not(self):
        if self.current.test("name:not"):
            line = self.next().lineno
            return nodes.Not(self.parse_not(), lineno=line)
        return self.parse_compare()

    def parse_compare(self):
        line = self.current.lineno
        left = self.parse_sum()
        ops = []
        while True:
            kind = self.current.type
            if kind in _COMPARE:
                self.next()
            elif self.skip_if("name:in"):
                kind = "in"
            elif self.current.test("name:not") and self.look().test("name:in"):
                self.next()
                self.next()
                kind = "notin"
            else:
                break
            ops.append((kind, self.parse_sum()))
            line = self.current.lineno
        return nodes.Compare(left, ops, lineno=line) if ops else left

    def _binary(self, kinds, operand):
        line = self.current.lineno
        left = operand()
        while self.current.type in kinds:
            kind = self.next().type
            left = nodes.Binary(kind, left, operand(), lineno=line)
            line = self.current.lineno
        return left

    def parse_sum(self):
        return self._binary(("add", "sub"), self.parse_concat)

    def parse_concat(self):
        line = self.current.lineno
        items = [self.parse_product()]
        while self.skip_if("tilde"):
            items.append(self.parse_product())
        return items[0] if len(items) == 1 else nodes.Concat(items, lineno=line)

    def parse_product(self):
        return self._binary(("mul", "div", "floordiv", "mod"), self.parse_pow)

    def parse_pow(self):
        return self._binary(("pow",), self.parse_unary)

    def parse_unary(self, with_filter=True):
        line = self.current.lineno
        if self.skip_if("sub"):
            node = nodes.Neg(self.parse_unary(False), lineno=line)
        elif self.skip_if("add"):
            node = nodes.Pos(self.parse_unary(False), lineno=line)
        else:
            node = self.parse_primary()
        node = self.parse_postfix(node)
        return self.parse_filters(node) if with_filter else node

    def parse_primary(self, with_namespace=False):
        token = self.current
        line = token.lineno
        if token.type == "name":
            self.next()
            if token.value in ("true", "True", "false", "False"):
                return nodes.Const(token.value in ("true", "True"), lineno=line)
            if token.value in ("none", "None"):
                return nodes.Const(None, lineno=line)
            if with_namespace and self.skip_if("dot"):
                return nodes.NSRef(token.value, self.expect("name").value, lineno=line)
            return nodes.Name(token.value, lineno=line)
        if token.type == "string":
            parts = []
            while self.current.type == "string":
                parts.append(self.next().value)
            return nodes.Const("".join(parts), lineno=line)
        if token.type in ("integer", "float"):
            self.next()
            return nodes.Const(token.value, lineno=line)
        if token.type == "lparen":
            self.next()
            node = self.parse_tuple(has_parentheses=True)
            self.expect("rparen")
            return node
        if token.type == "lbracket":
            return self.parse_list()
        if token.type == "lbrace":
            return self.parse_dict()
        self.fail(f"unexpected {token.describe()!r}", line)

    def _group(self, close, item):
        items = []
        while self.current.type != close:
            if items:
                self.expect("comma")
            if self.current.type == close:
                break
            items.append(item())
        self.expect(close)
        return items

    def parse_list(self):
        line = self.expect("lbracket").lineno
        return nodes.List(self._group("rbracket", self.parse_expression), lineno=line)

    def parse_dict(self):
        def pair():
            key = self.parse_expression()
            self.expect("colon")
            return key, self.parse_expression()

        line = self.expect("lbrace").lineno
        return nodes.Dict(self._group("rbrace", pair), lineno=line)

    def parse_postfix(self, node):
        while True:
            if self.current.type in ("dot", "lbracket"):
                node = self.parse_subscript(node)
            elif self.current.type == "lparen":
                node = self.parse_call(node)
            else:
                return node

    def parse_filters(self, node):
        while True:
            if self.current.type == "pipe":
                node = self.parse_filter(node)
            elif self.current.test("name:is"):
                node = self.parse_test(node)
            elif self.current.type == "lparen":
                node = self.parse_call(node)
            else:
                return node

    def parse_subscript(self, node):
        token = self.next()
        if token.type == "dot":
            attr = self.current
            self.next()
            if attr.type == "name":
                return nodes.Getattr(node, attr.value, lineno=token.lineno)
            if attr.type != "integer":
                self.fail("expected name or number", attr.lineno)
            return nodes.Getitem(node, nodes.Const(attr.value, lineno=attr.lineno), lineno=token.lineno)
        items = []
        while self.current.type != "rbracket":
            if items:
                self.expect("comma")
            items.append(self.parse_index())
        self.expect("rbracket")
        arg = items[0] if len(items) == 1 else nodes.Tuple(items, lineno=token.lineno)
        return nodes.Getitem(node, arg, lineno=token.lineno)

    def parse_index(self):
        line = self.current.lineno
        start = stop = step = None
        if not self.skip_if("colon"):
            start = self.parse_expression()
            if not self.skip_if("colon"):
                return start
        if self.current.type not in ("colon", "rbracket", "comma"):
            stop = self.parse_expression()
        if self.skip_if("colon") and self.current.type not in ("rbracket", "comma"):
            step = self.parse_expression()
        return nodes.Slice(start, stop, step, lineno=line)

    def parse_call_args(self):
        token = self.expect("lparen")
        args, kwargs = [], []
        dyn_args = dyn_kwargs = None
        needs_comma = False

        def ensure(is_allowed):
            if not is_allowed:
                self.fail("invalid syntax for function call expression", token.lineno)

        while self.current.type != "rparen":
            if needs_comma:
                self.expect("comma")
                if self.current.type == "rparen":
                    break
            if self.current.type == "mul":
                ensure(dyn_args is None and dyn_kwargs is None)
                self.next()
                dyn_args = self.parse_expression()
            elif self.current.type == "pow":
                ensure(dyn_kwargs is None)
                self.next()
                dyn_kwargs = self.parse_expression()
            elif self.current.type == "name" and self.look().type == "assign":
                ensure(dyn_kwargs is None)
                key = self.next().value
                self.next()
                kwargs.append((key, self.parse_expression()))
            else:
                ensure(dyn_args is None and dyn_kwargs is None and not kwargs)
                args.append(self.parse_expression())
            needs_comma = True
        self.expect("rparen")
        return args, kwargs, dyn_args, dyn_kwargs

    def parse_call(self, node):
        line = self.current.lineno
        return nodes.Call(node, *self.parse_call_args(), lineno=line)

    def _dotted_name(self):
        token = self.expect("name")
        name = token.value
        while self.skip_if("dot"):
            name += "." + self.expect("name").value
        return name, token.lineno

    def parse_filter(self, node, is_inline=False):
        while self.current.type == "pipe" or is_inline:
            if not is_inline:
                self.next()
            name, line = self._dotted_name()
            args = self.parse_call_args() if self.current.type == "lparen" else ([], [], None, None)
            node = nodes.Filter(node, name, *args, lineno=line)
            is_inline = False
        return node

    def parse_test(self, node):
        line = self.next().lineno
        is_negated = self.skip_if("name:not")
        name, _ = self._dotted_name()
        args = ([], [], None, None)
        if self.current.type == "lparen":
            args = self.parse_call_args()
        elif self.current.type in _ARGUMENT_STARTS and not self.current.test_any("name:else", "name:or", "name:and"):
            if self.current.test("name:is"):
                self.fail("You cannot chain multiple tests with is")
            args = ([self.parse_postfix(self.parse_primary())], [], None, None)
        node = nodes.Test(node, name, *args, lineno=line)
        return nodes.Not(node, lineno=line) if is_negated else node


def _is_assignable(node):
    if isinstance(node, nodes.Tuple):
        return all(map(_is_assignable, node.items))
    if isinstance(node, nodes.Name):
        return node.name not in ("true", "false", "none", "True", "False", "None")
    return node.can_assign


def _kind_name(node):
    return type(node).__name__.lower()
