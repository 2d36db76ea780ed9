"""How attributes are loaded: deferred columns, and relationships lazily, joined, by IN, by subquery, or not at all."""

from .. import exc as sa_exc
from .. import util
from . import attributes, exc, lazy
from .base import (
    ATTR_EMPTY,
    ATTR_WAS_SET,
    MANYTOONE,
    ONETOMANY,
    PASSIVE_NO_RESULT,
    PASSIVE_OFF,
    SQL_OK,
    instance_state,
    instance_str,
    state_str,
)
from .unitofwork import track_cascade_events


# Attributes.


def register_attribute(prop, mapper, useobject=False, impl_class=None, typecallable=None, **kw):
    """Give the descriptor of a property its implementation and its internal listeners."""
    uselist = useobject and prop.uselist
    if useobject:
        kw["trackparent"] = prop.single_parent or prop.direction is ONETOMANY
        kw["send_modified_events"] = not prop.viewonly
    for m in mapper.self_and_descendants:
        if prop is not m._props.get(prop.key) or m.class_manager.has_impl(prop.key):
            continue
        manager = m.class_manager
        desc = manager[prop.key]
        if desc.class_ is not m.class_:
            # A subclass has a descriptor of its own, so that its listeners are its own.
            desc = attributes.register_descriptor(
                m.class_, prop.key, comparator=desc.comparator, parententity=m, doc=desc._doc
            )
        args = dict(kw, parent_token=prop)
        if impl_class is not None:
            impl = impl_class(m.class_, prop.key, dispatch=desc.dispatch, **args)
        elif uselist:
            factory = manager.instrument_collection_class(prop.key, typecallable or list)
            impl = attributes.CollectionAttributeImpl(
                m.class_, prop.key, dispatch=desc.dispatch, typecallable=factory, **args
            )
        elif useobject:
            impl = attributes.ScalarObjectAttributeImpl(m.class_, prop.key, dispatch=desc.dispatch, **args)
        else:
            impl = attributes.ScalarAttributeImpl(m.class_, prop.key, dispatch=desc.dispatch, **args)
        desc.impl = impl
        manager.__dict__.pop("_keys", None)
        if useobject and prop.single_parent:
            _validate_single_parent(desc, prop)
        for above in m.iterate_to_root():
            if prop.key in above.validators:
                fn, options = above.validators[prop.key]
                _listen_validator(desc, prop.key, fn, **options)
                break
        if useobject:
            track_cascade_events(desc, prop)
            if prop.back_populates and prop._effective_sync_backref:
                from .backref import backref_listeners

                backref_listeners(desc, prop.back_populates, uselist)


def _listen_validator(desc, key, validator, include_removes, include_backrefs):
    def from_backref(initiator):
        return not include_backrefs and initiator.impl is not desc.impl

    extra = (False,) if include_removes else ()

    def append(state, value, initiator):
        return value if from_backref(initiator) else validator(state.obj(), key, value, *extra)

    def bulk_set(state, values, initiator):
        if not from_backref(initiator):
            obj = state.obj()
            values[:] = [validator(obj, key, value, *extra) for value in values]

    def set_(state, value, old, initiator):
        return value if from_backref(initiator) else validator(state.obj(), key, value, *extra)

    def remove(state, value, initiator):
        if not from_backref(initiator):
            validator(state.obj(), key, value, True)

    def append_checked(state, value, initiator):
        # What is set as a whole was validated as a whole.
        return value if initiator.op == "BULK_REPLACE" and initiator.impl is desc.impl else append(
            state, value, initiator
        )

    dispatch = desc.dispatch
    dispatch.append.put(append_checked, append_checked)
    dispatch.bulk_replace.put(bulk_set, bulk_set)
    dispatch.set.put(set_, set_)
    if include_removes:
        dispatch.remove.put(remove, remove)


