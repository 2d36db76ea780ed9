"""Collections that aren't loaded: `lazy="dynamic"`, which is a query, and `lazy="write_only"`."""

from .. import exc as sa_exc
from .. import sql, util
from ..sql.expression import select
from . import attributes, exc
from .attributes import History
from .base import INIT_OK, NO_VALUE, PASSIVE_NO_FETCH, PASSIVE_NO_INITIALIZE, PASSIVE_OFF, SQL_OK
from .base import MANYTOONE, instance_state, instance_str, object_mapper, state_str
from .query import Query
from .util import object_session


def init_dynamic(prop, mapper):
    from .strategies import register_attribute

    if not prop.uselist or prop.direction is MANYTOONE:
        raise sa_exc.InvalidRequestError(
            f"On relationship {prop}, 'dynamic' loaders cannot be used with many-to-one/one-to-one relationships and/or "
            "uselist=False."
        )
    impl = DynamicAttributeImpl if prop.lazy == "dynamic" else WriteOnlyAttributeImpl
    register_attribute(prop, mapper, useobject=True, impl_class=lambda *a, **kw: impl(prop, *a, **kw))


class CollectionHistory:
    """What was added and removed since the last flush."""

    def __init__(self, unchanged=(), added=None, deleted=None):
        self.unchanged_items = list(unchanged)
        self.added_items = [] if added is None else added
        self.deleted_items = [] if deleted is None else deleted

    def as_history(self):
        added = [i for i in self.added_items if not _holds(self.unchanged_items, i)]
        deleted = [i for i in self.deleted_items]
        unchanged = [i for i in self.unchanged_items if not _holds(self.deleted_items, i)]
        return History(added, unchanged, deleted)

    @property
    def added_plus_unchanged(self):
        return self.added_items + [i for i in self.unchanged_items if not _holds(self.added_items, i)]

    @property
    def all_items(self):
        return self.added_items + self.unchanged_items + self.deleted_items

    def add_added(self, value):
        if not _holds(self.added_items, value):
            self.added_items.append(value)

    def add_removed(self, value):
        if _holds(self.added_items, value):
            self.added_items[:] = [i for i in self.added_items if i is not value]
        elif not _holds(self.deleted_items, value):
            self.deleted_items.append(value)


def _holds(items, value):
    return any(item is value for item in items)


class _Adapter:
    def __init__(self, data):
        self.data = data

    def __iter__(self):
        return iter(self.data)

    def __len__(self):
        return len(self.data)

    def __bool__(self):
        return True


