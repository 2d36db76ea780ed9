"""`select(User).from_statement(...)`: objects of the rows of any statement."""

from .. import exc as sa_exc
from ..sql import coercions, roles
from ..sql.selectable import LABEL_STYLE_DISAMBIGUATE_ONLY
from .context import DEFAULTS, BaseState, MapperEntity, label_convention, make_entities


class FromStatement:
    """A statement of any kind, and the entities that its rows are."""

    is_select = is_from_statement = True
    is_insert = is_update = is_delete = is_dml = False
    supports_execution = True
    _for_update_arg = None
    _memoized_select_entities = ()
    _label_style = LABEL_STYLE_DISAMBIGUATE_ONLY
    _where_criteria = ()

    def __init__(self, entities, element):
        self._raw_columns = entities
        self.element = element
        self._with_options = ()
        self._execution_options = element._execution_options
        self._propagate_attrs = entities[0]._propagate_attrs
        self._annotations = {}

    def _clone(self):
        new = object.__new__(FromStatement)
        new.__dict__.update(self.__dict__)
        return new

    def options(self, *options):
        new = self._clone()
        new._with_options = (*self._with_options, *options)
        return new

    def execution_options(self, **kw):
        new = self._clone()
        new._execution_options = {**self._execution_options, **kw}
        return new

    def __str__(self):
        return str(self.element)

    @property
    def column_descriptions(self):
        from .context import column_descriptions

        return column_descriptions(self)


def from_statement(entities, statement):
    entities = [coercions.expect(roles.ColumnsClauseRole, e) for e in entities]
    return FromStatement(entities, coercions.expect(roles.ReturnsRowsRole, statement))


class FromStatementState(BaseState):
    """The state of such a statement: columns are found in its rows by identity, or by name."""

    def __init__(self, statement):
        BaseState.__init__(self, statement, statement.__dict__.get("_orm_opts", DEFAULTS))
        label = label_convention(LABEL_STYLE_DISAMBIGUATE_ONLY, False)
        self.entities = make_entities(self, statement._raw_columns, label)
        for ent in self.entities:
            if isinstance(ent, MapperEntity):
                self.primary_entity = ent
                break
        for opt in statement._with_options:
            if getattr(opt, "_is_strategy_option", False):
                opt.process(self, not self.current_path and not self.for_refresh)
        self.core_statement = self._typed(statement.element)
        self.cursor = None
        self.found = {}

    def _typed(self, element):
        """A text with the types of the columns that may be in its rows, found there by name."""
        if not element._is_text_clause:
            return element
        types = {}
        for ent in self.entities:
            if isinstance(ent, MapperEntity):
                for column in ent.mapper.columns:
                    if not column.type._isnull and column.name not in types:
                        types[column.name] = column.type
        return element.columns(**types) if types else element

    def bind(self, cursor):
        """Look at the columns that the statement gave."""
        self.keys = list(cursor.keys())
        self.columns = {}
        element = self.core_statement
        selected = getattr(element, "selected_columns", None) or getattr(element, "exported_columns", None)
        if selected is None and getattr(element, "_returning", None):
            selected = list(element._all_selected_columns)
        for i, column in enumerate(selected or ()):
            if i < len(self.keys):
                for base in getattr(column, "proxy_set", (column,)):
                    self.columns.setdefault(base._deannotate() if base._annotations else base, i)

    def position(self, column, adapter=None):
        if adapter is not None:
            column = adapter.columns[column]
        plain = column._deannotate() if column._annotations else column
        if plain in self.columns:
            return self.columns[plain]
        if plain not in self.found:
            self.found[plain] = self._by_name(plain)
        return self.found[plain]

    def _by_name(self, column):
        names = [column.name, getattr(column, "key", None)]
        table = getattr(column, "table", None)
        if table is not None and getattr(table, "name", None):
            names.insert(0, f"{table.name}_{column.name}")
        for name in names:
            if name in self.keys:
                return self.keys.index(name)
        return None

    def entity_position(self, ent):
        found = self.position(ent.column)
        if found is None:
            raise sa_exc.NoSuchColumnError(f"Could not locate column in row for column '{ent.column}'")
        return found
