"""Sessions: hold objects, load them, and write what was changed."""

import contextlib
import itertools

from .. import exc as sa_exc
from .. import inspection, util
from ..sql import coercions, roles, visitors
from ..sql.expression import select
from ..sql.select import ForUpdateArg
from ..sql.selectable import TableClause
from . import events, exc, loading
from .base import PASSIVE_OFF, instance_state, instance_str, object_mapper, object_state, state_str
from .execution import ORMExecuteState, execute_statement, orm_kind
from .identity import WeakInstanceDict
from .merging import SessionMerge
from .session_states import SessionStates
from .state import InstanceState, _sessions
from .transaction import AUTOBEGIN, BEGIN, SessionTransaction as SessionTransaction, check_context_manager
from .transaction import SessionTransactionOrigin as SessionTransactionOrigin
from .util import identity_key, object_session

_session_ids = itertools.count(1)
_JOIN_MODES = ("conditional_savepoint", "rollback_only", "control_fully", "create_savepoint")
_UNSET = object()


class _SessionClassMethods:
    @classmethod
    def identity_key(cls, class_=None, ident=None, *, instance=None, row=None, identity_token=None):
        return identity_key(class_, ident, instance=instance, row=row, identity_token=identity_token)

    @classmethod
    def object_session(cls, instance):
        return object_session(instance)


