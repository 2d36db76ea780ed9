"""Loader options: `selectinload()`, `joinedload()`, `load_only()`, `Load` and their kin."""

from .. import exc as sa_exc
from .. import inspection, util
from ..sql import coercions, roles
from . import exc
from .attributes import QueryableAttribute
from .interfaces import MapperProperty, ORMOption
from .util import corresponds_to, entity_str, path_entity

_DEFAULT = "_sa_default"


_STRATEGY_NAMES = {
    "joined": "joined loader",
    "selectin": "select in loader",
    "subquery": "subquery loader",
    "immediate": "immediate loader",
    "noload": "no loader",
    "select": "lazy loader",
    "raise": "lazy loader",
    "raise_on_sql": "lazy loader",
}


class LoadElement:
    """One strategy for one path; the path ends in a property or in a wildcard."""

    __slots__ = ("path", "strategy", "opts", "propagate", "of_type", "criteria", "opts_only", "token", "name", "error")

    def __init__(self, path, strategy, opts=None, propagate=True, of_type=None, criteria=(), token=False, name=None):
        self.path = path
        self.strategy = strategy
        self.opts = opts or {}
        self.propagate = propagate
        self.of_type = of_type
        self.criteria = criteria
        self.opts_only = strategy is None
        self.token = token
        self.name = name
        self.error = None

    def at(self, path):
        return LoadElement(
            path, self.strategy, self.opts, self.propagate, self.of_type, self.criteria, self.token, self.name
        )

    def key(self):
        """What of it goes into the cache key of a statement."""
        return (
            tuple(p if isinstance(p, str) else id(p) for p in self.path),
            self.strategy,
            tuple(sorted((k, repr(v)) for k, v in self.opts.items())),
            id(self.of_type) if self.of_type is not None else None,
            tuple(str(c) for c in self.criteria),
        )

    def describe(self):
        return f"{self.name or 'Load'}({path_str(self.path)})"


def path_str(path):
    names = []
    for part in path:
        if isinstance(part, str):
            names.append(part.split(":")[-1])
        elif isinstance(part, MapperProperty):
            names.append(part.key)
        else:
            names.append(entity_str(part))
    return " -> ".join(
        f"{names[i]}.{names[i + 1]}" if i + 1 < len(names) else names[i] for i in range(0, len(names), 2)
    )


def chop_path(to_chop, path):
    """What is left of a path below another one, or None where it doesn't lead there."""
    i = -1
    for i, (token, other) in enumerate(zip(to_chop, path)):
        if isinstance(token, str):
            if i == 0 and token.endswith((":" + _DEFAULT, ":*")):
                return to_chop
            if token != "relationship:*" and token != getattr(other, "key", None):
                return None
        elif token is other:
            continue
        elif getattr(token, "is_mapper", False) and getattr(other, "is_mapper", False) and token.isa(other):
            continue
        else:
            return None
    return to_chop[i + 1 :]


class _Strategies:
    """The strategies as methods: each gives a new option with it added."""

    def contains_eager(self, attr, alias=None, _is_chain=False, _propagate_to_loaders=False):
        if alias is not None:
            alias = coercions.expect(roles.FromClauseRole, alias)
        elif isinstance(attr, QueryableAttribute) and attr._of_type is not None:
            alias = attr._of_type.selectable
        return self._relationship(
            attr, "joined", {"eager_from_alias": alias}, _propagate_to_loaders, name="contains_eager"
        )

    def load_only(self, *attrs, raiseload=False):
        new = self
        for attr in attrs:
            new = new._column(attr, "undefer", name="load_only")
        return new._column("*", "defer_raise" if raiseload else "defer", name="load_only")

    def joinedload(self, attr, innerjoin=None):
        opts = {"innerjoin": innerjoin} if innerjoin is not None else {}
        return self._relationship(attr, "joined", opts, name="joinedload")

    def subqueryload(self, attr):
        return self._relationship(attr, "subquery", name="subqueryload")

    def selectinload(self, attr, recursion_depth=None, chunksize=None):
        opts = {"chunksize": chunksize} if chunksize is not None else {}
        if recursion_depth is not None:
            if recursion_depth < 0:
                raise NotImplementedError(
                    "selectinload(recursion_depth=-1) isn't supported in the playground; give a number of levels."
                )
            new = self._relationship(attr, "selectin", opts, name="selectinload")
            base = new
            for _ in range(recursion_depth):
                base = base._relationship(attr, "selectin", opts, name="selectinload")
            return base
        return self._relationship(attr, "selectin", opts, name="selectinload")

    def lazyload(self, attr):
        return self._relationship(attr, "select", name="lazyload")

    def immediateload(self, attr, recursion_depth=None):
        return self._relationship(attr, "immediate", name="immediateload")

    def noload(self, attr):
        util.warn_deprecated(
            "The noload() option is deprecated and will be removed in a future release.  This option "
            "produces incorrect results by returning ``None`` for related items. (deprecated since: 2.1)",
            "2.1",
        )
        return self._relationship(attr, "noload", name="noload")

    def raiseload(self, attr, sql_only=False):
        return self._relationship(attr, "raise_on_sql" if sql_only else "raise", name="raiseload")

    def defaultload(self, attr):
        return self._relationship(attr, None, name="defaultload")

    def defer(self, key, raiseload=False):
        return self._column(key, "defer_raise" if raiseload else "defer", name="defer")

    def undefer(self, key):
        return self._column(key, "undefer", name="undefer")

    def undefer_group(self, name):
        return self._column("*", None, {f"undefer_group_{name}": True}, name="undefer_group")


