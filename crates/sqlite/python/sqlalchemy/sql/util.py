"""Helpers on clause elements: adapting columns to another selectable, finding tables, showing parameters."""

from itertools import chain

from .. import exc  # noqa: F401
from . import coercions, operators, roles, visitors
from .base import _expand_cloned  # noqa: F401
from .elements import BindParameter, ColumnElement, Null, UnaryExpression, _label_reference, _textual_label_reference
from .functions import FunctionElement
from .selectable import Alias, FromClause, FromGrouping, Join, TableClause


def join_condition(a, b, a_subset=None, consider_as_foreign_keys=None):
    """The ON clause that foreign keys give for two selectables."""
    return Join._join_condition(a, b, a_subset=a_subset, consider_as_foreign_keys=consider_as_foreign_keys)


def find_join_source(clauses, join_to):
    selectables = list(join_to._from_objects)
    return [i for i, f in enumerate(clauses) if any(f.is_derived_from(s) for s in selectables)]


def find_left_clause_that_matches_given(clauses, join_from):
    selectables = list(join_from._from_objects)
    found = [i for i, f in enumerate(clauses) if any(set(_expand_cloned([f])) & set(_expand_cloned([s])) or f.is_derived_from(s) for s in selectables)]
    if len(found) > 1:
        hidden = _expand_cloned([h for f in clauses for h in f._hide_froms])
        found = [i for i in found if clauses[i] not in hidden]
    return found


def find_left_clause_to_join_from(clauses, join_to, onclause):
    from .select_state import find_left_clause_to_join_from as find

    return find(clauses, join_to, onclause)


def find_tables(
    clause, *, check_columns=False, include_aliases=False, include_joins=False, include_selects=False, include_crud=False
):
    """The tables within a clause."""
    tables = []
    fns = {"table": tables.append}
    if include_joins:
        fns["join"] = tables.append
    if include_selects:
        fns["select"] = fns["compound_select"] = tables.append
    if include_aliases:
        fns["alias"] = fns["subquery"] = fns["cte"] = tables.append
    if include_crud:
        fns["insert"] = fns["update"] = fns["delete"] = lambda ent: tables.append(ent.table)
    if check_columns:
        fns["column"] = lambda column: tables.append(column.table)
    for elem in _walk_froms(clause):
        fn = fns.get(elem.__visit_name__)
        if fn:
            fn(elem)
    return tables


def _walk_froms(clause):
    return visitors.iterate(clause)


def _find_columns(clause):
    cols = set()
    visitors.traverse(clause, {}, {"column": cols.add})
    return cols


def unwrap_order_by(clause):
    """The expressions of an ORDER BY without DESC and the like."""
    cols, result, stack = set(), [], [clause]
    while stack:
        t = stack.pop(0)
        if isinstance(t, ColumnElement) and (not isinstance(t, UnaryExpression) or not operators.is_ordering_modifier(t.modifier)):
            if isinstance(t, _label_reference):
                t = t.element
            if hasattr(t, "_element") and t.__visit_name__ == "label":
                t = t.element
            if t.__visit_name__ == "grouping" and not getattr(t, "_is_scalar_select", False):
                stack.append(t.element)
                continue
            if isinstance(t, _textual_label_reference):
                continue
            if t not in cols:
                cols.add(t)
                result.append(t)
        else:
            stack.extend(t.get_children())
    return result


def unwrap_label_reference(element):
    return visitors.replacement_traverse(
        element, {}, lambda e: e.element if isinstance(e, (_label_reference, _textual_label_reference)) and not isinstance(e.element, str) else None
    )


def expand_column_list_from_order_by(collist, order_by):
    """The columns of ORDER BY that a SELECT DISTINCT has to have too."""
    selected = {col.element if col._order_by_label_element is not None and hasattr(col, "element") else col for col in collist}
    found = list(chain(*[unwrap_order_by(o) for o in order_by]))
    return [c for c in found if c not in selected]


def clause_is_present(clause, search):
    return any(clause == elem for elem in surface_selectables(search))


def surface_selectables(clause):
    stack = [clause]
    while stack:
        elem = stack.pop()
        yield elem
        if isinstance(elem, Join):
            stack.extend((elem.left, elem.right))
        elif isinstance(elem, FromGrouping):
            stack.append(elem.element)


surface_selectables_only = surface_selectables


def tables_from_leftmost(clause):
    if isinstance(clause, Join):
        yield from tables_from_leftmost(clause.left)
        yield from tables_from_leftmost(clause.right)
    elif isinstance(clause, FromGrouping):
        yield from tables_from_leftmost(clause.element)
    else:
        yield clause


