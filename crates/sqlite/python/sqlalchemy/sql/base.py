"""What every clause element can do: be traversed, copied, annotated, and give the key under which its SQL is cached.

A class lists in `_traverse` the attributes that make up its structure. From that one list come the cache key, the
children, and copying; values may be elements, types, plain values, and tuples, lists or dicts of those.
"""

import itertools

from .. import exc
from ..util import EMPTY_DICT, immutabledict

_uid = itertools.count(1).__next__
_memo_names = {"comparator"}
NO_ARG = type("_NoArg", (), {"__repr__": lambda self: "NO_ARG"})()
_NoArg = type("_NoArgHolder", (), {"NO_ARG": NO_ARG, "NONE_ARG": None})


class memoized_attribute:
    """Computed once for each object; a copy of the object computes it anew."""

    def __init__(self, fget):
        self.fget = fget
        self.__name__ = fget.__name__
        _memo_names.add(fget.__name__)

    def __get__(self, obj, cls):
        if obj is None:
            return self
        obj.__dict__[self.__name__] = result = self.fget(obj)
        return result


class HasMemoized:
    memoized_attribute = memoized_attribute


def _copy_dict(obj):
    return {k: v for k, v in obj.__dict__.items() if k not in _memo_names}


def _generative(fn):
    """A method that changes a copy and returns it."""

    def wrapper(self, *args, **kw):
        self = self._generate()
        fn(self, *args, **kw)
        return self

    wrapper.__name__ = fn.__name__
    wrapper.__doc__ = fn.__doc__
    wrapper.__wrapped__ = fn
    return wrapper


class Generative:
    def _generate(self):
        s = object.__new__(type(self))
        s.__dict__ = _copy_dict(self)
        return s


class Visitable:
    __visit_name__ = None


class _KeyGen:
    """Collects what a cache key needs: numbers for anonymous elements, and the bound parameters in order."""

    __slots__ = ("ids", "binds", "ok")

    def __init__(self):
        self.ids = {}
        self.binds = []
        self.ok = True

    def key(self, value):
        if value is None or value is True or value is False:
            return value
        t = type(value)
        if t is str or t is int:
            return value
        if isinstance(value, ClauseElement):
            return value._gen_cache_key(self)
        if t is tuple or t is list:
            return tuple([self.key(v) for v in value])
        if isinstance(value, dict):
            return tuple([(self.key(k), self.key(v)) for k, v in value.items()])
        static = getattr(value, "_static_cache_key", None)
        if static is not None:
            if static is NO_CACHE:
                self.ok = False
            return static
        element = getattr(value, "__clause_element__", None)
        if element is not None:
            return (value, element()._gen_cache_key(self))
        gen = getattr(value, "_gen_cache_key", None)
        if gen is not None:
            return gen(self)
        return value


NO_CACHE = type("_NoCache", (), {"__repr__": lambda self: "NO_CACHE"})()


class CacheKey:
    """The structure of a statement without its values, and the bound parameters that hold the values."""

    __slots__ = ("key", "bindparams")

    def __init__(self, key, bindparams):
        self.key = key
        self.bindparams = bindparams

    def __eq__(self, other):
        return isinstance(other, CacheKey) and self.key == other.key

    def __hash__(self):
        return hash(self.key)