class Load(_Strategies, ORMOption):
    """Options for the attributes of one entity."""

    _is_strategy_option = True

    def __init__(self, entity):
        insp = inspection.inspect(entity)
        insp._post_inspect
        self.root = insp
        self.path = (path_entity(insp),)
        self.elements = ()

    def __str__(self):
        return f"Load({entity_str(self.path[0])})"

    @property
    def propagate_to_loaders(self):
        return any(element.propagate for element in self.elements)

    def _cache_key(self):
        return tuple(element.key() for element in self.elements)

    def _with(self, element, path=None):
        new = object.__new__(type(self))
        new.root = self.root
        new.path = self.path if path is None else path
        new.elements = (*self.elements, element)
        return new

    def _relationship(self, attr, strategy, opts=None, propagate=True, name=None):
        if isinstance(self.path[-1], str):
            raise sa_exc.ArgumentError("Wildcard token cannot be followed by another entity")
        if isinstance(attr, str):
            token = self._token("relationship", attr)
            path = (*self.path, token)
            return self._with(LoadElement(path, strategy, opts, propagate, token=True, name=name), path)
        attr, prop = _attribute(attr)
        self._check_link(attr, prop)
        path = (*self.path, prop)
        of_type = attr._of_type if isinstance(attr, QueryableAttribute) else None
        criteria = attr._extra_criteria if isinstance(attr, QueryableAttribute) else ()
        if strategy is not None and not prop._is_relationship:
            element = LoadElement(path, strategy, opts, propagate, name=name)
            element.error = exc.LoaderStrategyException(
                prop, "column property", "relationship property", _STRATEGY_NAMES.get(strategy, strategy)
            )
            return self._with(element, path)
        element = LoadElement(path, strategy, opts, propagate, of_type, criteria, name=name)
        entity = of_type if of_type is not None else prop.entity
        return self._with(element, (*path, path_entity(entity)))

    def _column(self, attr, strategy, opts=None, name=None):
        if isinstance(attr, str):
            path = (*self.path, self._token("column", attr))
            return self._with(LoadElement(path, strategy, opts, True, token=True, name=name))
        attr, prop = _attribute(attr)
        original = getattr(attr, "original_property", None)
        if original is not None and hasattr(original, "name"):
            prop = original.parent._props[original.name]
        self._check_link(attr, prop)
        if prop._is_relationship:
            element = LoadElement((*self.path, prop), strategy, opts, True, name=name)
            element.error = exc.LoaderStrategyException(
                prop, "relationship", "column property", "deferred column loader"
            )
            return self._with(element)
        return self._with(LoadElement((*self.path, prop), strategy, opts, True, name=name))

    def _token(self, kind, attr):
        if attr not in ("*", _DEFAULT):
            raise sa_exc.ArgumentError(
                "Strings are not accepted for attribute names in loader options; please use class-bound attributes "
                "directly."
            )
        return f"{kind}:*"

    def _check_link(self, attr, prop):
        parent = attr.parent
        last = self.path[-1]
        if last is path_entity(parent) or (parent.is_aliased_class and parent.path_entity is last):
            return
        if not parent.is_aliased_class and not last.is_aliased_class:
            if last.isa(parent) or parent.isa(last) and len(self.path) == 1:
                return
            if parent.isa(last) and parent in last.with_polymorphic_mappers:
                return
        if last.is_aliased_class and not parent.is_aliased_class and last.mapper.isa(parent) and last._use_mapper_path:
            return
        if len(self.path) == 1:
            raise sa_exc.ArgumentError(
                f'ORM mapped attribute "{attr}" does not link mapped class "{entity_str(last)}"'
            )
        link = self.path[-2]
        hint = ""
        if not parent.is_aliased_class and not last.is_aliased_class and parent.common_parent(last):
            sub = entity_str(parent)
            hint = (
                f'  Did you mean to use "{link}.of_type({sub})" or "loadopt.options(selectin_polymorphic('
                f'{link.mapper.class_.__name__}, [{sub}]), ...)" ?'
            )
        of_type = f".of_type({entity_str(last)})" if last.entity is not link.mapper.class_ else ""
        raise sa_exc.ArgumentError(
            f'ORM mapped entity or attribute "{attr}" does not link from relationship "{link}{of_type}".{hint}'
        )

    def options(self, *opts):
        """Sub-options for what this option's path leads to."""
        new = self
        for opt in opts:
            if isinstance(opt, _WildcardLoad):
                element = opt.element
                token = element.path[0].replace(_DEFAULT, "*")
                new = new._with(
                    LoadElement((*self.path, token), element.strategy, element.opts, False, token=True)
                )
                continue
            if not isinstance(opt, Load):
                raise sa_exc.ArgumentError(
                    f"Loader option {opt} is not compatible with the Load.options() method."
                )
            last, first = self.path[-1], opt.path[0]
            if last is not first and not (
                first.is_mapper and last.is_mapper and (last.isa(first) or first.isa(last))
            ):
                raise sa_exc.ArgumentError(
                    f'Attribute "{opt.path[1]}" does not link from element "{entity_str(last)}".'
                )
            for element in opt.elements:
                new = new._with(element.at((*self.path[:-1], last, *element.path[1:])))
        return new

    def process(self, compile_state, raiseerr):
        """Register the strategies for what this statement loads."""
        lead = None
        for ent in compile_state.mapper_entities():
            if corresponds_to(ent.entity_zero, self.root):
                lead = path_entity(ent.entity_zero)
                break
        current = compile_state.current_path
        for element in self.elements:
            if current and not element.propagate:
                continue
            if compile_state.for_refresh and not element.propagate:
                continue
            path = element.path
            if lead is not None and path[0] is not lead and not current:
                path = (lead, *path[1:])
            if current:
                path = chop_path(path, current)
                if not path or len(path) < 2:
                    continue
            elif lead is None:
                if raiseerr and not compile_state.for_refresh:
                    self._raise_no_match(element, compile_state)
                continue
            if element.error is not None:
                raise element.error
            if element.strategy is None and not element.opts:
                continue
            compile_state.set_loader(path, element)

    def _raise_no_match(self, element, compile_state):
        entities = [ent.entity_zero for ent in compile_state.mapper_entities()]
        if not entities:
            raise sa_exc.ArgumentError(
                f"Query has only expression-based entities; attribute loader option {element.describe()} can't be "
                "applied here."
            )
        raise sa_exc.ArgumentError(
            f"Mapped class {entity_str(self.path[0])} referenced in option {element.describe()} does not apply to any "
            f"of the root entities in this query, e.g. {', '.join(entity_str(e) for e in entities)}. Please specify the "
            "full path from one of the root entities to the target attribute. "
        )


