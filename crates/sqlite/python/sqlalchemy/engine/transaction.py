"""Transactions: the connection's own, and savepoints within it."""

from .. import exc
from ..util import warn


class TransactionalContext:
    """`with transaction:` commits at the end, or rolls back."""

    _trans_subject = _outer_trans_ctx = None
    _rollback_exception = None

    @classmethod
    def _trans_ctx_check(cls, subject):
        context = subject._trans_context_manager
        if context and not context._transaction_is_active():
            error = context._rollback_exception
            raise exc.InvalidRequestError(
                "Can't operate on closed transaction inside context manager.  "
                + (f"The transaction was rolled back due to an exception: {error}.  " if error is not None else "")
                + "Please complete the context manager before emitting further commands."
            )

    def __enter__(self):
        subject = self._get_subject()
        self._outer_trans_ctx = subject._trans_context_manager
        self._trans_subject = subject
        subject._trans_context_manager = self
        return self

    def __exit__(self, type_, value, traceback):
        subject = self._trans_subject
        out_of_band = subject is None or subject._trans_context_manager is not self
        try:
            if type_ is None and self._transaction_is_active():
                try:
                    self.commit()
                except BaseException:
                    if self._rollback_can_be_called():
                        self.rollback()
                    raise
            elif not self._transaction_is_active():
                if not self._transaction_is_closed():
                    self.close()
            elif self._rollback_can_be_called():
                self.rollback()
        finally:
            if not out_of_band:
                subject._trans_context_manager = self._outer_trans_ctx
            self._trans_subject = self._outer_trans_ctx = None


class Transaction(TransactionalContext):
    """A transaction of a connection."""

    _is_root = False
    is_active = False

    @property
    def is_valid(self):
        return self.is_active and not self.connection.invalidated

    def close(self):
        self._do_close()

    def rollback(self):
        self._do_rollback()

    def commit(self):
        self._do_commit()

    def _get_subject(self):
        return self.connection

    def _transaction_is_active(self):
        return self.is_active

    def _transaction_is_closed(self):
        return not self._deactivated_from_connection

    def _rollback_can_be_called(self):
        return True


class RootTransaction(Transaction):
    """From BEGIN to COMMIT or ROLLBACK."""

    _is_root = True

    def __init__(self, connection):
        if connection._trans_context_manager:
            TransactionalContext._trans_ctx_check(connection)
        self.connection = connection
        connection._begin_impl(self)
        connection._transaction = self
        self.is_active = True

    @property
    def _deactivated_from_connection(self):
        return self.connection._transaction is not self

    def _close_impl(self, try_deactivate=False):
        connection = self.connection
        try:
            if self.is_active:
                connection._rollback_impl()
            if connection._nested_transaction:
                connection._nested_transaction._cancel()
        finally:
            if self.is_active:
                self.is_active = False
            elif try_deactivate and connection._transaction is not self:
                warn("transaction already deassociated from connection")
            if connection._transaction is self:
                connection._transaction = None

    def _do_close(self):
        self._close_impl()

    def _do_rollback(self):
        self._close_impl(try_deactivate=True)

    def _do_commit(self):
        connection = self.connection
        if self.is_active:
            try:
                connection._commit_impl()
            finally:
                if connection._nested_transaction:
                    connection._nested_transaction._cancel()
                self.is_active = False
            connection._transaction = None
        elif connection._transaction is self:
            connection._invalid_transaction()
        else:
            raise exc.InvalidRequestError("This transaction is inactive")


class NestedTransaction(Transaction):
    """A savepoint."""

    def __init__(self, connection):
        if connection._trans_context_manager:
            TransactionalContext._trans_ctx_check(connection)
        self.connection = connection
        self._savepoint = connection._savepoint_impl()
        self.is_active = True
        self._previous_nested = connection._nested_transaction
        connection._nested_transaction = self

    @property
    def _deactivated_from_connection(self):
        return self.connection._nested_transaction is not self

    def _deactivate(self, warn_already=True):
        if self.connection._nested_transaction is self:
            self.connection._nested_transaction = self._previous_nested
        elif warn_already:
            warn("nested transaction already deassociated from connection")

    def _cancel(self):
        self.is_active = False
        self._deactivate()
        if self._previous_nested:
            self._previous_nested._cancel()

    def _close_impl(self, warn_already):
        connection = self.connection
        try:
            if self.is_active and connection._transaction and connection._transaction.is_active:
                connection._rollback_to_savepoint_impl(self._savepoint)
        finally:
            self.is_active = False
            self._deactivate(warn_already)

    def _do_close(self):
        self._close_impl(False)

    def _do_rollback(self):
        self._close_impl(True)

    def _do_commit(self):
        if self.is_active:
            try:
                self.connection._release_savepoint_impl(self._savepoint)
            finally:
                self.is_active = False
            self._deactivate()
        elif self.connection._nested_transaction is self:
            self.connection._invalid_transaction()
        else:
            raise exc.InvalidRequestError("This nested transaction is inactive")


class TwoPhaseTransaction(RootTransaction):
    """Two-phase commit, which SQLite doesn't have."""
