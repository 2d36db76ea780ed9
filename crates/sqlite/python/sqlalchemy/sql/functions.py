"""SQL functions: `func.anything(…)`, and those whose type is known."""

from . import coercions, operators, roles, sqltypes, type_api
from ._labels import quoted_name  # noqa: F401
from .base import Executable
from .elements import (
    AggregateOrderBy,
    BindParameter,
    Cast,
    ClauseList,
    ColumnElement,
    Extract,
    FunctionFilter,
    Grouping,
    NamedColumn,
    Over,
    WithinGroup,
)

_registry = {"_default": {}}


def register_function(identifier, fn, package="_default"):
    _registry.setdefault(package, {})[identifier.lower()] = fn


class FunctionElement(Executable, ColumnElement):
    """Base of functions."""

    _has_args = False
    _with_ordinality = False
    _traverse = ("clause_expr",)
    packagenames = ()
    primary_key = False
    _is_table_value = False

    def __init__(self, *clauses):
        args = [
            coercions.expect(roles.ExpressionElementRole, c, name=getattr(self, "name", None), apply_propagate_attrs=self)
            for c in clauses
        ]
        self._has_args = self._has_args or bool(args)
        self.clause_expr = Grouping(ClauseList(operator=operators.comma_op, *args))

    @property
    def _non_anon_label(self):
        return None

    @property
    def _proxy_key(self):
        return (self._annotations.get("proxy_key") if self._annotations else None) or getattr(self, "name", None)

    @property
    def clauses(self):
        return self.clause_expr.element

    @property
    def columns(self):
        from .base import ColumnCollection

        return ColumnCollection([(col.key, col) for col in self._all_selected_columns])

    c = exported_columns = columns

    @property
    def _all_selected_columns(self):
        return [self]

    @property
    def _from_objects(self):
        return self.clauses._from_objects

    @property
    def entity_namespace(self):
        from .base import _entity_namespace

        return _entity_namespace(self.clause_expr)

    def over(self, *, partition_by=None, order_by=None, rows=None, range_=None, groups=None, exclude=None):
        return Over(self, partition_by=partition_by, order_by=order_by, rows=rows, range_=range_, groups=groups, exclude=exclude)

    def within_group(self, *order_by):
        return WithinGroup(self, *order_by)

    def aggregate_order_by(self, *order_by):
        return AggregateOrderBy(self, *order_by)

    def filter(self, *criterion):
        return FunctionFilter(self, *criterion) if criterion else self

    def within_group_type(self, within_group):
        return None

    def alias(self, name=None, joins_implicitly=False):
        from .selectable import TableValuedAlias

        return TableValuedAlias._construct(self, name=name, table_value_type=self.type, joins_implicitly=joins_implicitly)

    def column_valued(self, name=None, joins_implicitly=False):
        return self.alias(name=name, joins_implicitly=joins_implicitly).column

    def table_valued(self, *expr, **kw):
        from .elements import ColumnClause
        from .selectable import TableValuedAlias

        name, joins = kw.pop("name", None), kw.pop("joins_implicitly", False)
        cols = [ColumnClause(e) if isinstance(e, str) else coercions.resolve(e) for e in expr]
        return TableValuedAlias._construct(
            self, name=name, table_value_type=sqltypes.TableValueType(*cols), joins_implicitly=joins
        )

    def select(self):
        from .selectable import Select

        return Select(self)

    def _execute_on_connection(self, connection, distilled_params, execution_options):
        return connection._execute_clauseelement(self.select(), distilled_params, execution_options)

    def self_group(self, against=None):
        if against in (operators.getitem, operators.json_getitem_op) and self.type._is_array:
            return Grouping(self)
        return super().self_group(against=against)


class Function(FunctionElement):
    """A function with a name that isn't known to have a type of its own."""

    __visit_name__ = "function"
    _traverse = ("clause_expr", "packagenames", "name", "type")

    def __init__(self, name, *clauses, type_=None, packagenames=None, monotonic=False):
        self.packagenames = tuple(packagenames or ())
        self.name = name
        self.type = type_api.to_instance(type_)
        FunctionElement.__init__(self, *clauses)

    @property
    def description(self):
        return self.name

    def _bind_param(self, operator, obj, type_=None, expanding=False, **kw):
        return BindParameter(
            self.name, obj, _compared_to_operator=operator, _compared_to_type=self.type, type_=type_, unique=True,
            expanding=expanding, **kw,
        )


