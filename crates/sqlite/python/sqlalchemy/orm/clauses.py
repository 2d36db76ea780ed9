"""Looks into expressions and FROM elements: columns, tables, equated pairs; and adapts them to aliases."""

from ..sql import expression, operators, visitors
from ..sql._labels import _anonymous_label
from ..sql.elements import BinaryExpression, BindParameter, ColumnElement, Label
from ..sql.selectable import Alias, FromClause, Join, TableClause
from . import topology as topological


def find_columns(clause):
    """The columns in an expression."""
    return [el for el in visitors.iterate(clause) if isinstance(el, expression.ColumnClause)]


def find_tables(selectable, include_aliases=False):
    """The tables below a FROM element, in order."""
    found = []

    def walk(from_):
        if isinstance(from_, Join):
            walk(from_.left)
            walk(from_.right)
        elif isinstance(from_, TableClause):
            from_ = from_._deannotate() if from_._annotations else from_
            if from_ not in found:
                found.append(from_)
        elif isinstance(from_, Alias) and include_aliases:
            found.append(from_)
        elif hasattr(from_, "element") and isinstance(from_.element, FromClause):
            walk(from_.element)

    walk(selectable)
    return found


def column_tables(clause):
    return {c.table for c in find_columns(clause) if c.table is not None}


def equated_columns(clause):
    """The pairs of columns that an expression says are equal."""
    return [
        (el.left._deannotate(), el.right._deannotate())
        for el in visitors.iterate(clause)
        if isinstance(el, BinaryExpression)
        and el.operator is operators.eq
        and isinstance(el.left, expression.ColumnClause)
        and isinstance(el.right, expression.ColumnClause)
    ]


def criterion_as_pairs(clause):
    """`(referred, referring)` for each pair of equal columns of which one has a foreign key to the other."""
    pairs = []
    for left, right in equated_columns(clause):
        if hasattr(left, "references") and left.references(right):
            pairs.append((right, left))
        elif hasattr(right, "references") and right.references(left):
            pairs.append((left, right))
    return pairs


def join_condition(a, b, a_subset=None, consider_as_foreign_keys=None):
    return Join._join_condition(a, b, a_subset=a_subset, consider_as_foreign_keys=consider_as_foreign_keys)


def sort_tables(tables, skip, extra):
    """Tables in the order of their foreign keys."""
    dependencies = [(parent, child) for parent, child in extra]
    for table in tables:
        for fk in table.foreign_keys:
            if not skip(fk):
                parent = fk.column.table
                if parent in tables and parent is not table:
                    dependencies.append((parent, table))
    return list(topological.sort(dependencies, tables))


def surface_selectables(from_):
    """The elements that a FROM element joins."""
    stack, found = [from_], []
    while stack:
        el = stack.pop()
        found.append(el)
        if isinstance(el, Join):
            stack.extend((el.left, el.right))
        elif isinstance(el, expression.FromGrouping):
            stack.append(el.element)
    return found


def _plain(element):
    return element._deannotate() if element._annotations else element


def matches_given(froms, join_from):
    """The indexes of FROM elements that hold `join_from`."""
    wanted = _plain(join_from)
    exact, loose = [], []
    for i, from_ in enumerate(froms):
        surface = [_plain(el) for el in surface_selectables(from_)]
        if any(el is wanted for el in surface) or (
            isinstance(wanted, Join) and _join_parts(wanted) <= {id(el) for el in surface}
        ):
            exact.append(i)
        elif set(from_._from_objects) & set(wanted._from_objects):
            loose.append(i)
    return exact or loose


def _join_parts(join):
    return {id(_plain(el)) for el in surface_selectables(join) if not isinstance(el, Join)}


def left_clause_to_join_from(froms, join_to, onclause):
    """The indexes of FROM elements that can be joined to `join_to`."""
    if len(froms) > 1 and onclause is not None:
        tables = {id(_plain(t)) for c in find_columns(onclause) if (t := c.table) is not None}
    else:
        tables = None
    found = []
    for i, from_ in enumerate(froms):
        for el in surface_selectables(from_):
            if tables is not None:
                if id(_plain(el)) in tables:
                    found.append(i)
                    break
            elif onclause is not None or Join._can_join(el, join_to):
                found.append(i)
                break
    if len(found) > 1:
        hidden = {id(_plain(x)) for f in froms for x in getattr(f, "_hide_froms", ())}
        found = [i for i in found if id(_plain(froms[i])) not in hidden] or found
    if not found and onclause is not None:
        return list(range(len(froms)))
    return found