class Session(SessionMerge, SessionStates, _SessionClassMethods):
    """Works on objects within a transaction."""

    _is_asyncio = False
    _trans_context_manager = None
    connection_callable = None

    def __init__(
        self,
        bind=None,
        *,
        autoflush=True,
        future=True,
        expire_on_commit=True,
        autobegin=True,
        twophase=False,
        binds=None,
        enable_baked_queries=True,
        info=None,
        query_cls=None,
        autocommit=False,
        join_transaction_mode="conditional_savepoint",
        close_resets_only=_UNSET,
        execution_options=util.EMPTY_DICT,
    ):
        if autocommit:
            raise sa_exc.ArgumentError("autocommit=True is no longer supported")
        if not future:
            raise sa_exc.ArgumentError("The 'future' parameter passed to Session() may only be set to True.")
        if twophase:
            raise NotImplementedError("Two-phase transactions aren't supported with SQLite; leave out twophase=True.")
        if join_transaction_mode not in _JOIN_MODES:
            raise sa_exc.ArgumentError(f'invalid selection for join_transaction_mode: "{join_transaction_mode}"')
        self.identity_map = WeakInstanceDict()
        self._new, self._deleted = {}, {}
        self.bind = bind
        self.binds = util.immutabledict()
        self._flushing = self._warn_on_events = False
        self._transaction = self._nested_transaction = None
        self.hash_key = next(_session_ids)
        self.autobegin = autobegin
        self.autoflush = autoflush
        self.expire_on_commit = expire_on_commit
        self.twophase = False
        self.execution_options = util.immutabledict(execution_options)
        self._closed = False
        self._close_resets = close_resets_only in (True, _UNSET)
        self.join_transaction_mode = join_transaction_mode
        self._given_query_cls = query_cls
        if info:
            self.info.update(info)
        for key, value in (binds or {}).items():
            self._add_bind(key, value)
        _sessions[self.hash_key] = self

    @property
    def _query_cls(self):
        if self._given_query_cls is None:
            from .query import Query

            self._given_query_cls = Query
        return self._given_query_cls

    @property
    def info(self):
        return self.__dict__.setdefault("_info", {})

    @property
    def dispatch(self):
        return self.__dict__.setdefault("_dispatch", events.Dispatch(events.SessionEvents))

    def _listeners(self, name):
        found = ()
        if events._session_holders:
            for cls in reversed(type(self).__mro__):
                holder = events._session_holders.get(cls)
                if holder is not None:
                    found += tuple(getattr(holder.dispatch, name))
        own = self.__dict__.get("_dispatch")
        return found + tuple(getattr(own, name)) if own is not None else found

    def _emit(self, name, *args):
        if events._session_holders or "_dispatch" in self.__dict__:
            for fn in self._listeners(name):
                fn(self, *args)

    def __enter__(self):
        return self

    def __exit__(self, type_, value, traceback):
        self.close()

    @contextlib.contextmanager
    def _maker_context_manager(self):
        with self:
            with self.begin():
                yield self

    # Transactions.

    def in_transaction(self):
        return self._transaction is not None

    def in_nested_transaction(self):
        return self._nested_transaction is not None

    def get_transaction(self):
        transaction = self._transaction
        while transaction is not None and transaction._parent is not None:
            transaction = transaction._parent
        return transaction

    def get_nested_transaction(self):
        return self._nested_transaction

    @property
    def is_active(self):
        return self._transaction is None or self._transaction.is_active

    def _autobegin_t(self, begin=False):
        if self._transaction is None:
            if not begin and not self.autobegin:
                raise sa_exc.InvalidRequestError(
                    "Autobegin is disabled on this Session; please call session.begin() to start a new transaction"
                )
            return SessionTransaction(self, BEGIN if begin else AUTOBEGIN)
        return self._transaction

    def begin(self, nested=False):
        transaction = self._transaction
        if transaction is None:
            transaction = self._autobegin_t(begin=True)
            if not nested:
                return transaction
        if not nested:
            raise sa_exc.InvalidRequestError("A transaction is already begun on this Session.")
        transaction = transaction._begin(nested=True)
        self._nested_transaction = transaction
        return transaction

    def begin_nested(self):
        return self.begin(nested=True)

    def rollback(self):
        if self._transaction is not None:
            self._transaction.rollback(_to_root=True)

    def commit(self):
        self._autobegin_t().commit(_to_root=True)

    def prepare(self):
        self._autobegin_t().prepare()

    def connection(self, bind_arguments=None, execution_options=None):
        arguments = dict(bind_arguments or {})
        bind = arguments.pop("bind", None)
        if bind is None:
            bind = self.get_bind(**arguments)
        return self._connection_for_bind(bind, execution_options)

    def _connection_for_bind(self, bind, execution_options=None):
        check_context_manager(self)
        return self._autobegin_t()._connection_for_bind(bind, execution_options)

    # Statements.

    def _execute(
        self, statement, params=None, execution_options=None, bind_arguments=None, parent=None, add_event=None
    ):
        if not getattr(statement, "is_from_statement", False):
            statement = coercions.expect(roles.StatementRole, statement)
        bind_arguments = dict(bind_arguments or {})
        kind = orm_kind(statement)
        if kind is None:
            bind_arguments.setdefault("clause", statement)
        options = dict(execution_options or {})
        for key, value in self.execution_options.items():
            if key not in statement._execution_options:
                options.setdefault(key, value)
        if parent is not None:
            todo = parent._remaining_events()
        else:
            todo = list(self._listeners("do_orm_execute"))
            if add_event is not None:
                todo.append(add_event)
        if todo:
            state = ORMExecuteState(self, statement, params, options, bind_arguments, kind, todo)
            for i, fn in enumerate(todo):
                state._starting_event_idx = i
                answer = fn(state)
                if answer is not None:
                    return answer
            statement, params = state.statement, state.parameters
            options = {**options, **state._updated_options}
        return execute_statement(self, statement, params, options, bind_arguments, kind)

    def execute(
        self,
        statement,
        params=None,
        *,
        execution_options=util.EMPTY_DICT,
        bind_arguments=None,
        _parent_execute_state=None,
        _add_event=None,
    ):
        return self._execute(
            statement, params, execution_options, bind_arguments, _parent_execute_state, _add_event
        )

    def scalar(self, statement, params=None, *, execution_options=util.EMPTY_DICT, bind_arguments=None, **kw):
        return self._execute(statement, params, execution_options, bind_arguments).scalar()

    def scalars(self, statement, params=None, *, execution_options=util.EMPTY_DICT, bind_arguments=None, **kw):
        return self._execute(statement, params, execution_options, bind_arguments).scalars()

    def query(self, *entities, **kwargs):
        return self._query_cls(entities, self, **kwargs)

    # Ends.

    def close(self):
        self._close_impl()

    def reset(self):
        self._close_impl(is_reset=True)

    def invalidate(self):
        self._close_impl(invalidate=True)

    def _close_impl(self, invalidate=False, is_reset=False):
        if not is_reset and not self._close_resets:
            self._closed = True
        self.expunge_all()
        if self._transaction is not None:
            for transaction in self._transaction._up_to():
                transaction.close(invalidate)

    def expunge_all(self):
        states = self.identity_map.all_states() + list(self._new)
        self.identity_map._kill()
        self.identity_map = WeakInstanceDict()
        self._new, self._deleted = {}, {}
        InstanceState._detach_states(states, self)

    # Binds.

    def _add_bind(self, key, bind):
        insp = inspection.inspect(key, raiseerr=False)
        found = {}
        if insp is None:
            if not isinstance(key, type):
                raise sa_exc.ArgumentError(f"Not an acceptable bind target: {key}")
            found[key] = bind
        elif isinstance(insp, TableClause):
            found[insp] = bind
        elif getattr(insp, "is_mapper", False):
            found[insp.class_] = bind
            for table in insp._all_tables:
                found[table] = bind
        else:
            raise sa_exc.ArgumentError(f"Not an acceptable bind target: {key}")
        self.binds = util.immutabledict({**self.binds, **found})

    def bind_mapper(self, mapper, bind):
        self._add_bind(mapper, bind)

    def bind_table(self, table, bind):
        self._add_bind(table, bind)

    def get_bind(self, mapper=None, *, clause=None, bind=None, **kw):
        if bind is not None:
            return bind
        if not self.binds and self.bind is not None:
            return self.bind
        if mapper is None and clause is None:
            if self.bind is not None:
                return self.bind
            raise sa_exc.UnboundExecutionError(
                "This session is not bound to a single Engine or Connection, and no context was provided to locate a "
                "binding."
            )
        if mapper is not None:
            insp = inspection.inspect(mapper, raiseerr=False)
            if insp is None:
                if isinstance(mapper, type):
                    raise exc.UnmappedClassError(mapper)
                insp = inspection.inspect(mapper)
            mapper = insp
        if self.binds:
            found = self._bind_of(mapper, clause)
            if found is not None:
                return found
        if self.bind is not None:
            return self.bind
        context = [f"mapper {mapper}"] if mapper is not None else []
        if clause is not None:
            context.append("SQL expression")
        raise sa_exc.UnboundExecutionError(
            f"Could not locate a bind configured on {', '.join(context)} or this Session."
        )

    def _bind_of(self, mapper, clause):
        subject = clause._propagate_attrs.get("plugin_subject") if clause is not None else None
        for owner in (mapper, subject):
            for cls in owner.mapper.class_.__mro__ if owner is not None else ():
                if cls in self.binds:
                    return self.binds[cls]
        if clause is None and mapper is not None:
            clause = mapper.persist_selectable
        for el in visitors.iterate(clause) if clause is not None else ():
            if isinstance(el, TableClause) and el in self.binds:
                return self.binds[el]
        return None

    # Loading.

    def _identity_lookup(self, mapper, identity, identity_token=None, passive=PASSIVE_OFF, **kw):
        key = mapper.identity_key_from_primary_key(identity, identity_token)
        return loading.get_from_identity(self, mapper, key, passive)

    @property
    @contextlib.contextmanager
    def no_autoflush(self):
        autoflush = self.autoflush
        self.autoflush = False
        try:
            yield self
        finally:
            self.autoflush = autoflush

    def _autoflush(self):
        if self.autoflush and not self._flushing:
            try:
                self.flush()
            except sa_exc.StatementError as err:
                err.add_detail(
                    "raised as a result of Query-invoked autoflush; consider using a session.no_autoflush block if this "
                    "flush is occurring prematurely"
                )
                raise

    def refresh(self, instance, attribute_names=None, with_for_update=None):
        state = self._state_of(instance)
        self._expire_state(state, attribute_names)
        self._autoflush()
        if with_for_update == {}:
            raise sa_exc.ArgumentError(
                "with_for_update should be the boolean value True, or a dictionary with options.  A blank dictionary is "
                "ambiguous."
            )
        found = loading.load_on_ident(
            self,
            object_mapper(instance),
            state.key,
            refresh_state=state,
            with_for_update=_for_update(with_for_update),
            only_load_props=attribute_names,
            require_pk_cols=True,
            no_autoflush=True,
            is_user_refresh=True,
        )
        if found is None:
            raise sa_exc.InvalidRequestError(f"Could not refresh instance '{instance_str(instance)}'")

    def get(
        self,
        entity,
        ident,
        *,
        options=None,
        populate_existing=None,
        with_for_update=None,
        identity_token=None,
        execution_options=util.EMPTY_DICT,
        bind_arguments=None,
    ):
        mapper = inspection.inspect(entity)
        if mapper is None or not getattr(mapper, "is_mapper", False):
            raise sa_exc.ArgumentError(f"Expected mapped class or mapper, got: {entity!r}")
        mapper._check_configure()
        if populate_existing is None:
            populate_existing = execution_options.get("populate_existing", False)
        identity = _identity_of(mapper, ident)
        for_update = _for_update(with_for_update)
        if not populate_existing and not mapper.always_refresh and for_update is None:
            instance = self._identity_lookup(mapper, identity, identity_token)
            if instance is not None:
                return instance if isinstance(instance, mapper.class_) else None
        statement = select(mapper)
        if options:
            statement = statement.options(*options)
        return loading.load_on_pk_identity(
            self,
            statement,
            identity,
            with_for_update=for_update,
            identity_token=identity_token,
            execution_options=execution_options,
            bind_arguments=bind_arguments,
            populate_existing=populate_existing,
        )

    def get_one(self, entity, ident, **kw):
        instance = self.get(entity, ident, **kw)
        if instance is None:
            raise sa_exc.NoResultFound("No row was found when one was required")
        return instance

    # Expiry and expunging.

    def _state_of(self, instance):
        try:
            return instance._sa_instance_state
        except AttributeError as err:
            raise exc.UnmappedInstanceError(instance) from err

    def expire_all(self):
        for state in self.identity_map.all_states():
            state._expire(state.dict, self.identity_map._modified)

    def expire(self, instance, attribute_names=None):
        self._expire_state(self._state_of(instance), attribute_names)

    def _expire_state(self, state, attribute_names):
        if not self.identity_map.contains_state(state):
            raise sa_exc.InvalidRequestError(f"Instance '{state_str(state)}' is not persistent within this Session")
        if attribute_names:
            state._expire_attributes(state.dict, attribute_names)
            return
        cascaded = list(state.manager.mapper.cascade_iterator("refresh-expire", state))
        self._conditional_expire(state)
        for _, _, related, _ in cascaded:
            self._conditional_expire(related)

    def _conditional_expire(self, state):
        if state.key:
            state._expire(state.dict, self.identity_map._modified)
        elif state in self._new:
            del self._new[state]
            InstanceState._detach_states([state], self)

    def expunge(self, instance):
        state = self._state_of(instance)
        if state.session_id != self.hash_key:
            raise sa_exc.InvalidRequestError(f"Instance {state_str(state)} is not present in this Session")
        cascaded = [rec[2] for rec in state.manager.mapper.cascade_iterator("expunge", state)]
        self._expunge_states([state, *cascaded])

    def _expunge_states(self, states, to_transient=False):
        for state in states:
            if state in self._new:
                del self._new[state]
            elif self.identity_map.contains_state(state):
                self.identity_map.safe_discard(state)
                self._deleted.pop(state, None)
            elif self._transaction is not None:
                self._transaction._deleted.pop(state, None)
        InstanceState._detach_states(states, self, to_transient=to_transient)

    # What it holds.

    def is_modified(self, instance, include_collections=True):
        state = object_state(instance)
        if not state.modified:
            return False
        for attr in state.manager.attributes:
            if (not include_collections and attr.impl.collection) or attr.impl.dynamic:
                continue
            added, _, deleted = attr.impl.get_history(state, state.dict, passive=0)
            if added or deleted:
                return True
        return False

    @property
    def dirty(self):
        return util.IdentitySet([s.obj() for s in self.identity_map._modified if s not in self._deleted])

    @property
    def deleted(self):
        return util.IdentitySet(list(self._deleted.values()))

    @property
    def new(self):
        return util.IdentitySet(list(self._new.values()))