def surface_column_elements(clause, include_scalar_selects=True):
    """The column expressions of a clause, without going into subqueries."""
    stack = [clause]
    while stack:
        elem = stack.pop(0)
        yield elem
        for sub in elem.get_children():
            if sub._is_select_statement and not include_scalar_selects:
                continue
            stack.append(sub)


def selectables_overlap(left, right):
    return bool(set(surface_selectables(left)) & set(surface_selectables(right)))


def extract_first_column_annotation(column, annotation_name):
    for elem in visitors.iterate(column):
        if annotation_name in elem._annotations:
            return elem._annotations[annotation_name]
    return None


def bind_values(clause):
    """The values of a clause's bound parameters."""
    return [e.effective_value for e in visitors.iterate(clause) if isinstance(e, BindParameter)]


def adapt_criterion_to_null(crit, nulls):
    """Turn `col = :param` into `col IS NULL` for these parameters."""

    def visit_binary(binary):
        if isinstance(binary.left, BindParameter) and binary.left._identifying_key in nulls:
            binary.left, binary.right = binary.right, Null()
        elif isinstance(binary.right, BindParameter) and binary.right._identifying_key in nulls:
            binary.right = Null()
        else:
            return
        binary.operator, binary.negate = operators.is_, operators.is_not

    return visitors.cloned_traverse(crit, {}, {"binary": visit_binary})


def splice_joins(left, right, stop_on=None):
    if left is None:
        return right
    stack, ret = [(right, None)], None
    adapter = ClauseAdapter(left)
    while stack:
        right, prevright = stack.pop()
        if isinstance(right, Join) and right is not stop_on:
            right = right._clone()
            right.onclause = adapter.traverse(right.onclause)
            stack.append((right.left, right))
        else:
            right = adapter.traverse(right)
        if prevright is not None:
            prevright.left = right
        if ret is None:
            ret = right
    return ret


def reduce_columns(columns, *clauses, only_synonyms=False, ignore_nonexistent_tables=False):
    """The columns without those that a foreign key or an equality makes equal to another one."""
    columns = list(dict.fromkeys(columns))
    omit = set()
    for col in columns:
        for fk in chain(*[c.foreign_keys for c in col.proxy_set]):
            for c in columns:
                if c is col:
                    continue
                try:
                    fk_col = fk.column
                except exc.NoReferenceError:
                    if ignore_nonexistent_tables:
                        continue
                    raise
                if fk_col.shares_lineage(c) and (not only_synonyms or c.name == col.name):
                    omit.add(col)
                    break

    def visit_binary(binary):
        if binary.operator is operators.eq:
            left, right = binary.left, binary.right
            cols = [c for c in columns if c not in omit]
            if any(c == left for c in cols) and any(c == right for c in cols):
                for c in reversed(columns):
                    if c.shares_lineage(right) and (not only_synonyms or c.name == left.name):
                        omit.add(c)
                        break

    for clause in clauses:
        if clause is not None:
            visitors.traverse(clause, {}, {"binary": visit_binary})
    return [c for c in columns if c not in omit]


def criterion_as_pairs(
    expression, consider_as_foreign_keys=None, consider_as_referenced_keys=None, any_operator=False
):
    """The pairs of columns that a condition compares, the referred one first."""
    pairs = []

    def col_is(a, b):
        return a.compare(b)

    def visit_binary(binary):
        if not any_operator and binary.operator is not operators.eq:
            return
        left, right = binary.left, binary.right
        if not isinstance(left, ColumnElement) or not isinstance(right, ColumnElement):
            return
        if consider_as_foreign_keys:
            if left in consider_as_foreign_keys and (col_is(right, left) or right not in consider_as_foreign_keys):
                pairs.append((right, left))
            elif right in consider_as_foreign_keys and (col_is(left, right) or left not in consider_as_foreign_keys):
                pairs.append((left, right))
        elif consider_as_referenced_keys:
            if left in consider_as_referenced_keys and (col_is(right, left) or right not in consider_as_referenced_keys):
                pairs.append((left, right))
            elif right in consider_as_referenced_keys and (col_is(left, right) or left not in consider_as_referenced_keys):
                pairs.append((right, left))
        elif hasattr(left, "references") and hasattr(right, "references"):
            if left.references(right):
                pairs.append((right, left))
            elif right.references(left):
                pairs.append((left, right))

    visitors.traverse(expression, {}, {"binary": visit_binary})
    return pairs


def visit_binary_product(fn, expr):
    """Call `fn(binary, left, right)` for each pair of columns on the two sides of comparisons."""
    stack = []

    def visit(element):
        if element.__visit_name__ == "binary" and operators.is_comparison(element.operator):
            stack.insert(0, element)
            for left in visit(element.left):
                for right in visit(element.right):
                    fn(stack[0], left, right)
            stack.pop(0)
        else:
            if isinstance(element, ColumnElement) and element.__visit_name__ == "column":
                yield element
            for elem in element.get_children():
                yield from visit(elem)

    list(visit(expr))


