"""The exceptions and warnings, with the codes that their messages link to."""

_version_token = "21"


class HasDescriptionCode:
    """Adds `code`, and the sentence that links to what explains it."""

    code = None
    _what_are_we = "error"

    def __init__(self, *arg, **kw):
        code = kw.pop("code", None)
        if code is not None:
            self.code = code
        super().__init__(*arg, **kw)

    def _code_str(self):
        if not self.code:
            return ""
        return f"(Background on this {self._what_are_we} at: https://sqlalche.me/e/{_version_token}/{self.code})"

    def __str__(self):
        message = super().__str__()
        return f"{message} {self._code_str()}" if self.code else message


class SQLAlchemyError(HasDescriptionCode, Exception):
    def _message(self):
        if len(self.args) == 1:
            arg = self.args[0]
            return arg.decode("utf-8", "backslashreplace") if isinstance(arg, bytes) else str(arg)
        return str(self.args)

    def _sql_message(self):
        message = self._message()
        return f"{message} {self._code_str()}" if self.code else message

    def __str__(self):
        return self._sql_message()


class EmulatedDBAPIException(Exception):
    """The base of an `Error` class for drivers whose exceptions are made up."""

    def __init__(self, message, orig=None):
        super().__init__(message)
        self.orig = orig

    @property
    def driver_exception(self):
        if self.orig is None:
            raise ValueError(
                "No original exception is present.  Was this EmulatedDBAPIException constructed without a driver error?"
            )
        return self.orig


class ArgumentError(SQLAlchemyError):
    pass


class DuplicateColumnError(ArgumentError):
    pass


class ObjectNotExecutableError(ArgumentError):
    def __init__(self, target):
        super().__init__(f"Not an executable object: {target!r}")
        self.target = target


class NoSuchModuleError(ArgumentError):
    pass


class NoForeignKeysError(ArgumentError):
    pass


class AmbiguousForeignKeysError(ArgumentError):
    pass


class ConstraintColumnNotFoundError(ArgumentError):
    pass


class CircularDependencyError(SQLAlchemyError):
    def __init__(self, message, cycles, edges, msg=None, code=None):
        if msg is None:
            message += f" ({', '.join(repr(s) for s in cycles)})"
        else:
            message = msg
        SQLAlchemyError.__init__(self, message, code=code)
        self.cycles = cycles
        self.edges = edges


class CompileError(SQLAlchemyError):
    pass


class UnsupportedCompilationError(CompileError):
    code = "l7de"

    def __init__(self, compiler, element_type, message=None):
        super().__init__(
            f"Compiler {compiler!r} can't render element of type {element_type}{f': {message}' if message else ''}"
        )
        self.compiler = compiler
        self.element_type = element_type
        self.message = message


class IdentifierError(SQLAlchemyError):
    pass


class DisconnectionError(SQLAlchemyError):
    invalidate_pool = False


class InvalidatePoolError(DisconnectionError):
    invalidate_pool = True


class TimeoutError(SQLAlchemyError):
    pass


class InvalidRequestError(SQLAlchemyError):
    pass


class IllegalStateChangeError(InvalidRequestError):
    pass


class NoInspectionAvailable(InvalidRequestError):
    pass


class NoDBAPILoaded(InvalidRequestError):
    pass


class PendingRollbackError(InvalidRequestError):
    pass


class ResourceClosedError(InvalidRequestError):
    pass


class NoSuchColumnError(InvalidRequestError, KeyError):
    pass


class AmbiguousColumnError(InvalidRequestError):
    pass


class NoResultFound(InvalidRequestError):
    pass


class MultipleResultsFound(InvalidRequestError):
    pass


class AwaitRequired(InvalidRequestError):
    code = "xd1r"


class MissingGreenlet(InvalidRequestError):
    code = "xd2s"


class NoReferenceError(InvalidRequestError):
    pass


class NoReferencedTableError(NoReferenceError):
    def __init__(self, message, tname):
        super().__init__(message)
        self.table_name = tname


class NoReferencedColumnError(NoReferenceError):
    def __init__(self, message, tname, cname):
        super().__init__(message)
        self.table_name = tname
        self.column_name = cname


class NoSuchTableError(InvalidRequestError):
    pass


