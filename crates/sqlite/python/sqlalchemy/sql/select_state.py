"""What the compiler has to work out about a SELECT: its FROM list, its joins, the labels of its columns."""

from .. import exc
from .base import _expand_cloned
from .elements import prefix_anon_map
from .selectable import LABEL_STYLE_LEGACY_ORM, LABEL_STYLE_NONE, LABEL_STYLE_TABLENAME_PLUS_COL, Join

_qualified = (LABEL_STYLE_TABLENAME_PLUS_COL, LABEL_STYLE_LEGACY_ORM)


class SelectState:
    """One SELECT while it is compiled."""

    def __init__(self, statement):
        self.statement = statement
        self.from_clauses = statement._from_obj
        for memoized in statement._memoized_select_entities:
            self._join(memoized._setup_joins, memoized._raw_columns)
        if statement._setup_joins:
            self._join(statement._setup_joins, statement._raw_columns)
        parts = [*statement._raw_columns, *statement._where_criteria]
        self.froms = normalize_froms([*self.from_clauses, *[f for e in parts for f in e._from_objects]], statement)
        self.columns_plus_names = columns_plus_names(statement, True)

    def display_froms(self, explicit=(), implicit=()):
        """The FROM list, without what an enclosing SELECT has already."""
        stmt, froms = self.statement, self.froms
        if stmt._correlate:
            remove = _cloned_intersection(_cloned_intersection(froms, explicit), stmt._correlate)
            froms = [f for f in froms if f not in remove]
        if stmt._correlate_except is not None:
            seen = _cloned_intersection(froms, explicit)
            keep = _cloned_intersection(seen, stmt._correlate_except)
            froms = [f for f in froms if f not in seen or f in keep]
        if stmt._auto_correlate and implicit and len(froms) > 1:
            remove = _cloned_intersection(froms, implicit)
            froms = [f for f in froms if f not in remove]
            if not froms:
                raise exc.InvalidRequestError(
                    f"Select statement '{stmt!r}' returned no FROM clauses due to auto-correlation; specify "
                    "correlate(<tables>) to control correlation manually."
                )
        return froms

    def label_resolve_dict(self):
        """Where a string in ORDER BY is looked up: (all columns, those of FROM, those of the statement)."""
        cols = {c._tq_label or c.key: c for c in self.statement._all_selected_columns if c._allow_label_resolve}
        froms = {c.key: c for f in self.froms for c in f._select_iterable if c._allow_label_resolve}
        return {**froms, **cols}, froms, cols

    def _join(self, args, raw_columns):
        for right, onclause, left, flags in args:
            explicit_left, index = left, None
            if left is None:
                left, index = self._implicit_left(raw_columns, right, onclause)
            else:
                index = self._explicit_left(left)
            if index is not None:
                left = self.from_clauses[index]
                if explicit_left is not None and onclause is None:
                    onclause = Join._join_condition(explicit_left, right)
                joined = Join(left, right, onclause, isouter=flags["isouter"], full=flags["full"])
                self.from_clauses = (*self.from_clauses[:index], joined, *self.from_clauses[index + 1 :])
            else:
                self.from_clauses += (Join(left, right, onclause, isouter=flags["isouter"], full=flags["full"]),)

    def _implicit_left(self, raw_columns, right, onclause):
        index = left = None
        if self.from_clauses:
            found = find_left_clause_to_join_from(self.from_clauses, right, onclause)
            if len(found) == 1:
                index = found[0]
                left = self.from_clauses[index]
        else:
            elements = [*raw_columns, *self.statement._where_criteria]
            clauses = list(dict.fromkeys(f for e in elements for f in e._from_objects))
            found = find_left_clause_to_join_from(clauses, right, onclause)
            if len(found) == 1:
                left = clauses[found[0]]
        if len(found) > 1:
            raise exc.InvalidRequestError(
                "Can't determine which FROM clause to join from, there are multiple FROMS which can join to this entity. "
                "Please use the .select_from() method to establish an explicit left side, as well as providing an "
                "explicit ON clause if not present already to help resolve the ambiguity."
            )
        if not found:
            raise exc.InvalidRequestError(
                f"Don't know how to join to {right!r}. Please use the .select_from() method to establish an explicit "
                "left side, as well as providing an explicit ON clause if not present already to help resolve the "
                "ambiguity."
            )
        return left, index

    def _explicit_left(self, left):
        found = [
            i for i, f in enumerate(self.from_clauses) if any(x == left for x in f._from_objects) or f.is_derived_from(left)
        ]
        if len(found) > 1:
            exact = [i for i in found if set(_expand_cloned([left])).intersection(_expand_cloned([self.from_clauses[i]]))]
            found = exact or found
        if len(found) > 1:
            raise exc.InvalidRequestError(
                "Can't identify which entity in which to assign the left side of this join.   Please use a more "
                "specific ON clause."
            )
        return found[0] if found else None


