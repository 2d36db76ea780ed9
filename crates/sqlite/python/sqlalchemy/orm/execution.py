"""How a session executes a statement: which are the ORM's, and what their listeners see."""

from .. import util
from .context import ORMSelectState, QueryContext, orm_opts, outer_criteria
from .from_statement import FromStatement, FromStatementState
from .loading import instances

_LOAD_OPTIONS = ("populate_existing", "autoflush", "yield_per", "identity_token", "sa_top_level_orm_context")


def orm_kind(statement):
    """`select`, `insert`, `update`, `delete` or `compound` for a statement of the ORM; None for another."""
    if isinstance(statement, FromStatement):
        return "select"
    if statement._propagate_attrs.get("compile_state_plugin") != "orm":
        return None
    if statement.is_dml:
        return "insert" if statement.is_insert else "update" if statement.is_update else "delete"
    return "select" if statement.__visit_name__ == "select" else "compound"


def execute_statement(session, statement, params, options, bind_arguments, kind):
    given = statement._execution_options
    options = dict(options)
    load = options.pop("_sa_orm_load_options", {})
    found = {}
    for name in _LOAD_OPTIONS:
        if name in options:
            found[name] = options.pop(name)
        elif name in given:
            found[name] = given[name]
    if kind is not None:
        bind_arguments.setdefault("clause", statement if not isinstance(statement, FromStatement) else None)
        subject = statement._propagate_attrs.get("plugin_subject")
        if subject is not None:
            bind_arguments.setdefault("mapper", subject.mapper)
    if kind in ("insert", "update", "delete"):
        from .bulk_persistence import execute_dml

        return execute_dml(session, statement, params, options, bind_arguments, kind, found)
    if found.get("autoflush", True):
        session._autoflush()
    bind = session.get_bind(**bind_arguments)
    conn = session._connection_for_bind(bind)
    if kind is None or kind == "compound":
        if found.get("yield_per"):
            options["yield_per"] = found["yield_per"]
        return conn.execute(statement, params, execution_options=options)
    return execute_select(session, statement, params, options, conn, {**load, **found})


def execute_select(session, statement, params, options, conn, load):
    """Execute a SELECT of the ORM, and give the result with its objects."""
    if isinstance(statement, FromStatement):
        state = FromStatementState(statement)
        core = state.core_statement
    else:
        state = ORMSelectState.of(statement)
        core = state.core_statement
    top = load.pop("sa_top_level_orm_context", None)
    load.pop("autoflush", None)
    context = QueryContext(
        state,
        session,
        params,
        top_level_context=top,
        execution_options=options,
        **{k: v for k, v in load.items() if k != "_tuples"},
    )
    if load.get("_tuples"):
        context.execution_options = {**options, "_tuples": True}
    if context.yield_per:
        options = {**options, "yield_per": context.yield_per}
    criteria = state.criteria
    if criteria:
        outer_criteria.append(criteria)
    try:
        cursor = conn.execute(core, params or {}, execution_options=options)
    finally:
        if criteria:
            outer_criteria.pop()
    if isinstance(statement, FromStatement):
        state.bind(cursor)
    return instances(cursor, context)


class ORMExecuteState:
    """What a listener of `do_orm_execute` gets."""

    def __init__(self, session, statement, parameters, options, bind_arguments, kind, todo):
        self.session = session
        self.statement = statement
        self.parameters = parameters
        self.local_execution_options = util.immutabledict(options)
        self.execution_options = util.immutabledict({**statement._execution_options, **options})
        self.bind_arguments = bind_arguments
        self._kind = kind
        self._todo = todo
        self._starting_event_idx = 0
        self._updated_options = {}

    def _remaining_events(self):
        return self._todo[self._starting_event_idx + 1 :]

    def invoke_statement(self, statement=None, params=None, execution_options=None, bind_arguments=None):
        statement = self.statement if statement is None else statement
        merged = self.parameters
        if params:
            merged = {**(self.parameters or {}), **params}
        return self.session._execute(
            statement,
            merged,
            {**self.local_execution_options, **(execution_options or {})},
            {**self.bind_arguments, **(bind_arguments or {})},
            parent=self,
        )

    def update_execution_options(self, **opts):
        self.local_execution_options = self.local_execution_options.union(opts)
        self._updated_options.update(opts)

    @property
    def bind_mapper(self):
        mapper = self.bind_arguments.get("mapper")
        if mapper is None and self._kind is not None:
            subject = self.statement._propagate_attrs.get("plugin_subject")
            mapper = subject.mapper if subject is not None else None
        return mapper

    @property
    def all_mappers(self):
        if not self.is_orm_statement:
            return []
        if self.is_select and hasattr(self.statement, "column_descriptions"):
            found = {}
            from .. import inspection

            for described in self.statement.column_descriptions:
                if described["entity"] is not None:
                    found[inspection.inspect(described["entity"]).mapper] = None
            return list(found)
        return [self.bind_mapper] if self.bind_mapper is not None else []

    @property
    def is_orm_statement(self):
        return self._kind is not None

    @property
    def is_executemany(self):
        return isinstance(self.parameters, list)

    @property
    def is_select(self):
        return bool(self.statement.is_select)

    @property
    def is_from_statement(self):
        return bool(self.statement.is_from_statement)

    @property
    def is_insert(self):
        return bool(self.statement.is_dml and self.statement.is_insert)

    @property
    def is_update(self):
        return bool(self.statement.is_dml and self.statement.is_update)

    @property
    def is_delete(self):
        return bool(self.statement.is_dml and self.statement.is_delete)

    def _opts(self):
        return orm_opts(self.statement) if self.is_select else {"current_path": (), "for_refresh": False}

    @property
    def is_column_load(self):
        return self._opts()["for_refresh"]

    @property
    def is_relationship_load(self):
        return bool(self._opts()["current_path"]) and not self.is_column_load

    @property
    def loader_strategy_path(self):
        return self._opts()["current_path"]

    @property
    def user_defined_options(self):
        return [o for o in self.statement._with_options if not getattr(o, "_is_strategy_option", False)]

