"""The base of all types: how values are converted on their way to and from the database, and how operators adapt."""

from .. import exc
from ..util import EMPTY_DICT, warn
from . import operators
from .base import NO_CACHE

_init_names = {}


def _init_params(cls):
    """The names and defaults of the parameters of a type's `__init__`, those of its bases included."""
    found = _init_names.get(cls)
    if found is None:
        found = {}
        for c in cls.__mro__:
            init = c.__dict__.get("__init__")
            code = getattr(init, "__code__", None)
            if code is None:
                continue
            names = code.co_varnames[1 : code.co_argcount + code.co_kwonlyargcount]
            defaults = init.__defaults__ or ()
            positional = code.co_varnames[1 : code.co_argcount]
            values = dict(zip(positional[len(positional) - len(defaults) :], defaults), **(init.__kwdefaults__ or {}))
            for n in names:
                found.setdefault(n, values.get(n))
            if not code.co_flags & 0x0C:
                break
        _init_names[cls] = found
    return found


class ExternalType:
    """Types that programs make say with `cache_ok` whether statements with them may be cached."""

    cache_ok = None

    @property
    def _static_cache_key(self):
        cache_ok = type(self).__dict__.get("cache_ok")
        if cache_ok is None:
            for cls in type(self).__mro__:
                if cls is ExternalType or cls.__module__.startswith("sqlalchemy."):
                    break
                if "cache_ok" in cls.__dict__:
                    cache_ok = cls.__dict__["cache_ok"]
                    break
        if cache_ok is None:
            warn(
                f"{self._external_kind} {self!r} will not produce a cache key "
                "because the ``cache_ok`` attribute is not set to True.  This can have significant performance "
                "implications including some performance degradations in comparison to prior SQLAlchemy versions.  "
                "Set this attribute to True if this type object's state is safe to use in a cache key, or False to "
                "disable this warning.",
                code="cprf",
            )
        return TypeEngine._static_cache_key.__get__(self) if cache_ok is True else NO_CACHE