class _WildcardLoad(_Strategies, ORMOption):
    """`raiseload("*")`: a strategy for all that no other option names."""

    _is_strategy_option = True

    def __init__(self):
        self.element = None

    def _relationship(self, attr, strategy, opts=None, propagate=True, name=None):
        return self._set("relationship", strategy, opts, name)

    def _column(self, attr, strategy, opts=None, name=None):
        return self._set("column", strategy, opts, name)

    def _set(self, kind, strategy, opts, name):
        new = _WildcardLoad()
        new.element = LoadElement((f"{kind}:{_DEFAULT}",), strategy, opts, False, token=True, name=name)
        return new

    def options(self, *opts):
        raise NotImplementedError("Star option does not support sub-options")

    def _cache_key(self):
        return self.element.key()

    def process(self, compile_state, raiseerr):
        if not compile_state.for_refresh:
            compile_state.set_loader(self.element.path, self.element)


class LoaderCriteriaOption(ORMOption):
    """`with_loader_criteria()`: a criterion for every occurrence of an entity."""

    propagate_to_loaders = True
    _is_criteria_option = True

    def __init__(
        self,
        entity_or_base,
        where_criteria,
        loader_only=False,
        include_aliases=False,
        propagate_to_loaders=True,
        track_closure_variables=True,
    ):
        insp = inspection.inspect(entity_or_base, False)
        self.root = entity_or_base if insp is None else None
        self.entity = insp
        self.where = where_criteria
        self.include_aliases = include_aliases
        self.propagate_to_loaders = propagate_to_loaders

    def applies_to(self, entity):
        if self.entity is None:
            return issubclass(entity.mapper.class_, self.root)
        if self.entity is entity or (self.include_aliases and entity.mapper.isa(self.entity.mapper)):
            return True
        return not entity.is_aliased_class and not self.entity.is_aliased_class and entity.isa(self.entity)

    def criterion(self, entity):
        where = self.where(entity.entity) if callable(self.where) else self.where
        where = coercions.expect(roles.WhereHavingRole, where)
        if entity.is_aliased_class and not callable(self.where):
            where = entity._adapter.traverse(where)
        return where

    def _cache_key(self):
        return (id(self.entity), id(self.where))