class WriteOnlyAttributeImpl(attributes.AttributeImpl):
    """A collection that can be added to and removed from."""

    uses_objects = dynamic = True
    collection = supports_population = False
    iterates = False

    def __init__(self, prop, class_, key, dispatch, **kw):
        attributes.AttributeImpl.__init__(self, class_, key, None, dispatch, **kw)
        self._append_token = attributes.AttributeEventToken(self, "APPEND")
        self.prop = prop
        self.target_mapper = prop.mapper
        self.order_by = tuple(prop.order_by or ())

    def get(self, state, dict_, passive=PASSIVE_OFF):
        if not passive & SQL_OK:
            return self._history(state, PASSIVE_NO_INITIALIZE).added_items
        return self._collection(state)

    def _collection(self, state):
        return WriteOnlyCollection(self, state)

    def get_collection(self, state, dict_, user_data=None, passive=PASSIVE_OFF):
        history = self._history(state, passive)
        return _Adapter(history.added_items if not passive & SQL_OK else history.added_plus_unchanged)

    def _history(self, state, passive):
        known = state.committed_state.get(self.key) or CollectionHistory()
        if state.has_identity and passive & INIT_OK:
            if not self.iterates:
                return CollectionHistory(self._load_unchanged(state), known.added_items, known.deleted_items)
            return CollectionHistory(self._load_unchanged(state), known.added_items, known.deleted_items)
        return known

    def _load_unchanged(self, state):
        if not self.iterates:
            raise sa_exc.InvalidRequestError(
                f'Attribute {self} can\'t load the existing state from the database for this operation; full iteration '
                "is not permitted.  If this is a delete operation, configure passive_deletes=True on the "
                "write_only() relationship when using this attribute."
            )
        return list(AppenderQuery(self, state).autoflush(False))

    def _changed(self, state, dict_):
        if self.key not in state.committed_state:
            state.committed_state[self.key] = CollectionHistory()
        history = state.committed_state[self.key]
        state._modified_event(dict_, self, NO_VALUE)
        dict_[self.key] = True
        return history

    def fire_append_event(self, state, dict_, value, initiator):
        self._changed(state, dict_).add_added(value)
        for fn in self.dispatch.append:
            value = fn(state, value, initiator or self._append_token)
        if self.trackparent and value is not None:
            self.sethasparent(instance_state(value), state, True)

    def fire_remove_event(self, state, dict_, value, initiator):
        self._changed(state, dict_).add_removed(value)
        if self.trackparent and value is not None:
            self.sethasparent(instance_state(value), state, False)
        for fn in self.dispatch.remove:
            fn(state, value, initiator or self._remove_token)

    def set(
        self, state, dict_, value, initiator=None, passive=PASSIVE_OFF, check_old=None, pop=False, _adapt=True
    ):
        if (initiator and initiator.parent_token is self.parent_token) or (pop and value is None):
            return
        if value is attributes.DONT_SET:
            return
        new = list(value)
        old = list(self._history(state, PASSIVE_NO_FETCH & ~INIT_OK).added_items)
        if state.has_identity:
            if not self.iterates:
                raise sa_exc.InvalidRequestError(
                    f'Collection "{self}" does not support implicit iteration; collection replacement operations can\'t '
                    "be used"
                )
            old = list(self.get(state, dict_, passive)) + old
        for member in new:
            if not _holds(old, member):
                self.fire_append_event(state, dict_, member, None)
        for member in old:
            if not _holds(new, member):
                self.fire_remove_event(state, dict_, member, None)

    def delete(self, *args, **kw):
        raise NotImplementedError()

    def set_committed_value(self, state, dict_, value):
        raise NotImplementedError("Dynamic attributes don't support collection population.")

    def get_history(self, state, dict_, passive=PASSIVE_NO_FETCH):
        return self._history(state, passive).as_history()

    def get_all_pending(self, state, dict_, passive=PASSIVE_NO_INITIALIZE):
        return [(instance_state(x), x) for x in self._history(state, passive).all_items]

    def append(self, state, dict_, value, initiator, passive=PASSIVE_NO_FETCH):
        if initiator is not self:
            self.fire_append_event(state, dict_, value, initiator)

    def remove(self, state, dict_, value, initiator, passive=PASSIVE_NO_FETCH):
        if initiator is not self:
            self.fire_remove_event(state, dict_, value, initiator)

    def pop(self, state, dict_, value, initiator, passive=PASSIVE_NO_FETCH):
        self.remove(state, dict_, value, initiator, passive=passive)


class DynamicAttributeImpl(WriteOnlyAttributeImpl):
    """A collection that is a query."""

    iterates = True

    def _collection(self, state):
        return AppenderQuery(self, state)


class _Writer:
    """What both kinds of collection do."""

    def _bind(self, attr, state):
        self.attr = attr
        self.instance = state.obj()
        prop = object_mapper(self.instance)._props[attr.key]
        self._from_obj = ()
        if prop.secondary is not None:
            self._from_obj = (
                prop.mapper.__clause_element__(),
                prop.secondary._annotate({"_no_filter_by": True}),
            )
        self._where_criteria = (prop._with_parent(self.instance, alias_secondary=False),)
        self._order_by_clauses = attr.order_by

    def add(self, item):
        self.add_all([item])

    def add_all(self, iterator):
        for item in iterator:
            self.attr.append(instance_state(self.instance), self.instance.__dict__, item, None)

    def remove(self, item):
        self.attr.remove(instance_state(self.instance), self.instance.__dict__, item, None)