class TypeEngine:
    """The base of all types."""

    __visit_name__ = "type_engine"
    _isnull = False
    _is_tuple_type = _is_array = _is_type_decorator = _is_table_value = False
    _variant_mapping = EMPTY_DICT
    should_evaluate_none = False
    hashable = True
    sort_key_function = None
    render_bind_cast = render_literal_cast = False
    _expression_adaptations = EMPTY_DICT

    class Comparator(operators.ColumnOperators):
        """The operators of an expression, as its type defines them."""

        __slots__ = ("expr", "type")

        def __init__(self, expr):
            self.expr = expr
            self.type = expr.type

        def __clause_element__(self):
            return self.expr

        def operate(self, op, *other, **kwargs):
            from .default_comparator import operate

            return operate(self.expr, op, *other, **kwargs)

        def reverse_operate(self, op, other, **kwargs):
            from .default_comparator import operate

            return operate(self.expr, op, other, reverse=True, **kwargs)

        def _adapt_expression(self, op, other_comparator):
            """The operator and the type of `self op other`."""
            adaptations = self.type._expression_adaptations
            if adaptations:
                othertype = other_comparator.type._type_affinity
                lookup = adaptations.get(op, EMPTY_DICT).get(othertype, self.type)
                if lookup is othertype:
                    return op, other_comparator.type
                if lookup is self.type._type_affinity:
                    return op, self.type
                return op, to_instance(lookup)
            return op, self.type

    comparator_factory = Comparator

    def bind_processor(self, dialect):
        return None

    def result_processor(self, dialect, coltype):
        return None

    def literal_processor(self, dialect):
        return None

    def bind_expression(self, bindvalue):
        return None

    def column_expression(self, column):
        return None

    def evaluates_none(self):
        typ = self.copy()
        typ.should_evaluate_none = True
        return typ

    def copy(self, **kw):
        new = object.__new__(type(self))
        new.__dict__.update({k: v for k, v in self.__dict__.items() if k != "_impls"})
        return new

    def adapt(self, cls, **kw):
        new = object.__new__(cls)
        new.__dict__.update({k: v for k, v in self.__dict__.items() if k != "_impls"})
        new.__dict__.update(kw)
        return new

    def copy_value(self, value):
        return value

    def compare_values(self, x, y):
        return x == y

    def get_dbapi_type(self, dbapi):
        return None

    @property
    def python_type(self):
        raise NotImplementedError()

    def with_variant(self, type_, *dialect_names):
        if not dialect_names:
            raise exc.ArgumentError("At least one dialect name is required")
        for name in dialect_names:
            if name in self._variant_mapping:
                raise exc.ArgumentError(f"Dialect {name!r} is already present in the mapping for this {self!r}")
        type_ = to_instance(type_)
        if type_._variant_mapping:
            raise exc.ArgumentError("can't pass a type that already has variants as a dialect-level type with with_variant()")
        new = self.copy()
        new._variant_mapping = self._variant_mapping.union({name: type_ for name in dialect_names})
        return new

    def as_generic(self, allow_nulltype=False):
        cls = self._generic_type_affinity
        if cls is TypeEngine or (self._isnull and not allow_nulltype):
            raise NotImplementedError(f"Default TypeEngine.as_generic() heuristic method was unsuccessful for {type(self).__module__}.{type(self).__name__}. A custom as_generic() method must be implemented for this type class.")
        return cls(**{k: self.__dict__[k] for k in _init_params(cls) if k in self.__dict__})

    @property
    def _type_affinity(self):
        """The generic class just below TypeEngine that this type belongs to."""
        return _affinity(type(self))

    @property
    def _generic_type_affinity(self):
        best = None
        for t in type(self).__mro__:
            if t.__module__ == "sqlalchemy.sql.sqltypes" and TypeEngine in t.__mro__ and not t.__name__.isupper():
                best = t
                break
        return best or TypeEngine

    def _compare_type_affinity(self, other):
        return self._type_affinity is other._type_affinity

    def _has_bind_expression(self):
        return type(self).bind_expression is not TypeEngine.bind_expression

    def coerce_compared_value(self, op, value):
        coerced = _resolve_value_to_type(value)
        if coerced is NULLTYPE or coerced._type_affinity is self._type_affinity:
            return self
        return coerced

    def _resolve_for_literal(self, value):
        return self

    def _resolve_for_python_type(self, python_type, matched_on, matched_on_flattened):
        if python_type is not matched_on_flattened:
            return None
        return self

    def _with_collation(self, collation):
        return self

    # What a dialect makes of the type.

    def dialect_impl(self, dialect):
        return self._memos(dialect)["impl"]

    def _unwrapped_dialect_impl(self, dialect):
        return self.dialect_impl(dialect)

    def _cached_bind_processor(self, dialect):
        d = self._memos(dialect)
        try:
            return d["bind"]
        except KeyError:
            d["bind"] = p = d["impl"].bind_processor(dialect)
            return p

    def _cached_result_processor(self, dialect, coltype):
        d = self._memos(dialect)
        try:
            return d["result"]
        except KeyError:
            d["result"] = p = d["impl"].result_processor(dialect, coltype)
            return p

    def _cached_literal_processor(self, dialect):
        d = self._memos(dialect)
        try:
            return d["literal"]
        except KeyError:
            d["literal"] = p = d["impl"].literal_processor(dialect)
            return p

    def _memos(self, dialect):
        impls = self.__dict__.get("_impls")
        if impls is None:
            self.__dict__["_impls"] = impls = {}
        d = impls.get(dialect._type_key)
        if d is None:
            impls[dialect._type_key] = d = {"impl": self._gen_dialect_impl(dialect)}
        return d

    def _gen_dialect_impl(self, dialect):
        if dialect.name in self._variant_mapping:
            return self._variant_mapping[dialect.name]._gen_dialect_impl(dialect)
        return adapt_type(self, dialect.colspecs)

    @property
    def _static_cache_key(self):
        key = self.__dict__.get("_cache_key")
        if key is None:
            parts = [type(self)]
            for k in _init_params(type(self)):
                if k in self.__dict__:
                    parts.append((k, _hashable(self.__dict__[k])))
            if self._variant_mapping:
                parts.append(tuple((k, v._static_cache_key) for k, v in self._variant_mapping.items()))
            self.__dict__["_cache_key"] = key = tuple(parts)
        return key

    def compile(self, dialect=None):
        if dialect is None:
            from ..engine.default import StrCompileDialect

            dialect = StrCompileDialect()
        return dialect.type_compiler_instance.process(self)

    def __str__(self):
        return str(self.compile())

    def __repr__(self):
        args = []
        for name, default in _init_params(type(self)).items():
            if name.startswith("_"):
                continue
            value = getattr(self, name, None)
            if value != default:
                args.append(f"{name}={value!r}")
        return f"{type(self).__name__}({', '.join(args)})"