def find_left_clause_to_join_from(clauses, join_to, onclause):
    """The indexes of the clauses that can be joined to a target."""
    found = []
    selectables = join_to._from_objects
    columns = None
    if len(clauses) > 1 and onclause is not None:
        from .util import _find_columns

        columns = _find_columns(onclause)
    for i, f in enumerate(clauses):
        for s in selectables:
            if s == f:
                continue
            if columns is not None:
                if set(f.c).union(s.c).issuperset(columns):
                    found.append(i)
                    break
            elif onclause is not None or Join._can_join(f, s):
                found.append(i)
                break
    if len(found) > 1:
        hidden = _expand_cloned([h for f in clauses for h in f._hide_froms])
        found = [i for i in found if clauses[i] not in hidden]
    if not found and onclause is not None:
        return list(range(len(clauses)))
    return found


def normalize_froms(items, statement=None):
    """FROM clauses without repetitions and without what a join among them contains."""
    seen, froms = set(), []
    for item in items:
        if statement is not None and item._is_subquery and item.element is statement:
            raise exc.InvalidRequestError("select() construct refers to itself as a FROM")
        cloned = item._cloned_set
        if not seen.intersection(cloned):
            froms.append(item)
            seen.update(cloned)
    if len(froms) > 1:
        hidden = _expand_cloned([h for f in froms for h in f._hide_froms])
        if hidden:
            froms = [f for f in froms if f not in hidden]
    return froms


def _cloned_intersection(a, b):
    overlap = _expand_cloned(a).intersection(_expand_cloned(b))
    return {elem for elem in a if overlap.intersection(elem._cloned_set)} if overlap else set()


def column_naming_convention(label_style):
    """A function that gives each column its key in the collection of selected columns."""
    qualified = label_style in _qualified
    pa, names = prefix_anon_map(), set()

    def go(c):
        if c._is_text_clause:
            return None
        if label_style is LABEL_STYLE_NONE:
            return c._proxy_key or "_no_label"
        name = c._tq_key_label if qualified else c._proxy_key
        if name is None:
            name = "_no_label"
            if name in names:
                return c._anon_label(name).apply_map(pa)
        elif name in names:
            return (c._anon_tq_key_label if qualified else c._anon_key_label).apply_map(pa)
        names.add(name)
        return name

    return go


def columns_plus_names(stmt, anon_for_dupe_key, cols=None):
    """For each column: (the label it must have, its key, the label it may have, the column, whether it is repeated)."""
    if cols is None:
        cols = stmt._all_selected_columns
    key = column_naming_convention(stmt._label_style)
    qualified, none = stmt._label_style in _qualified, stmt._label_style is LABEL_STYLE_NONE
    names, result, dedupe = {}, [], 1

    def dedupe_label(c):
        nonlocal dedupe
        label = c._dedupe_anon_tq_label_idx(dedupe) if qualified else c._dedupe_anon_label_idx(dedupe)
        dedupe += 1
        return label

    for c in cols:
        repeated = False
        if not c._render_label_in_columns_clause:
            effective = required = fallback = None
        elif none:
            effective = required = None
            fallback = c._non_anon_label or c._anon_name_label
        else:
            if qualified:
                required = effective = fallback = c._tq_label
            else:
                effective = fallback = c._non_anon_label
                required = None
            if effective is None:
                label = c._expression_label
                if label is None:
                    anon = c._anon_name_label
                    repeated = anon in names
                    names[anon] = c
                    required = None
                    fallback = dedupe_label(c) if repeated else anon
                else:
                    required = effective = fallback = label
        if effective is not None:
            if effective not in names:
                names[effective] = c
            elif hash(names[effective]) != hash(c):
                required = fallback = c._anon_tq_label if qualified else c._anon_name_label
                if anon_for_dupe_key and required in names:
                    required = fallback = dedupe_label(c)
                    repeated = True
                else:
                    names[required] = c
            elif anon_for_dupe_key:
                required = fallback = dedupe_label(c)
                repeated = True
        result.append((required, key(c), fallback, c, repeated))
    return result


def replace_froms(select, clone, kw):
    """A clone function for a SELECT's parts that moves columns to the copies of their FROM clauses."""
    froms = {}
    for f in select._iterate_from_elements():
        for x in f._from_objects:
            froms[x] = x
    new = {f: clone(f, **kw) for f in froms if not f._is_table}
    new = {f: n for f, n in new.items() if n is not f}
    if not new:
        return clone

    def wrapped(elem, **kw):
        table = getattr(elem, "table", None) if elem.__visit_name__ == "column" else None
        if table is not None and table in new:
            col = new[table].corresponding_column(elem)
            if col is not None:
                return col
        return _clone_inside(elem, kw)

    def _clone_inside(elem, kw):
        if elem in new if elem._is_from_clause else False:
            return new[elem]
        copy = clone(elem, **kw)
        if copy is not elem or not elem._is_column_element:
            return copy
        return copy

    return wrapped