def _validate_single_parent(desc, prop):
    def check(state, value, old, initiator):
        if value is not None and initiator.key == prop.key:
            if initiator.hasparent(instance_state(value)) and old is not value:
                raise sa_exc.InvalidRequestError(
                    f"Instance {instance_str(value)} is already associated with an instance of {state.class_} via its "
                    f"{prop} attribute, and is only allowed a single parent.",
                    code="bbf1",
                )
        return value

    def append(state, value, initiator):
        return check(state, value, None, initiator)

    desc.dispatch._active_history = True
    desc.dispatch.append.put(append, append)
    desc.dispatch.set.put(check, check)


def init_relationship_attribute(prop, mapper):
    """The implementation of a relationship's attribute, by its `lazy`."""
    if prop.lazy in ("dynamic", "write_only"):
        from .dynamic import init_dynamic

        init_dynamic(prop, mapper)
        return
    if prop.lazy in ("noload", None):
        util.warn_deprecated(
            "The ``noload`` loader strategy is deprecated and will be removed in a future release.  This option produces "
            "incorrect results by returning ``None`` for related items. (deprecated since: 2.1)",
            "2.1",
        )
        register_attribute(prop, mapper, useobject=True, callable_=None, typecallable=prop.collection_class)
        return
    if prop.lazy not in _LAZY:
        raise sa_exc.InvalidRequestError(f"Can't find strategy {(('lazy', prop.lazy),)} for {prop}")
    deferred_history = not prop.active_history and (prop.direction is not MANYTOONE or not use_get(prop))
    register_attribute(
        prop,
        mapper,
        useobject=True,
        callable_=lazy.loader(prop),
        typecallable=prop.collection_class,
        active_history=prop.active_history,
        _deferred_history=deferred_history,
    )


_LAZY = ("select", True, "joined", False, "selectin", "subquery", "immediate", "raise", "raise_on_sql")


def use_get(prop):
    return lazy.strategy(prop).use_get


# Columns.


def column_is_deferred(state, prop, opt, mapper, only):
    """Whether a column isn't to be loaded with the row."""
    deferred = prop.deferred
    if opt is not None:
        if opt.strategy == "undefer":
            deferred = False
        elif opt.strategy in ("defer", "defer_raise"):
            deferred = True
        elif opt.opts and prop.group and opt.opts.get("undefer_group_" + prop.group):
            deferred = False
    if not deferred:
        return False
    if only is not None and prop.key in only:
        return False
    if opt is not None and mapper._always_loaded.intersection(prop.columns):
        return False
    return not (state.for_subquery and prop not in mapper._readonly_props)


def deferred_processor(state, prop, opt, populators):
    raiseload = opt.strategy == "defer_raise" if opt is not None and opt.strategy else prop.raiseload
    if prop.deferred and not raiseload:
        # The class itself loads it when it is read.
        populators["expire"].append((prop.key, False))
        return
    load = load_deferred(prop, raiseload)
    key = prop.key

    def populate(state, dict_, row):
        state._set_callable(key, load)

    populators["new"].append((key, populate))


def load_deferred(prop, raiseload=None):
    """The loader of a deferred column: it comes with those of its group."""
    raises = prop.raiseload if raiseload is None else raiseload

    def load(state, passive):
        if not state.key:
            return ATTR_EMPTY
        if not passive & SQL_OK:
            return PASSIVE_NO_RESULT
        mapper = state.manager.mapper
        keys = [prop.key]
        if prop.group:
            keys = [p.key for p in mapper._props.values() if p._is_column and p.deferred and p.group == prop.group]
        if state.session is None:
            raise exc.DetachedInstanceError(
                f"Parent instance {state_str(state)} is not bound to a Session; deferred load operation of attribute "
                f"'{prop.key}' cannot proceed"
            )
        if raises:
            raise sa_exc.InvalidRequestError(f"'{prop}' is not available due to raiseload=True")
        mapper._load_scalar_attributes(state, {k for k in keys if k in state.unmodified}, PASSIVE_OFF)
        return ATTR_WAS_SET

    return load


# Relationships in a statement.


def lazy_of(prop, opt):
    return opt.strategy if opt is not None and opt.strategy is not None else prop.lazy


