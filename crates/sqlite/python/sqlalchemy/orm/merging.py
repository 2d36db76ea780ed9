"""`Session.merge()`: copies the state of an object onto the one of the session."""

from .. import exc as sa_exc
from .. import util
from . import exc
from .base import NO_VALUE, PASSIVE_NO_INITIALIZE, PASSIVE_NO_RESULT, instance_state, object_state, state_str


class SessionMerge:
    """The part of a session that merges."""

    def merge(self, instance, *, load=True, options=None):
        if self._warn_on_events:
            self._flush_warning("Session.merge()")
        if load:
            self._autoflush()
        with self.no_autoflush:
            return self._merge(object_state(instance), instance.__dict__, load=load, options=options)

    def merge_all(self, instances, *, load=True, options=None):
        if load:
            self._autoflush()
        with self.no_autoflush:
            recursive, resolve = {}, {}
            return [
                self._merge(
                    object_state(instance),
                    instance.__dict__,
                    load=load,
                    options=options,
                    _recursive=recursive,
                    _resolve_conflict_map=resolve,
                )
                for instance in instances
            ]

    def _merge(self, state, state_dict, *, load, options=None, _recursive=None, _resolve_conflict_map=None):
        recursive = {} if _recursive is None else _recursive
        resolve = {} if _resolve_conflict_map is None else _resolve_conflict_map
        mapper = state.manager.mapper
        if state in recursive:
            return recursive[state]
        new = False
        key = state.key
        persistent = True
        if key is None:
            if state in self._new:
                util.warn(
                    f"Instance {state_str(state)} is already pending in this Session yet is being merged again; this is "
                    "probably not what you want to do"
                )
            if not load:
                raise sa_exc.InvalidRequestError(
                    "merge() with load=False option does not support objects transient (i.e. unpersisted) objects.  "
                    "flush() all changes on mapped instances before merging with load=False."
                )
            key = mapper._identity_key_from_state(state)
            values = key[1]
            persistent = NO_VALUE not in values and (
                None not in values or (mapper.allow_partial_pks and any(v is not None for v in values))
            )
        merged = self.identity_map.get(key)
        if merged is None:
            if persistent and key in resolve:
                merged = resolve[key]
            elif not load:
                if state.modified:
                    raise sa_exc.InvalidRequestError(
                        "merge() with load=False option does not support objects marked as 'dirty'.  flush() all "
                        "changes on mapped instances before merging with load=False."
                    )
                merged = mapper.class_manager.new_instance()
                instance_state(merged).key = key
                self._update_impl(instance_state(merged))
                new = True
            elif persistent:
                merged = self.get(mapper.class_, key[1], identity_token=key[2], options=options)
        if merged is None:
            merged = mapper.class_manager.new_instance()
            new = True
            self._save_or_update_state(instance_state(merged))
        merged_state, merged_dict = instance_state(merged), merged.__dict__
        recursive[state] = merged
        resolve[key] = merged
        if state is not merged_state:
            self._check_merged_version(mapper, state, state_dict, merged_state, merged_dict)
            merged_state.load_path = state.load_path
            merged_state.load_options = state.load_options
            if state.callables:
                merged_state.callables = dict(state.callables)
            for prop in mapper._props.values():
                prop.merge(self, state, state_dict, merged_state, merged_dict, load, recursive, resolve)
        if not load:
            merged_state._commit_all(merged_dict, self.identity_map)
        if new:
            merged_state.manager.dispatch.load(merged_state, None)
        return merged

    def _check_merged_version(self, mapper, state, state_dict, merged_state, merged_dict):
        column = mapper.version_id_col
        if column is None:
            return
        existing = mapper._get_state_attr_by_column(state, state_dict, column, PASSIVE_NO_INITIALIZE)
        merged = mapper._get_state_attr_by_column(merged_state, merged_dict, column, PASSIVE_NO_INITIALIZE)
        if existing is not PASSIVE_NO_RESULT and merged is not PASSIVE_NO_RESULT and existing != merged:
            raise exc.StaleDataError(
                f"Version id '{existing}' on merged state {state_str(merged_state)} does not match existing version "
                f"'{merged}'. Leave the version attribute unset when merging to update the most recent version."
            )