class WriteOnlyCollection(_Writer):
    """What an attribute with `lazy="write_only"` gives."""

    def __init__(self, attr, state):
        self._bind(attr, state)

    def __iter__(self):
        raise TypeError(
            "WriteOnly collections don't support iteration in-place; to query for collection items, use the select() "
            "method to produce a SQL statement and execute it with session.scalars()."
        )

    def select(self):
        statement = select(self.attr.target_mapper.class_).where(*self._where_criteria)
        if self._from_obj:
            statement = statement.select_from(*self._from_obj)
        return statement.order_by(*self._order_by_clauses) if self._order_by_clauses else statement

    def insert(self):
        state = instance_state(self.instance)
        mapper = state.mapper
        prop = mapper._props[self.attr.key]
        if prop.secondary is not None:
            raise sa_exc.InvalidRequestError(
                "Write only bulk INSERT not supported at this time; please use a separate INSERT statement"
            )
        values = {}
        for left, right in prop.local_remote_pairs:
            values[right.key] = mapper._get_state_attr_by_column(state, state.dict, left)
        return sql.insert(self.attr.target_mapper.class_).values(**values)

    def update(self):
        return sql.update(self.attr.target_mapper.class_).where(*self._where_criteria)

    def delete(self):
        return sql.delete(self.attr.target_mapper.class_).where(*self._where_criteria)


class AppenderQuery(_Writer, Query):
    """What an attribute with `lazy="dynamic"` gives: a query that can be added to."""

    def __init__(self, attr, state):
        Query.__init__(self, [attr.target_mapper.class_], None)
        self.__dict__.pop("session", None)
        self._bind(attr, state)
        if not self._order_by_clauses:
            self._order_by_clauses = ()

    @property
    def session(self):
        if "_session" in self.__dict__:
            return self.__dict__["_session"]
        session = object_session(self.instance)
        if session is not None and session.autoflush and self.instance in session:
            session.flush()
        return session if instance_state(self.instance).has_identity else None

    @session.setter
    def session(self, session):
        if session is not None:
            self.__dict__["_session"] = session

    def _plain(self, session=None):
        """The query itself, without what makes it a collection."""
        session = session or object_session(self.instance)
        if session is None:
            raise exc.DetachedInstanceError(
                f"Parent instance {instance_str(self.instance)} is not bound to a Session, and no contextual session is "
                f"established; lazy load operation of attribute '{self.attr.key}' cannot proceed"
            )
        query = session.query(self.attr.target_mapper.class_)
        for name in ("_where_criteria", "_from_obj", "_order_by_clauses"):
            query.__dict__[name] = self.__dict__[name]
        return query

    def _clone(self, **changes):
        query = self._plain(self.session)
        query.__dict__.update(changes)
        return query

    _generate = _clone

    def _pending(self):
        state = instance_state(self.instance)
        if state.detached:
            util.warn(
                f"Instance {state_str(state)} is detached, dynamic relationship cannot return a correct result.   This "
                "warning will become a DetachedInstanceError in a future release."
            )
        return self.attr._history(state, PASSIVE_NO_INITIALIZE).added_items

    def _iter(self):
        session = self.session
        if session is None:
            from ..engine.result import IteratorResult, SimpleResultMetaData

            metadata = SimpleResultMetaData([self.attr.class_.__name__])
            items = iter(list(self._pending()))
            return IteratorResult(metadata, items, _source_supports_scalars=True).scalars()
        return self._plain(session)._iter()

    def __getitem__(self, index):
        session = self.session
        return self._pending()[index] if session is None else self._plain(session)[index]

    def count(self):
        session = self.session
        return len(self._pending()) if session is None else self._plain(session).count()

    def extend(self, iterator):
        self.add_all(iterator)

    def append(self, item):
        self.add_all([item])


DynamicCollection = AppenderQuery