def setup_joined(state, ent, mapper, path, prop, opt, adapter, parent, outer):
    from .joined import setup_joined as setup

    setup(state, ent, mapper, path, prop, opt, adapter, parent, outer)


def _check_population(prop):
    impl = prop.parent.class_manager[prop.key].impl
    if not impl.supports_population:
        raise sa_exc.InvalidRequestError(
            f"'{prop}' does not support object population - eager loading cannot be applied."
        )


def row_processor(context, ent, mapper, path, prop, adapter, populators):
    """What to do with a relationship for each object of a statement."""
    state = context.compile_state
    opt = state.loader_for(path, prop)
    kind = lazy_of(prop, opt)
    if kind in ("joined", False):
        if not state.eagerloads:
            return
        _check_population(prop)
        from .joined import joined_processor

        if joined_processor(context, ent, path, prop, opt, adapter, populators):
            return
        kind = "select"
    if kind in ("selectin", "subquery", "immediate"):
        if not state.eagerloads:
            return
        _check_population(prop)
        from . import postload

        if kind == "immediate" or context.refresh_state is not None:
            postload.immediate_processor(context, path, prop, opt)
        elif kind == "selectin":
            postload.selectin_processor(context, ent, path, prop, opt)
        else:
            from .subquery import subquery_processor

            subquery_processor(context, ent, path, prop, opt, adapter, populators)
        return
    if kind in ("noload", None):
        _noload_processor(prop, populators)
        return
    if kind in ("dynamic", "write_only"):
        return
    _lazy_processor(context, mapper, path, prop, opt, kind, populators)


def _noload_processor(prop, populators):
    def populate(state, dict_, row):
        if prop.uselist:
            attributes.init_state_collection(state, dict_, prop.key)
        else:
            dict_[prop.key] = None

    populators["new"].append((prop.key, populate))


def _lazy_processor(context, mapper, path, prop, opt, kind, populators):
    key = prop.key
    state = context.compile_state
    only = state.opts["only_load_props"]
    if context.is_user_refresh and only and key in only:
        from . import postload

        postload.immediate_processor(context, path, prop, opt)
        return
    changed = opt is not None and opt.strategy is not None and opt.strategy != _plain(prop.lazy)
    if changed or (opt is not None and opt.criteria):
        load = lazy.loader(prop, kind, opt)

        def populate(state, dict_, row):
            impl = state.manager[key].impl
            if impl.collection:
                old = dict_.pop(key, None)
                if old is not None:
                    impl._invalidate_collection(old)
            state._set_callable(key, load)

        populators["new"].append((key, populate))
    elif context.populate_existing or mapper.always_refresh:
        populators["new"].append((key, lambda state, dict_, row: state._reset(dict_, key)))


def _plain(kind):
    """The lazy loading that the class itself does for a `lazy`."""
    return kind if kind in ("raise", "raise_on_sql", "noload") else "select"


class PostLoad:
    """Loads that follow when the rows of a statement are there: `selectinload()` and `immediateload()`."""

    def __init__(self):
        self.loaders = {}
        self.states = {}
        self.load_keys = None

    def add_state(self, state, overwrite):
        # States are made for this load, so that the objects are held while it goes on.
        self.states[state] = (overwrite, state.obj())

    def invoke(self, context, path):
        if not self.states:
            return
        for context, _, load, args in list(self.loaders.values()):
            states = [
                (state, overwrite)
                for state, (overwrite, _) in self.states.items()
                if state.manager.mapper.isa(args[0])
            ]
            if states:
                load(context, path, states, self.load_keys, *args[1:])
        self.states.clear()

    @classmethod
    def for_context(cls, context, path, only_load_props):
        found = context.post_load_paths.get(path)
        if found is not None and only_load_props:
            found.load_keys = only_load_props
        return found

    @classmethod
    def path_exists(cls, context, path, key):
        found = context.post_load_paths.get(path)
        return found is not None and key in found.loaders

    @classmethod
    def add(cls, context, path, key, load, *args):
        found = context.post_load_paths.get(path)
        if found is None:
            found = context.post_load_paths[path] = cls()
        found.loaders[key] = (context, key, load, args)

