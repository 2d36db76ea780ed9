"""The transactions of a session: begin, commit, rollback, savepoints, and what objects were before."""

import sys
import weakref
from enum import Enum

from .. import engine as engine_pkg
from .. import exc as sa_exc
from .. import util
from . import exc
from .state import InstanceState


class SessionTransactionState(Enum):
    """How far a transaction is."""

    ACTIVE = 1
    PREPARED = 2
    COMMITTED = 3
    DEACTIVE = 4
    CLOSED = 5
    PROVISIONING_CONNECTION = 6


ACTIVE, PREPARED, COMMITTED, DEACTIVE, CLOSED, PROVISIONING_CONNECTION = SessionTransactionState


class SessionTransactionOrigin(Enum):
    """How a transaction began."""

    AUTOBEGIN = 0
    BEGIN = 1
    BEGIN_NESTED = 2
    SUBTRANSACTION = 3


AUTOBEGIN, BEGIN, BEGIN_NESTED, SUBTRANSACTION = SessionTransactionOrigin


def check_context_manager(session):
    """Within `with session.begin():`, nothing goes on after its transaction has ended."""
    manager = session._trans_context_manager
    if manager is not None and not manager._transaction_is_active():
        raise sa_exc.InvalidRequestError(
            "Can't operate on closed transaction inside context manager.  Please complete the context manager before "
            "emitting further commands."
        )