class ClauseElement(Visitable):
    """Base of all that has a place in an SQL statement."""

    __visit_name__ = "clause"
    _traverse = ()
    _annotations = EMPTY_DICT
    _propagate_attrs = EMPTY_DICT
    _orig = None
    _is_clone_of = None
    is_selectable = is_clause_element = False
    is_clause_element = True
    is_dml = _is_select_base = _is_select_statement = _is_from_clause = _is_returns_rows = False
    _is_text_clause = _is_bind_parameter = _is_clause_list = _is_column_element = _is_subquery = _is_table = False
    _is_textual = _is_star = _is_singleton_constant = _is_join = _is_label_reference = _is_lateral = False
    _is_collection_aggregate = _is_scalar_select = _is_keyed_column_element = False
    inherit_cache = True
    description = None
    _order_by_label_element = None
    supports_execution = False
    stringify_dialect = "default"
    _extra_cache_key = ()

    def __hash__(self):
        o = self._orig
        return object.__hash__(self if o is None else o)

    def __eq__(self, other):
        return self is other or (isinstance(other, ClauseElement) and hash(self) == hash(other))

    def __ne__(self, other):
        return not self == other

    def __bool__(self):
        raise TypeError("Boolean value of this clause is not defined")

    def __repr__(self):
        return f"<{type(self).__module__}.{type(self).__qualname__} at {hex(id(self))}; {self.description}>" if (
            self.description
        ) else object.__repr__(self)

    # Annotations.

    def _with_annotations(self, values):
        new = object.__new__(type(self))
        new.__dict__ = _copy_dict(self)
        new._annotations = values if isinstance(values, immutabledict) else immutabledict(values)
        o = self._orig
        new._orig = self if o is None else o
        return new

    def _annotate(self, values):
        return self._with_annotations(self._annotations.union(values))

    def _deannotate(self, values=None, clone=False):
        if not self._annotations:
            return self
        if values is None:
            return self._orig if self._orig is not None else self
        return self._with_annotations({k: v for k, v in self._annotations.items() if k not in values})

    def _set_propagate_attrs(self, values):
        self._propagate_attrs = immutabledict(values)
        return self

    @property
    def _cloned_set(self):
        s, f = set(), self
        while f is not None:
            s.add(f)
            f = f._is_clone_of
        return s

    @property
    def entity_namespace(self):
        raise AttributeError('This SQL expression has no entity namespace with which to filter from.')

    # Structure.

    @property
    def _from_objects(self):
        return []

    def get_children(self, *, omit_attrs=(), **kw):
        for name in self._traverse:
            if name not in omit_attrs:
                yield from _elements_in(getattr(self, name))

    def _clone(self, **kw):
        c = object.__new__(type(self))
        c.__dict__ = _copy_dict(self)
        c._orig = None
        c._is_clone_of = self
        return c

    def _copy_internals(self, *, omit_attrs=(), clone=None, **kw):
        clone = clone or (lambda e, **kw: e._clone(**kw))
        for name in self._traverse:
            if name not in omit_attrs:
                value = getattr(self, name)
                new = _clone_value(value, clone, kw)
                if new is not value:
                    setattr(self, name, new)
        for name in _memo_names.intersection(self.__dict__):
            del self.__dict__[name]

    def _gen_cache_key(self, g):
        cls = type(self)
        if not cls.__dict__.get("inherit_cache", cls.__module__.startswith("sqlalchemy.")):
            g.ok = False
            return None
        h = hash(self)
        n = g.ids.get(h)
        if n is not None:
            return (n, cls)
        g.ids[h] = n = len(g.ids)
        key = g.key
        d = [n, cls]
        for name in self._traverse:
            d.append(key(getattr(self, name)))
        if self._annotations:
            d.append(self._annotations_key(g))
        if self._extra_cache_key:
            d.append(self._extra_cache_key)
        return tuple(d)

    def _annotations_key(self, g):
        # What the ORM puts here stands for itself; going into it would lead back to this element.
        return tuple([
            (k, g.key(v) if isinstance(v, (ClauseElement, tuple)) else v) for k, v in sorted(self._annotations.items())
        ])

    def _generate_cache_key(self):
        g = _KeyGen()
        key = self._gen_cache_key(g)
        if not g.ok:
            return None
        try:
            hash(key)
        except TypeError:
            return None
        return CacheKey(key, g.binds)

    def compare(self, other, **kw):
        a, b = _KeyGen(), _KeyGen()
        return self._gen_cache_key(a) == other._gen_cache_key(b) and [x.value for x in a.binds] == [
            x.value for x in b.binds
        ]

    def unique_params(self, *optionaldict, **kwargs):
        return self._replace_params(True, optionaldict, kwargs)

    def params(self, *optionaldict, **kwargs):
        return self._replace_params(False, optionaldict, kwargs)

    def _replace_params(self, unique, optionaldict, kwargs):
        from . import visitors

        if len(optionaldict) == 1:
            kwargs.update(optionaldict[0])
        elif len(optionaldict) > 1:
            raise exc.ArgumentError("params() takes zero or one positional dictionary argument")

        # Anonymous parameters are known by the names that they get when the statement is compiled.
        names = {b._root: n for b, n in self.compile().bind_names.items()} if kwargs else {}

        def visit_bindparam(bind):
            key = bind.key if bind.key in kwargs else names.get(bind._root)
            if key in kwargs:
                bind.value = kwargs[key]
                bind.required = False
                bind._root = bind
            if unique:
                bind._convert_to_unique()

        return visitors.cloned_traverse(self, {"maintain_key": True}, {"bindparam": visit_bindparam})

    # Grouping and compiling.

    def self_group(self, against=None):
        return self

    def _ungroup(self):
        return self

    def _with_binary_element_type(self, type_):
        return self

    def _negate_in_binary(self, negated_op, original_op):
        return self

    def __and__(self, other):
        from .elements import and_

        return and_(self, other)

    def __or__(self, other):
        from .elements import or_

        return or_(self, other)

    def __invert__(self):
        return self._negate()

    def _negate(self):
        from .elements import UnaryExpression, operators

        return UnaryExpression(self.self_group(against=operators.inv), operator=operators.inv)

    def compile(self, bind=None, dialect=None, **kw):
        """The SQL of this element, for a dialect."""
        if dialect is None:
            if bind is not None:
                dialect = bind.dialect
            elif self.stringify_dialect == "default":
                from ..engine.default import StrCompileDialect

                dialect = StrCompileDialect()
            else:
                from ..dialects import load

                dialect = load(self.stringify_dialect)()
        return self._compiler(dialect, **kw)

    def _compiler(self, dialect, **kw):
        return dialect.statement_compiler(dialect, self, **kw)

    def __str__(self):
        return str(self.compile())

    def _compile_w_cache(self, dialect, *, compiled_cache, column_keys, for_executemany=False, schema_translate_map=None, **kw):
        """The compiled statement, from the cache if its key is there: (compiled, this statement's bound parameters, hit)."""
        from ..engine.default import (
            CACHE_HIT,
            CACHE_MISS,
            CACHING_DISABLED,
            NO_CACHE_KEY,
        )

        cache_key = None
        if compiled_cache is not None and dialect._supports_statement_cache:
            cache_key = self._generate_cache_key()
        if cache_key is None:
            compiled = self._compiler(
                dialect, cache_key=None, column_keys=column_keys, for_executemany=for_executemany,
                schema_translate_map=schema_translate_map, **kw,
            )
            return compiled, None, CACHING_DISABLED if compiled_cache is None else NO_CACHE_KEY
        key = (dialect, cache_key.key, tuple(column_keys), bool(schema_translate_map), for_executemany)
        compiled = compiled_cache.get(key)
        if compiled is not None:
            return compiled, cache_key.bindparams, CACHE_HIT
        compiled = self._compiler(
            dialect, cache_key=cache_key, column_keys=column_keys, for_executemany=for_executemany,
            schema_translate_map=schema_translate_map, **kw,
        )
        if getattr(compiled, "cacheable", True):
            compiled_cache[key] = compiled
        return compiled, cache_key.bindparams, CACHE_MISS