def _deep_annotate(element, annotations, exclude=None, *, detect_subquery_cols=False, ind_cols_on_fromclause=False, annotate_callable=None):
    """Annotate an element and all below it."""
    cloned = {}

    def clone(elem, **kw):
        if id(elem) in cloned:
            return cloned[id(elem)][1]
        if exclude and any(elem is x or elem.__hash__() == x.__hash__() for x in exclude):
            new = elem._clone(**kw)
        elif annotations != elem._annotations:
            new = annotate_callable(elem, annotations) if annotate_callable else elem._annotate(annotations)
        else:
            new = elem
        cloned[id(elem)] = (elem, new)
        if new is not elem and not getattr(new, "_is_immutable", False):
            new._copy_internals(clone=clone)
        return new

    return clone(element) if element is not None else None


def _deep_deannotate(element, values=None):
    """Take annotations off an element and all below it."""
    cloned = {}

    def clone(elem, **kw):
        if id(elem) in cloned:
            return cloned[id(elem)][1]
        if getattr(elem, "_is_immutable", False):
            new = elem._deannotate(values)
        else:
            new = elem._clone() if not elem._annotations else elem._deannotate(values)._clone()
            new._annotations = elem._annotations.__class__() if values is None else new._annotations
            new._is_clone_of = elem._is_clone_of
            new._copy_internals(clone=clone)
        cloned[id(elem)] = (elem, new)
        return new

    return clone(element) if element is not None else None


def _shallow_annotate(element, annotations):
    element = element._annotate(annotations)
    element._copy_internals()
    return element


class ClauseAdapter(visitors.ReplacingExternalTraversal):
    """Copies clauses with columns replaced by the corresponding ones of a selectable."""

    def __init__(
        self, selectable, equivalents=None, include_fn=None, exclude_fn=None, adapt_on_names=False, anonymize_labels=False,
        adapt_from_selectables=None,
    ):
        self.__traverse_options__ = {"stop_on": [selectable]}
        self.selectable = selectable
        self.include_fn = include_fn
        self.exclude_fn = exclude_fn
        self.equivalents = dict(equivalents or {})
        self.adapt_on_names = adapt_on_names
        self.adapt_from_selectables = adapt_from_selectables

    def _corresponding_column(self, col, require_embedded, _seen=frozenset()):
        new = self.selectable.corresponding_column(col, require_embedded=require_embedded)
        if new is None and self.equivalents and col in self.equivalents and col not in _seen:
            for equiv in self.equivalents[col]:
                new = self._corresponding_column(equiv, require_embedded, _seen.union([col]))
                if new is not None:
                    return new
        if self.adapt_on_names and new is None and hasattr(col, "name"):
            new = self.selectable.exported_columns.get(col.name)
        return new

    def replace(self, col, _include_singleton_constants=False):
        if self.include_fn and not self.include_fn(col):
            return None
        if self.exclude_fn and self.exclude_fn(col):
            return None
        if isinstance(col, FromClause) and not isinstance(col, FunctionElement):
            if self.selectable.is_derived_from(col):
                if self.adapt_from_selectables and not any(a.is_derived_from(col) for a in self.adapt_from_selectables):
                    return None
                return self.selectable
            if isinstance(col, Alias) and isinstance(col.element, TableClause):
                return col
            return None
        if not isinstance(col, ColumnElement):
            return None
        if not _include_singleton_constants and col._is_singleton_constant:
            return None
        if col._annotations and "adapt_column" in col._annotations:
            col = col._annotations["adapt_column"]
        if self.adapt_from_selectables and col not in self.equivalents:
            if not any(a.c.corresponding_column(col, False) is not None for a in self.adapt_from_selectables):
                return None
        return self._corresponding_column(col, True)


class _Columns(dict):
    """The columns that an adapter has adapted, filled as they are asked for."""

    def __init__(self, fn):
        self.fn = fn

    def __missing__(self, key):
        value = self.fn(key)
        self[key] = value
        return value