def _hashable(value):
    static = getattr(value, "_static_cache_key", None)
    if static is not None:
        return static
    if isinstance(value, (list, tuple)):
        return tuple(_hashable(v) for v in value)
    if isinstance(value, dict):
        return tuple((k, _hashable(v)) for k, v in value.items())
    try:
        hash(value)
    except TypeError:
        return id(value)
    return value


_affinities = {}


def _affinity(cls):
    found = _affinities.get(cls)
    if found is None:
        found = cls
        for t in cls.__mro__:
            if t in (TypeEngine, UserDefinedType, ExternalType):
                break
            if issubclass(t, TypeEngine):
                found = t
        _affinities[cls] = found
    return found


class UserDefinedType(ExternalType, TypeEngine):
    """A type that a program defines with `get_col_spec`."""

    __visit_name__ = "user_defined"
    _external_kind = "UserDefinedType"
    ensure_kwarg = "get_col_spec"

    def coerce_compared_value(self, op, value):
        return self


class TypeDecorator(ExternalType, TypeEngine):
    """A type that changes the values of another type."""

    __visit_name__ = "type_decorator"
    _external_kind = "TypeDecorator"
    _is_type_decorator = True
    coerce_to_is_types = (type(None),)

    def __init__(self, *args, **kwargs):
        if not hasattr(type(self), "impl"):
            raise AssertionError(
                "TypeDecorator implementations require a class-level variable 'impl' which refers to the class of type "
                "being decorated"
            )
        self.impl = to_instance(type(self).impl, *args, **kwargs)

    @property
    def impl_instance(self):
        return self.impl if not isinstance(self.impl, type) else to_instance(self.impl)

    @property
    def comparator_factory(self):
        base = self.impl_instance.comparator_factory
        if TypeDecorator.Comparator in base.__mro__:
            return base
        return type("TDComparator", (TypeDecorator.Comparator, base), {})

    class Comparator(TypeEngine.Comparator):
        __slots__ = ()

        def operate(self, op, *other, **kwargs):
            kwargs["_python_is_types"] = self.expr.type.coerce_to_is_types
            return super().operate(op, *other, **kwargs)

        def reverse_operate(self, op, other, **kwargs):
            kwargs["_python_is_types"] = self.expr.type.coerce_to_is_types
            return super().reverse_operate(op, other, **kwargs)

    @property
    def _type_affinity(self):
        return self.impl_instance._type_affinity

    @property
    def _expression_adaptations(self):
        return self.impl_instance._expression_adaptations

    @property
    def sort_key_function(self):
        return self.impl_instance.sort_key_function

    @property
    def python_type(self):
        return self.impl_instance.python_type

    def _gen_dialect_impl(self, dialect):
        if dialect.name in self._variant_mapping:
            return self._variant_mapping[dialect.name]._gen_dialect_impl(dialect)
        typedesc = self.load_dialect_impl(dialect)._gen_dialect_impl(dialect)
        tt = self.copy()
        tt.impl = typedesc
        return tt

    def type_engine(self, dialect):
        adapted = dialect.type_descriptor(self)
        return adapted if adapted is not self else self.load_dialect_impl(dialect)

    def load_dialect_impl(self, dialect):
        return self.impl_instance

    def _unwrapped_dialect_impl(self, dialect):
        typ = self.dialect_impl(dialect)
        while isinstance(typ, TypeDecorator):
            typ = typ.impl_instance
        return typ

    def process_bind_param(self, value, dialect):
        raise NotImplementedError()

    def process_literal_param(self, value, dialect):
        raise NotImplementedError()

    def process_result_value(self, value, dialect):
        raise NotImplementedError()

    def _overrides(self, name):
        return getattr(type(self), name) is not getattr(TypeDecorator, name)

    def bind_processor(self, dialect):
        impl = self.impl_instance.bind_processor(dialect)
        if self._overrides("process_bind_param"):
            param = self.process_bind_param
            if impl:
                return lambda value: impl(param(value, dialect))
            return lambda value: param(value, dialect)
        return impl

    def literal_processor(self, dialect):
        if self._overrides("process_literal_param"):
            param = self.process_literal_param
        elif self._overrides("process_bind_param"):
            param = self.process_bind_param
        else:
            return self.impl_instance.literal_processor(dialect)
        impl = self.impl_instance.literal_processor(dialect)
        if impl:
            return lambda value: impl(param(value, dialect))
        return lambda value: param(value, dialect)

    def result_processor(self, dialect, coltype):
        impl = self.impl_instance.result_processor(dialect, coltype)
        if self._overrides("process_result_value"):
            result = self.process_result_value
            if impl:
                return lambda value: result(impl(value), dialect)
            return lambda value: result(value, dialect)
        return impl

    def _has_bind_expression(self):
        return type(self).bind_expression is not TypeDecorator.bind_expression or self.impl_instance._has_bind_expression()

    def bind_expression(self, bindparam):
        return self.impl_instance.bind_expression(bindparam)

    def column_expression(self, column):
        return self.impl_instance.column_expression(column)

    def coerce_compared_value(self, op, value):
        return self

    def compare_values(self, x, y):
        return self.impl_instance.compare_values(x, y)

    def _with_collation(self, collation):
        tt = self.copy()
        tt.impl = self.impl_instance._with_collation(collation)
        return tt

    def __getattr__(self, key):
        if key.startswith("__") or key == "impl":
            raise AttributeError(key)
        return getattr(self.impl_instance, key)

    def __repr__(self):
        return f"{type(self).__name__}({repr(self.impl_instance).partition('(')[2]}" if self.__dict__.get("impl") is not None else object.__repr__(self)


class Variant(TypeDecorator):
    """The old name of types with variants; it can't be made any more."""

    def __init__(self, *arg, **kw):
        raise NotImplementedError("Variant is no longer used in SQLAlchemy; this is a placeholder symbol for backwards compatibility.")


class Emulated:
    """A type that a database may not have."""


class NativeForEmulated:
    """The database's own form of an emulated type."""


class SchemaEventTarget:
    pass


def to_instance(typeobj, *arg, **kw):
    if typeobj is None:
        return NULLTYPE
    return typeobj(*arg, **kw) if callable(typeobj) else typeobj


def adapt_type(typeobj, colspecs):
    typeobj = to_instance(typeobj)
    if not colspecs:
        return typeobj
    for t in type(typeobj).__mro__[:-1]:
        impltype = colspecs.get(t)
        if impltype is not None:
            return typeobj if issubclass(type(typeobj), impltype) else typeobj.adapt(impltype)
    return typeobj


# sqltypes puts these here when it is imported.
NULLTYPE = BOOLEANTYPE = STRINGTYPE = INTEGERTYPE = NUMERICTYPE = MATCHTYPE = TABLEVALUE = None


def _resolve_value_to_type(value):
    raise NotImplementedError()