def _for_update(arg):
    if arg is None or arg is False:
        return None
    if isinstance(arg, ForUpdateArg):
        return arg
    return ForUpdateArg() if arg is True else ForUpdateArg(**dict(arg))


def _identity_of(mapper, ident):
    """The values of a primary key, as `get()` takes them."""
    if isinstance(ident, dict):
        synonyms = mapper._pk_synonyms
        ident = {synonyms.get(k, k): v for k, v in ident.items()}
        values, count = ident, len(ident)
    else:
        values = util.to_list(ident, default=[None])
        count = len(values)
    if count != len(mapper.primary_key):
        names = ",".join(f"'{c}'" for c in mapper.primary_key)
        raise sa_exc.InvalidRequestError(
            "Incorrect number of values in identifier to formulate primary key for session.get(); primary key columns "
            f"are {names}"
        )
    if isinstance(values, dict):
        try:
            return [values[key] for key in mapper._identity_keys]
        except KeyError as err:
            names = ",".join(f"'{key}'" for key in mapper._identity_keys)
            raise sa_exc.InvalidRequestError(
                "Incorrect names of values in identifier to formulate primary key for session.get(); primary key "
                f"attribute names are {names} (synonym names are also accepted)"
            ) from err
    return list(values)


class sessionmaker(_SessionClassMethods):
    """Makes sessions with the same settings."""

    def __init__(self, bind=None, *, class_=Session, autoflush=True, expire_on_commit=True, info=None, **kw):
        kw.update(bind=bind, autoflush=autoflush, expire_on_commit=expire_on_commit)
        if info is not None:
            kw["info"] = info
        self.kw = kw
        # A class of its own, so that events can be listened to for this maker alone.
        self.class_ = type(class_.__name__, (class_,), {})

    def __class_getitem__(cls, item):
        return cls

    def begin(self):
        return self()._maker_context_manager()

    def __call__(self, **local_kw):
        for key, value in self.kw.items():
            if key == "info" and "info" in local_kw:
                local_kw["info"] = {**value, **local_kw["info"]}
            else:
                local_kw.setdefault(key, value)
        return self.class_(**local_kw)

    def configure(self, **new_kw):
        self.kw.update(new_kw)

    def __repr__(self):
        options = ", ".join(f"{k}={v!r}" for k, v in self.kw.items())
        return f"{type(self).__name__}(class_={self.class_.__name__!r}, {options})"


def close_all_sessions():
    for session in list(_sessions.values()):
        session.close()


def make_transient(instance):
    """Make an object as if it had never been in a session."""
    state = instance_state(instance)
    session = state.session
    if session is not None:
        session._expunge_states([state])
    state.expired_attributes.clear()
    state.__dict__.pop("callables", None)
    state.key = None
    state._deleted = False


def make_transient_to_detached(instance):
    state = instance_state(instance)
    if state.session_id or state.key:
        raise sa_exc.InvalidRequestError("Given object must be transient")
    state.key = state.mapper._identity_key_from_state(state)
    state._deleted = False
    state._commit_all(state.dict)
    state._expire_attributes(state.dict, state.unloaded)