class ColumnAdapter(ClauseAdapter):
    """A ClauseAdapter that remembers what it adapted."""

    def __init__(
        self, selectable, equivalents=None, adapt_required=False, include_fn=None, exclude_fn=None, adapt_on_names=False,
        allow_label_resolve=True, anonymize_labels=False, adapt_from_selectables=None,
    ):
        super().__init__(
            selectable, equivalents, include_fn=include_fn, exclude_fn=exclude_fn, adapt_on_names=adapt_on_names,
            anonymize_labels=anonymize_labels, adapt_from_selectables=adapt_from_selectables,
        )
        self.columns = _Columns(self._locate_col)
        self.adapt_required = adapt_required
        self.allow_label_resolve = allow_label_resolve
        self._wrap = None

    def wrap(self, adapter):
        ac = object.__new__(type(self))
        ac.__dict__.update(self.__dict__)
        ac._wrap = adapter
        ac.columns = _Columns(ac._locate_col)
        return ac

    def traverse(self, obj):
        return self.columns[obj] if obj is not None else None

    adapt_clause = traverse
    adapt_list = ClauseAdapter.copy_and_process

    def adapt_check_present(self, col):
        new = self.columns[col]
        return None if new is col and self._corresponding_column(col, True) is None else new

    def _locate_col(self, col):
        c = ClauseAdapter.traverse(self, col)
        if self._wrap:
            c2 = self._wrap._locate_col(c)
            if c2 is not None:
                c = c2
        if self.adapt_required and c is col:
            return None
        if c is not col and not self.allow_label_resolve:
            c.__dict__["_allow_label_resolve"] = False
        return c


def _make_slice(limit_clause, offset_clause, start, stop):
    """LIMIT and OFFSET for a slice of what they give already."""
    make = lambda v: coercions.expect(roles.LimitOffsetRole, v, name=None, type_=None)  # noqa: E731
    if stop is not None and start is None:
        return make(stop), offset_clause
    if start is not None:
        if offset_clause is not None and hasattr(offset_clause, "_limit_offset_value"):
            offset_clause = int(offset_clause._limit_offset_value)
        offset = (0 if offset_clause is None else offset_clause) + start if start != 0 else (offset_clause or 0)
        offset_clause = None if isinstance(offset, int) and offset == 0 else make(offset)
        if stop is not None:
            limit_clause = make(stop - start)
    return limit_clause, offset_clause


# How parameters and rows are shown in the log and in errors.


def _trunc(value, max_chars=300):
    text = repr(value)
    n = len(text)
    if n <= max_chars:
        return text
    half = max_chars // 2
    return f"{text[:half]} ... ({n - max_chars} characters truncated) ... {text[-half:]}"


_repr_single_value = _trunc


class _repr_row:
    def __init__(self, row, max_chars=300):
        self.row = row
        self.max_chars = max_chars

    def __repr__(self):
        return f"({', '.join([_trunc(v, self.max_chars) for v in self.row])}{',' if len(self.row) == 1 else ''})"


class _long_statement(str):
    def __str__(self):
        n = len(self)
        if n > 500:
            return f"{self[0:250]} ... {n - 350} characters truncated ... {self[-100:]}"
        return str.__str__(self)


class _repr_params:
    """Parameters as the log shows them: long values and long lists are cut."""

    def __init__(self, params, batches, max_params=100, max_chars=300, ismulti=None):
        self.params = params
        self.ismulti = ismulti
        self.batches = batches
        self.max_chars = max_chars
        self.max_params = max_params

    def __repr__(self):
        params = self.params
        if self.ismulti is None or not isinstance(params, (list, tuple, dict)):
            return _trunc(params, self.max_chars)
        if not self.ismulti:
            return self._one(params)
        if len(params) > self.batches:
            return (
                f"{self._many(params[: self.batches - 2])[:-1]}  ... displaying {self.batches} of {len(params)} total "
                f"bound parameter sets ...  {self._many(params[-2:])[1:]}"
            )
        return self._many(params)

    def _many(self, params):
        text = ", ".join([self._one(p) for p in params])
        return f"[{text}]" if isinstance(self.params, list) else f"({text})"

    def _one(self, params):
        is_dict = isinstance(params, dict)
        items = list(params.items()) if is_dict else list(params)
        left, right, cut = items, None, 0
        if len(items) > self.max_params:
            half = self.max_params // 2
            left, right, cut = items[:half], items[-half:], len(items) - self.max_params
        show = (lambda kv: f"{kv[0]!r}: {_trunc(kv[1], self.max_chars)}") if is_dict else (lambda v: _trunc(v, self.max_chars))
        opening, closing = ("{", "}") if is_dict else ("(", ")") if isinstance(params, tuple) else ("[", "]")
        text = opening + ", ".join([show(v) for v in left])
        if right:
            return text + f" ... {cut} parameters truncated ... " + ", ".join([show(v) for v in right]) + closing
        return text + ("," if opening == "(" and len(items) == 1 else "") + closing


def sort_tables(tables, skip_fn=None, extra_dependencies=None):
    from .ddl import sort_tables as sort

    return sort(tables, skip_fn, extra_dependencies)