with_loader_criteria = LoaderCriteriaOption


def _attribute(attr):
    """`(attribute, property)` of the argument of an option."""
    insp = inspection.inspect(attr, raiseerr=False)
    if isinstance(insp, MapperProperty):
        return insp, insp
    if isinstance(insp, QueryableAttribute):
        prop = insp.prop if hasattr(insp.comparator, "prop") else insp.property
        insp.parent._post_inspect
        return insp, prop
    raise sa_exc.ArgumentError("expected ORM mapped attribute for loader strategy argument")


def _from_keys(name, keys, chained, kw):
    lead = None
    for i, attr in enumerate(keys):
        last = i == len(keys) - 1
        if isinstance(attr, str):
            if attr != "*":
                raise sa_exc.ArgumentError(
                    "Strings are not accepted for attribute names in loader options; please use class-bound attributes "
                    "directly."
                )
            if not last:
                raise sa_exc.ArgumentError("Wildcard token cannot be followed by another entity")
            if lead is None:
                lead = _WildcardLoad()
        elif lead is None:
            lead = Load(_attribute(attr)[0].parent)
        if last or chained:
            lead = getattr(lead, name)(attr, **kw)
        else:
            lead = lead.defaultload(attr)
    return lead


def _option(name, chained=True):
    def option(*keys, **kw):
        return _from_keys(name, keys, chained, kw)

    option.__name__ = name
    return option


contains_eager = _option("contains_eager")
joinedload = _option("joinedload", False)
subqueryload = _option("subqueryload", False)
selectinload = _option("selectinload", False)
lazyload = _option("lazyload", False)
immediateload = _option("immediateload", False)
noload = _option("noload", False)
raiseload = _option("raiseload", False)
defaultload = _option("defaultload", False)


def load_only(*attrs, raiseload=False):
    _, lead = attrs[0], _attribute(attrs[0])[0].parent
    return Load(lead).load_only(*attrs, raiseload=raiseload)


def defer(key, *addl_attrs, raiseload=False):
    return _from_keys("defer", (key, *addl_attrs), False, {"raiseload": raiseload})


def undefer(key, *addl_attrs):
    return _from_keys("undefer", (key, *addl_attrs), False, {})


def undefer_group(name):
    return _WildcardLoad().undefer_group(name)


def selectin_polymorphic(base_cls, classes):
    raise NotImplementedError(
        "selectin_polymorphic() isn't supported in the playground; use with_polymorphic(), or let the attributes of the "
        "subclasses load when they are used."
    )