class ClauseAdapter:
    """Puts the columns of a selectable in the place of those that they stand for."""

    def __init__(self, selectable, equivalents=None, exclude_fn=None, next_=None, anonymize_labels=False):
        self.selectable = selectable
        self.equivalents = equivalents or {}
        self.exclude_fn = exclude_fn
        self.next = next_
        self.columns = _AdaptedColumns(self)

    def _corresponding(self, column):
        found = self.selectable.corresponding_column(column, require_embedded=True)
        if found is None:
            for other in self.equivalents.get(_plain(column), ()):
                found = self.selectable.corresponding_column(other, require_embedded=True)
                if found is not None:
                    break
        return found

    def replace(self, element):
        if isinstance(element, FromClause):
            if isinstance(element, TableClause) and self.selectable.is_derived_from(element):
                return self.selectable
            return None
        if not isinstance(element, ColumnElement) or isinstance(element, BindParameter):
            return None
        if "adapt_column" in element._annotations:
            element = element._annotations["adapt_column"]
        if self.exclude_fn is not None and self.exclude_fn(element):
            return None
        return self._corresponding(element)

    def _replace_any(self, element):
        adapter = self
        while adapter is not None:
            found = adapter.replace(element)
            if found is not None:
                return found
            adapter = adapter.next
        return None

    def traverse(self, clause):
        return visitors.replacement_traverse(clause, {}, self._replace_any)

    adapt_clause = traverse

    def traverse_all(self, elements):
        return [self.traverse(el) for el in elements]

    copy_and_process = traverse_all

    def chain(self, other):
        adapter = self
        while adapter.next is not None:
            adapter = adapter.next
        adapter.next = other
        return self


class _AdaptedColumns(dict):
    def __init__(self, adapter):
        super().__init__()
        self.adapter = adapter

    def __missing__(self, column):
        found = self.adapter._replace_any(column)
        if found is None:
            found = self.adapter.traverse(column)
            if found is not column and isinstance(found, Label) and isinstance(found.name, _anonymous_label):
                # The copy of a label without a name is another one.
                found.name = found.key = _anonymous_label.safe_construct(id(found), "anon")
        self[column] = found
        return found


class WrappedAdapter:
    """One adapter after another: that of an alias, then that of the subquery it stands in."""

    def __init__(self, first, second):
        self.first = first
        self.second = second
        self.columns = self

    def __getitem__(self, column):
        return self.second.columns[self.first.columns[column]]

    def traverse(self, clause):
        return self.second.traverse(self.first.traverse(clause))


def adapt_criterion_to_null(criterion, keys):
    """`column IS NULL` in place of the parameters with these keys."""
    keys = set(keys)

    def replace(element):
        if isinstance(element, BinaryExpression):
            left, right = element.left, element.right
            if isinstance(left, BindParameter) and left._identifying_key in keys:
                left, right = right, left
            if isinstance(right, BindParameter) and right._identifying_key in keys:
                if element.operator is operators.eq:
                    return left.is_(None)
                if element.operator is operators.ne:
                    return left.is_not(None)
        return None

    return visitors.replacement_traverse(criterion, {}, replace)


def annotate_columns(element, annotations):
    """Mark all columns of an expression."""

    def replace(el):
        return el._annotate(dict(annotations)) if isinstance(el, expression.ColumnClause) else None

    return visitors.replacement_traverse(element, {}, replace)


def deep_deannotate(element, values=None):
    """An expression without these annotations, or without any."""

    def replace(el):
        if isinstance(el, ColumnElement) and el._annotations and isinstance(el, expression.ColumnClause):
            if values is None:
                return el._deannotate()
            kept = {k: v for k, v in el._annotations.items() if k not in values}
            plain = el._deannotate()
            return plain._annotate(kept) if kept else plain
        return None

    return visitors.replacement_traverse(element, {}, replace)