class GenericFunction(Function):
    """A function whose type is known; a program's subclasses are found by `func` too."""

    name = "GenericFunction"

    def __init_subclass__(cls, register=True, **kw):
        super().__init_subclass__(**kw)
        d = cls.__dict__
        name = d.get("name", cls.__name__)
        cls.name = name
        cls.identifier = identifier = d.get("identifier", name)
        cls._fixed_type = d.get("type", getattr(cls, "_fixed_type", None))
        if "type" in d:
            del cls.type
        if register and "_register" not in d:
            register_function(identifier, cls, d.get("package", "_default"))

    def __init__(self, *args, **kwargs):
        parsed = kwargs.pop("_parsed_args", None)
        if parsed is None:
            parsed = [
                coercions.expect(roles.ExpressionElementRole, c, name=self.name, apply_propagate_attrs=self) for c in args
            ]
        self._has_args = self._has_args or bool(parsed)
        self.packagenames = ()
        self.clause_expr = Grouping(ClauseList(operator=operators.comma_op, *parsed))
        self.name = type(self).name
        self.type = type_api.to_instance(kwargs.pop("type_", None) or self._fixed_type)


GenericFunction._fixed_type = None


class AnsiFunction(GenericFunction, register=False):
    def __init__(self, *args, **kwargs):
        GenericFunction.__init__(self, *args, **kwargs)


class ReturnTypeFromArgs(GenericFunction, register=False):
    """A function whose type is that of its arguments."""

    def __init__(self, *args, **kwargs):
        parsed = [
            coercions.expect(roles.ExpressionElementRole, c, name=self.name, apply_propagate_attrs=self) for c in args
        ]
        kwargs.setdefault("type_", next((a.type for a in parsed if not a.type._isnull), type_api.NULLTYPE))
        GenericFunction.__init__(self, *args, _parsed_args=parsed, **kwargs)


def _known(base, name, type_=None, has_args=False, cls_name=None):
    body = {"_has_args": has_args, "__module__": __name__, "name": name}
    if type_ is not None:
        body["type"] = type_
    return type(cls_name or name, (base,), body)


coalesce = _known(ReturnTypeFromArgs, "coalesce", has_args=True)
max = _known(ReturnTypeFromArgs, "max")
min = _known(ReturnTypeFromArgs, "min")
sum = _known(ReturnTypeFromArgs, "sum")
pow = _known(ReturnTypeFromArgs, "pow")
now = _known(GenericFunction, "now", sqltypes.DateTime())
concat = _known(GenericFunction, "concat", sqltypes.String())
random = _known(GenericFunction, "random", has_args=True)
current_date = _known(AnsiFunction, "current_date", sqltypes.Date())
current_time = _known(AnsiFunction, "current_time", sqltypes.Time())
current_timestamp = _known(AnsiFunction, "current_timestamp", sqltypes.DateTime())
current_user = _known(AnsiFunction, "current_user", sqltypes.String())
localtime = _known(AnsiFunction, "localtime", sqltypes.DateTime())
localtimestamp = _known(AnsiFunction, "localtimestamp", sqltypes.DateTime())
session_user = _known(AnsiFunction, "session_user", sqltypes.String())
sysdate = _known(AnsiFunction, "sysdate", sqltypes.DateTime())
user = _known(AnsiFunction, "user", sqltypes.String())
rank = _known(GenericFunction, "rank", sqltypes.Integer())
dense_rank = _known(GenericFunction, "dense_rank", sqltypes.Integer())
percent_rank = _known(GenericFunction, "percent_rank", sqltypes.Numeric())
cume_dist = _known(GenericFunction, "cume_dist", sqltypes.Numeric())


class char_length(GenericFunction):
    type = sqltypes.Integer()

    def __init__(self, arg, **kw):
        super().__init__(arg, **kw)


class count(GenericFunction):
    """COUNT; without an argument, `count(*)`."""

    type = sqltypes.Integer()

    def __init__(self, expression=None, **kwargs):
        if expression is None:
            from .elements import literal_column

            expression = literal_column("*")
        super().__init__(expression, **kwargs)


class aggregate_strings(GenericFunction):
    type = sqltypes.String()
    _has_args = True

    def __init__(self, clause, separator):
        super().__init__(clause, separator)


for _name, _cls in (("cast", Cast), ("extract", Extract)):
    register_function(_name, _cls)


class ScalarFunctionColumn(NamedColumn):
    __visit_name__ = "scalar_function_column"
    _traverse = ("name", "type", "fn")

    def __init__(self, fn, name, type_=None):
        self.fn = fn
        self.key = self.name = name
        self.type = type_api.to_instance(type_)


class _FunctionGenerator:
    """`func`: each attribute is a function of that name."""

    def __init__(self, names=(), **opts):
        self._names = names
        self.opts = opts

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        if name.endswith("_"):
            name = name[:-1]
        return _FunctionGenerator((*self._names, name), **self.opts)

    def __call__(self, *c, **kwargs):
        o = {**self.opts, **kwargs}
        names = self._names
        if len(names) <= 2:
            package = names[0] if len(names) == 2 else "_default"
            known = _registry.get(package, {}).get(names[-1].lower())
            if known is not None:
                return known(*c, **o)
        return Function(names[-1], *c, packagenames=names[:-1], **o)


func = _FunctionGenerator()
modifier = _FunctionGenerator()