class SessionTransaction:
    """A transaction, a savepoint, or the inner transaction of a flush."""

    _rollback_exception = None
    _outer = _subject = None

    def __init__(self, session, origin, parent=None):
        check_context_manager(session)
        self.session = session
        self._connections = {}
        self._parent = parent
        self.nested = nested = origin is BEGIN_NESTED
        self.origin = origin
        if session._closed:
            raise sa_exc.InvalidRequestError(
                "This Session has been permanently closed and is unable to handle any more transaction requests."
            )
        if nested:
            if parent is None:
                raise sa_exc.InvalidRequestError(
                    "Can't start a SAVEPOINT transaction when no existing transaction is in progress"
                )
            self._previous_nested = session._nested_transaction
        self._state = ACTIVE
        self._take_snapshot()
        session._transaction = self
        session._emit("after_transaction_create", self)

    @property
    def parent(self):
        return self._parent

    @property
    def is_active(self):
        return self.session is not None and self._state is ACTIVE

    @property
    def _is_boundary(self):
        return self.nested or self._parent is None

    def _check(self, *allowed):
        state = self._state
        if state in allowed:
            return
        if state is DEACTIVE:
            if self._rollback_exception:
                raise sa_exc.PendingRollbackError(
                    "This Session's transaction has been rolled back due to a previous exception during flush. To begin "
                    "a new transaction with this Session, first issue Session.rollback(). Original exception was: "
                    f"{self._rollback_exception}",
                    code="7s2a",
                )
            raise sa_exc.InvalidRequestError(
                "This session is in 'inactive' state, due to the SQL transaction being rolled back; no further SQL can "
                "be emitted within this transaction."
            )
        if state is CLOSED:
            raise sa_exc.ResourceClosedError("This transaction is closed")
        if state is PROVISIONING_CONNECTION:
            raise sa_exc.InvalidRequestError(
                "This session is provisioning a new connection; concurrent operations are not permitted", code="isce"
            )
        raise sa_exc.InvalidRequestError(
            f"This session is in '{state.name.lower()}' state; no further SQL can be emitted within this transaction."
        )

    def connection(self, bindkey=None, execution_options=None, **kw):
        self._check(ACTIVE)
        return self._connection_for_bind(self.session.get_bind(bindkey, **kw), execution_options)

    def _begin(self, nested=False):
        self._check(ACTIVE)
        return SessionTransaction(self.session, BEGIN_NESTED if nested else SUBTRANSACTION, self)

    def _up_to(self, upto=None):
        found, current = [], self
        while current is not None:
            found.append(current)
            if current._parent is upto:
                return found
            if current._parent is None:
                raise sa_exc.InvalidRequestError(f"Transaction {upto} is not on the active transaction list")
            current = current._parent
        return found

    # What objects were when it began.

    def _take_snapshot(self):
        session = self.session
        if not self._is_boundary:
            parent = self._parent
            self._new, self._deleted = parent._new, parent._deleted
            self._dirty, self._key_switches = parent._dirty, parent._key_switches
            return
        if self.origin not in (BEGIN, AUTOBEGIN) and not session._flushing:
            session.flush()
        self._new, self._deleted = weakref.WeakKeyDictionary(), weakref.WeakKeyDictionary()
        self._dirty, self._key_switches = weakref.WeakKeyDictionary(), weakref.WeakKeyDictionary()

    def _restore_snapshot(self, dirty_only=False):
        session = self.session
        identity_map = session.identity_map
        expunge = list(dict.fromkeys([*self._new, *session._new]))
        session._expunge_states(expunge, to_transient=True)
        for state, (old_key, _) in list(self._key_switches.items()):
            identity_map.safe_discard(state)
            state.key = old_key
            if state not in expunge:
                identity_map.replace(state)
        for state in dict.fromkeys([*self._deleted, *session._deleted]):
            session._update_impl(state, revert_deletion=True)
        for state in identity_map.all_states():
            if not dirty_only or state.modified or state in self._dirty:
                state._expire(state.dict, identity_map._modified)

    def _remove_snapshot(self):
        session = self.session
        if not self.nested and session.expire_on_commit:
            identity_map = session.identity_map
            for state in identity_map.all_states():
                state._expire(state.dict, identity_map._modified)
            InstanceState._detach_states(list(self._deleted), session)
            self._deleted.clear()
        elif self.nested:
            parent = self._parent
            parent._new.update(self._new)
            parent._dirty.update(self._dirty)
            parent._deleted.update(self._deleted)
            parent._key_switches.update(self._key_switches)

    def _connection_for_bind(self, bind, execution_options):
        self._check(ACTIVE)
        if bind in self._connections:
            if execution_options:
                util.warn("Connection is already established for the given bind; execution_options ignored")
            return self._connections[bind][0]
        self._state = PROVISIONING_CONNECTION
        local_connect, should_commit = False, True
        session = self.session
        try:
            if self._parent is not None:
                conn = self._parent._connection_for_bind(bind, execution_options)
                if not self.nested:
                    return conn
            elif isinstance(bind, engine_pkg.Connection):
                conn = bind
                if conn.engine in self._connections:
                    raise sa_exc.InvalidRequestError(
                        "Session already has a Connection associated for the given Connection's Engine"
                    )
            else:
                conn = bind.connect()
                local_connect = True
            try:
                if self._parent is None:
                    options = {**session.execution_options, **(execution_options or {})}
                    if options:
                        conn = conn.execution_options(**options)
                if self.nested:
                    transaction = conn.begin_nested()
                elif conn.in_transaction():
                    transaction, should_commit = self._join_transaction(conn, local_connect)
                else:
                    transaction = conn.begin()
            except BaseException:
                if local_connect:
                    conn.close()
                raise
            entry = (conn, transaction, should_commit, not isinstance(bind, engine_pkg.Connection))
            self._connections[conn] = self._connections[conn.engine] = entry
            session._emit("after_begin", self, conn)
            return conn
        finally:
            self._state = ACTIVE

    def _join_transaction(self, conn, local_connect):
        if local_connect:
            return conn.get_transaction(), True
        mode = self.session.join_transaction_mode
        if mode == "conditional_savepoint":
            mode = "create_savepoint" if conn.in_nested_transaction() else "rollback_only"
        if mode == "create_savepoint":
            return conn.begin_nested(), True
        transaction = conn.get_nested_transaction() if conn.in_nested_transaction() else conn.get_transaction()
        return transaction, mode != "rollback_only"

    def _unique_connections(self):
        return list({id(entry): entry for entry in self._connections.values()}.values())

    def prepare(self):
        raise NotImplementedError(
            "Two-phase transactions aren't supported with SQLite; use commit() without prepare()."
        )

    def _prepare_impl(self):
        self._check(ACTIVE)
        session = self.session
        if self._is_boundary:
            session._emit("before_commit")
        current = session._transaction
        if current is not self:
            for sub in current._up_to(self):
                sub.commit()
        if not session._flushing:
            for _ in range(100):
                if session._is_clean():
                    break
                session.flush()
            else:
                raise exc.FlushError(
                    "Over 100 subsequent flushes have occurred within session.commit() - is an after_flush() hook "
                    "creating new objects?"
                )
        self._state = PREPARED

    def commit(self, _to_root=False):
        self._check(ACTIVE, PREPARED)
        if self._state is not PREPARED:
            self._prepare_impl()
        if self._is_boundary:
            for _, transaction, should_commit, _ in self._unique_connections():
                if should_commit:
                    transaction.commit()
            self._state = COMMITTED
            self.session._emit("after_commit")
            self._remove_snapshot()
        self.close()
        if _to_root and self._parent is not None:
            self._parent.commit(_to_root=True)

    def rollback(self, _capture_exception=False, _to_root=False):
        self._check(ACTIVE, DEACTIVE, PREPARED)
        session = self.session
        current = session._transaction
        if current is not self:
            for sub in current._up_to(self):
                sub.close()
        boundary, error = self, None
        if self._state in (ACTIVE, PREPARED):
            for transaction in self._up_to():
                if not transaction._is_boundary:
                    transaction._state = DEACTIVE
                    continue
                try:
                    for entry in transaction._unique_connections():
                        entry[1].rollback()
                    transaction._state = DEACTIVE
                    session._emit("after_rollback")
                except BaseException as err:
                    error = err
                finally:
                    transaction._state = DEACTIVE
                    transaction._restore_snapshot(dirty_only=transaction.nested)
                boundary = transaction
                break
        if error is None and not session._is_clean():
            util.warn(
                "Session's state has been changed on a non-active transaction - this state will be discarded."
            )
            boundary._restore_snapshot(dirty_only=boundary.nested)
        self.close()
        if self._parent is not None and _capture_exception:
            self._parent._rollback_exception = sys.exc_info()[1]
        if error is not None:
            raise error
        session._emit("after_soft_rollback", self)
        if _to_root and self._parent is not None:
            self._parent.rollback(_to_root=True)

    def close(self, invalidate=False):
        session = self.session
        if self.nested:
            session._nested_transaction = self._previous_nested
        session._transaction = self._parent
        for conn, transaction, should_commit, autoclose in self._unique_connections():
            if invalidate and self._parent is None:
                conn.invalidate()
            if should_commit and transaction.is_active:
                transaction.close()
            if autoclose and self._parent is None:
                conn.close()
        self._state = CLOSED
        session._emit("after_transaction_end", self)

    # As a context manager.

    def _transaction_is_active(self):
        return self._state is ACTIVE

    def __enter__(self):
        session = self.session
        self._outer = session._trans_context_manager
        self._subject = session
        session._trans_context_manager = self
        return self

    def __exit__(self, type_, value, traceback):
        subject = self._subject
        ours = subject is not None and subject._trans_context_manager is self
        try:
            if type_ is None and self._state is ACTIVE:
                try:
                    self.commit()
                except BaseException:
                    if self._state not in (COMMITTED, CLOSED):
                        self.rollback()
                    raise
            elif self._state is not ACTIVE:
                if self._state is not CLOSED:
                    self.close()
            else:
                self.rollback()
        finally:
            if ours:
                subject._trans_context_manager = self._outer
            self._subject = self._outer = None