def _elements_in(value):
    if isinstance(value, ClauseElement):
        yield value
    elif isinstance(value, (tuple, list)):
        for v in value:
            yield from _elements_in(v)
    elif isinstance(value, dict):
        for k, v in value.items():
            if isinstance(k, ClauseElement):
                yield k
            yield from _elements_in(v)


def _clone_value(value, clone, kw):
    if isinstance(value, ClauseElement):
        return clone(value, **kw)
    if isinstance(value, (tuple, list)) and value:
        new = [_clone_value(v, clone, kw) for v in value]
        if all(a is b for a, b in zip(new, value)):
            return value
        return tuple(new) if isinstance(value, tuple) else new
    if isinstance(value, dict) and value:
        new = {(clone(k, **kw) if isinstance(k, ClauseElement) else k): _clone_value(v, clone, kw) for k, v in value.items()}
        return immutabledict(new) if isinstance(value, immutabledict) else new
    return value


class Immutable:
    """An element that is shared by all statements and never copied: tables and their columns."""

    _is_immutable = True

    def unique_params(self, *optionaldict, **kwargs):
        raise NotImplementedError("Immutable objects do not support copying")

    params = unique_params

    def _clone(self, **kw):
        return self

    def _copy_internals(self, *, omit_attrs=(), **kw):
        pass


class SingletonConstant(Immutable):
    _is_singleton_constant = True