class UnreflectableTableError(InvalidRequestError):
    pass


class UnboundExecutionError(InvalidRequestError):
    pass


class DontWrapMixin:
    """An exception that isn't to be wrapped in StatementError."""


class StatementError(SQLAlchemyError):
    """An error while a statement was executed, with the statement and its parameters."""

    statement = params = orig = ismulti = None
    connection_invalidated = False

    def __init__(self, message, statement, params, orig, hide_parameters=False, code=None, ismulti=None):
        SQLAlchemyError.__init__(self, message, code=code)
        self.statement = statement
        self.params = params
        self.orig = orig
        self.ismulti = ismulti
        self.hide_parameters = hide_parameters
        self.detail = []

    def add_detail(self, msg):
        self.detail.append(msg)

    def _sql_message(self):
        details = [f"({det})" for det in self.detail]
        details.append(self._message())
        if self.statement:
            details.append(f"[SQL: {self.statement}]")
            if self.params:
                if self.hide_parameters:
                    details.append("[SQL parameters hidden due to hide_parameters=True]")
                else:
                    from .sql.util import _repr_params

                    details.append(f"[parameters: {_repr_params(self.params, 10, ismulti=self.ismulti)!r}]")
        code_str = self._code_str()
        if code_str:
            details.append(code_str)
        return "\n".join(details)


class DBAPIError(StatementError):
    """Wraps what the driver raised."""

    code = "dbapi"

    @classmethod
    def instance(
        cls,
        statement,
        params,
        orig,
        dbapi_base_err,
        hide_parameters=False,
        connection_invalidated=False,
        dialect=None,
        ismulti=None,
    ):
        if not isinstance(orig, Exception) or isinstance(orig, DontWrapMixin):
            return orig
        kw = {"hide_parameters": hide_parameters, "ismulti": ismulti}
        if statement and (isinstance(orig, SQLAlchemyError) or not isinstance(orig, dbapi_base_err)):
            ours = isinstance(orig, SQLAlchemyError)
            return StatementError(
                f"({type(orig).__module__}.{type(orig).__name__}) {orig.args[0] if ours else orig}",
                statement,
                params,
                orig,
                code=orig.code if ours else None,
                **kw,
            )
        for super_ in type(orig).__mro__:
            found = globals().get(super_.__name__)
            if isinstance(found, type) and issubclass(found, DBAPIError):
                cls = found
                break
        return cls(statement, params, orig, connection_invalidated=connection_invalidated, code=cls.code, **kw)

    def __init__(
        self, statement, params, orig, hide_parameters=False, connection_invalidated=False, code=None, ismulti=None
    ):
        message = f"({type(orig).__module__}.{type(orig).__name__}) {orig}"
        StatementError.__init__(self, message, statement, params, orig, hide_parameters, code=code, ismulti=ismulti)
        self.connection_invalidated = connection_invalidated

    @property
    def driver_exception(self):
        return self.orig.driver_exception if isinstance(self.orig, EmulatedDBAPIException) else self.orig


class InterfaceError(DBAPIError):
    code = "rvf5"


class DatabaseError(DBAPIError):
    code = "4xp6"


class DataError(DatabaseError):
    code = "9h9h"


class OperationalError(DatabaseError):
    code = "e3q8"


class IntegrityError(DatabaseError):
    code = "gkpj"


class InternalError(DatabaseError):
    code = "2j85"


class ProgrammingError(DatabaseError):
    code = "f405"


class NotSupportedError(DatabaseError):
    code = "tw8g"


class SADeprecationWarning(HasDescriptionCode, DeprecationWarning):
    deprecated_since = None
    _what_are_we = "warning"


class Base20DeprecationWarning(SADeprecationWarning):
    deprecated_since = "1.4"

    def __str__(self):
        return super().__str__() + " (Background on SQLAlchemy 2.0 at: https://sqlalche.me/e/b8d9)"


class LegacyAPIWarning(Base20DeprecationWarning):
    pass


class MovedIn20Warning(Base20DeprecationWarning):
    pass


class SAPendingDeprecationWarning(PendingDeprecationWarning):
    deprecated_since = None


class SAWarning(HasDescriptionCode, RuntimeWarning):
    _what_are_we = "warning"