class CompileState:
    """Which class turns a statement into the one that is compiled; the ORM registers its own."""

    plugins = {}

    @classmethod
    def plugin_for(cls, plugin_name, visit_name):
        def decorate(cls_to_decorate):
            cls.plugins[(plugin_name, visit_name)] = cls_to_decorate
            return cls_to_decorate

        return decorate

    @classmethod
    def get_plugin_class(cls, statement):
        name = statement._propagate_attrs.get("compile_state_plugin")
        return cls.plugins.get((name, statement._effective_plugin_target)) if name else None

    @classmethod
    def _get_plugin_class_for_plugin(cls, statement, plugin_name):
        return cls.plugins.get((plugin_name, statement._effective_plugin_target))


class Options:
    """A record of named settings, with a class attribute for each default."""

    def __init__(self, **kw):
        self.__dict__.update(kw)

    def __add__(self, other):
        return type(self)(**{**self.__dict__, **dict(other)})

    union = __add__

    def _state_dict(self):
        return self.__dict__

    def _gen_cache_key(self, g):
        return (type(self), tuple([(k, g.key(v)) for k, v in sorted(self.__dict__.items())]))


class Executable(Generative):
    """A statement that a connection can execute."""

    supports_execution = True
    _execution_options = EMPTY_DICT
    _with_options = ()
    _compile_options = None
    _with_context_options = ()
    _compile_state_funcs = ()
    is_select = is_from_statement = is_update = is_insert = is_text = is_delete = is_dml = False

    @property
    def _effective_plugin_target(self):
        return self.__visit_name__

    @_generative
    def options(self, *options):
        from . import coercions

        self._with_options += tuple(coercions.expect_option(opt) for opt in options)

    @_generative
    def execution_options(self, **kw):
        if "isolation_level" in kw:
            raise exc.ArgumentError(
                "'isolation_level' execution option may only be specified on Connection.execution_options(), or "
                "per-engine using the isolation_level argument to create_engine()."
            )
        if "compiled_cache" in kw:
            raise exc.ArgumentError(
                "'compiled_cache' execution option may only be specified on Connection.execution_options(), not per statement."
            )
        self._execution_options = self._execution_options.union(kw)

    def get_execution_options(self):
        return self._execution_options

    @_generative
    def _set_compile_options(self, compile_options):
        self._compile_options = compile_options

    @_generative
    def _update_compile_options(self, options):
        self._compile_options = self._compile_options + options

    @_generative
    def _add_compile_state_func(self, callable_, cache_args):
        self._compile_state_funcs += ((callable_, cache_args),)

    _add_context_option = _add_compile_state_func

    def _execute_on_connection(self, connection, distilled_params, execution_options):
        return connection._execute_clauseelement(self, distilled_params, execution_options)

    def _execute_on_scalar(self, connection, distilled_params, execution_options):
        return self._execute_on_connection(connection, distilled_params, execution_options).scalar()


class SchemaEventTarget:
    """What can be attached to a parent in a schema."""

    def _set_parent(self, parent, **kw):
        pass

    def _set_parent_with_dispatch(self, parent, **kw):
        self.dispatch.before_parent_attach(self, parent)
        self._set_parent(parent, **kw)
        self.dispatch.after_parent_attach(self, parent)


def _expand_cloned(elements):
    """The elements, and what they are copies of."""
    result = set()
    for x in elements:
        while x is not None:
            result.add(x)
            x = x._is_clone_of
    return result


def _entity_namespace(entity):
    """Where `filter_by` finds the names of an entity."""
    try:
        return entity.entity_namespace
    except AttributeError:
        for elem in _iterate(entity):
            try:
                return elem.entity_namespace
            except AttributeError:
                continue
        raise


def _iterate(entity):
    from . import visitors

    it = visitors.iterate(entity)
    next(it)
    return it


def _entity_namespace_key(entity, key, default=NO_ARG):
    """The attribute `key` of an entity, with the error that `filter_by` gives."""
    try:
        ns = _entity_namespace(entity)
        if default is not NO_ARG:
            return getattr(ns, key, default)
        return getattr(ns, key)
    except AttributeError as err:
        raise exc.InvalidRequestError(f'Entity namespace for "{entity}" has no property "{key}"') from err


from ._collections import (  # noqa: E402, F401
    ColumnCollection,
    ColumnSet,
    DedupeColumnCollection,
    ReadOnlyColumnCollection,
)
from ._dialect_options import DialectKWArgs  # noqa: E402, F401
