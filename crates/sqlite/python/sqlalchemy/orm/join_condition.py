"""How a relationship joins its tables: the condition, which of its columns are remote and foreign, its direction."""

from .. import exc as sa_exc
from .. import sql, util
from ..schema import Column
from ..sql import expression, operators, visitors
from ..sql.elements import BinaryExpression
from . import clauses
from .base import MANYTOMANY, MANYTOONE, ONETOMANY
from .clauses import ClauseAdapter


def _not_local(column):
    return "local" in column._annotations or "should_not_adapt" in column._annotations


def _not_remote(column):
    return "remote" in column._annotations or "should_not_adapt" in column._annotations


class JoinCondition:
    """The join of a relationship, with its columns annotated `local`, `remote` and `foreign`."""

    def __init__(self, prop, primaryjoin, secondary, secondaryjoin, foreign_keys, remote_side, local_remote_pairs):
        self.prop = prop
        self.parent_table = prop.parent.persist_selectable
        self.child_table = prop.entity.persist_selectable
        self.parent_local = prop.parent.local_table
        self.child_local = prop.entity.local_table
        self.primaryjoin = primaryjoin
        self.secondary = secondary
        self.secondaryjoin = secondaryjoin
        self.foreign_keys = foreign_keys
        self.remote_side = remote_side
        self.given_pairs = local_remote_pairs
        self._determine_joins()
        self._mark_foreign()
        self._mark_remote()
        self._mark_local()
        self._setup_pairs()
        self._check_foreign(self.primaryjoin, True)
        if self.secondaryjoin is not None:
            self._check_foreign(self.secondaryjoin, False)
        self._determine_direction()
        self._check_remote_side()

    # Making and marking the condition.

    def _determine_joins(self):
        prop, secondary = self.prop, self.secondary
        if self.secondaryjoin is not None and secondary is None:
            raise sa_exc.ArgumentError(
                f"Property {prop} specified with secondary join condition but no secondary argument"
            )
        fks = self.foreign_keys or None
        try:
            if secondary is not None:
                if self.secondaryjoin is None:
                    self.secondaryjoin = clauses.join_condition(self.child_table, secondary, self.child_local, fks)
                if self.primaryjoin is None:
                    self.primaryjoin = clauses.join_condition(self.parent_table, secondary, self.parent_local, fks)
            elif self.primaryjoin is None:
                self.primaryjoin = clauses.join_condition(self.parent_table, self.child_table, self.parent_local, fks)
        except sa_exc.NoForeignKeysError as err:
            if secondary is not None:
                raise sa_exc.NoForeignKeysError(
                    f"Could not determine join condition between parent/child tables on relationship {prop} - there "
                    f"are no foreign keys linking these tables via secondary table '{secondary}'.  Ensure that "
                    "referencing columns are associated with a ForeignKey or ForeignKeyConstraint, or specify "
                    "'primaryjoin' and 'secondaryjoin' expressions."
                ) from err
            raise sa_exc.NoForeignKeysError(
                f"Could not determine join condition between parent/child tables on relationship {prop} - there are no "
                "foreign keys linking these tables.  Ensure that referencing columns are associated with a ForeignKey "
                "or ForeignKeyConstraint, or specify a 'primaryjoin' expression."
            ) from err
        except sa_exc.AmbiguousForeignKeysError as err:
            if secondary is not None:
                raise sa_exc.AmbiguousForeignKeysError(
                    f"Could not determine join condition between parent/child tables on relationship {prop} - there "
                    f"are multiple foreign key paths linking the tables via secondary table '{secondary}'.  Specify "
                    "the 'foreign_keys' argument, providing a list of those columns which should be counted as "
                    "containing a foreign key reference from the secondary table to each of the parent and child "
                    "tables."
                ) from err
            raise sa_exc.AmbiguousForeignKeysError(
                f"Could not determine join condition between parent/child tables on relationship {prop} - there are "
                "multiple foreign key paths linking the tables.  Specify the 'foreign_keys' argument, providing a list "
                "of those columns which should be counted as containing a foreign key reference to the parent table."
            ) from err

    def _both(self, replace):
        self.primaryjoin = visitors.replacement_traverse(self.primaryjoin, {}, replace)
        if self.secondaryjoin is not None:
            self.secondaryjoin = visitors.replacement_traverse(self.secondaryjoin, {}, replace)

    def _has(self, annotation):
        return any(annotation in el._annotations for el in visitors.iterate(self.primaryjoin))

    def _binaries(self, clause):
        return [el for el in visitors.iterate(clause) if isinstance(el, BinaryExpression)]

    def _mark(self, columns, annotation, only_primary=False):
        """Annotate these columns wherever they stand."""
        wanted = {id(c) for c in columns}

        def replace(el):
            if id(el) in wanted:
                return el._annotate({annotation: True})
            return None

        if only_primary:
            self.primaryjoin = visitors.replacement_traverse(self.primaryjoin, {}, replace)
        else:
            self._both(replace)

    def _mark_foreign(self):
        if self._has("foreign"):
            return
        if self.foreign_keys:
            keys = {c._deannotate() for c in self.foreign_keys}
            self._both(lambda el: el._annotate({"foreign": True}) if _column_in(el, keys) else None)
            return
        secondary = set(self.secondary.c) if self.secondary is not None else set()
        found = []
        for clause in (self.primaryjoin, self.secondaryjoin):
            for binary in self._binaries(clause) if clause is not None else ():
                foreign = self._foreign_of(binary.left, binary.right, secondary)
                if foreign is not None:
                    found.append(foreign)
        self._mark(found, "foreign")

    @staticmethod
    def _foreign_of(left, right, secondary):
        if not isinstance(left, Column) or not isinstance(right, Column):
            return None
        if left.references(right):
            return left
        if right.references(left):
            return right
        if left in secondary and right not in secondary:
            return left
        if right in secondary and left not in secondary:
            return right
        return None

    def _refers_to_parent_table(self):
        def inside(column):
            table = column.table
            return self.parent_table.is_derived_from(table) and self.child_table.is_derived_from(table)

        return any(
            isinstance(b.left, expression.ColumnClause)
            and isinstance(b.right, expression.ColumnClause)
            and inside(b.left)
            and inside(b.right)
            for b in self._binaries(self.primaryjoin)
        )

    def _mark_remote(self):
        if self._has("remote"):
            return
        if self.secondary is not None:
            columns = set(self.secondary.c)
            self._both(lambda el: el._annotate({"remote": True}) if _column_in(el, columns) else None)
        elif self.given_pairs or self.remote_side:
            remote = [r for _, r in self.given_pairs] if self.given_pairs else self.remote_side
            remote = {c._deannotate() for c in remote}
            if self._refers_to_parent_table():
                self._mark_selfref(lambda c: c._deannotate() in remote)
            else:
                self._both(lambda el: el._annotate({"remote": True}) if _column_in(el, remote) else None)
        elif self._refers_to_parent_table():
            self._mark_selfref(lambda c: "foreign" in c._annotations)
        else:
            overlap = set(clauses.find_tables(self.parent_table)) & set(clauses.find_tables(self.child_table))
            child, local = self.child_table.c, self.parent_local.c

            def replace(el):
                if not isinstance(el, expression.ColumnClause) or not child.contains_column(el):
                    return None
                if overlap:
                    marked = not self.parent_table.c.contains_column(el) or self.child_local.c.contains_column(el)
                else:
                    marked = not local.contains_column(el) or self.child_local.c.contains_column(el)
                return el._annotate({"remote": True}) if marked else None

            self.primaryjoin = visitors.replacement_traverse(self.primaryjoin, {}, replace)

    def _mark_selfref(self, is_remote):
        found = []
        for binary in self._binaries(self.primaryjoin):
            for side in (binary.left, binary.right):
                if isinstance(side, expression.ColumnClause) and is_remote(side):
                    found.append(side)
        self._mark(found, "remote", only_primary=True)

    def _mark_local(self):
        if not self._has("local"):
            if self.given_pairs:
                local = {left for left, _ in self.given_pairs}
            else:
                local = set(self.parent_table.c)

            def replace(el):
                if "remote" not in el._annotations and _column_in(el, local):
                    return el._annotate({"local": True})
                return None

            self.primaryjoin = visitors.replacement_traverse(self.primaryjoin, {}, replace)

        def owners(el):
            if "remote" in el._annotations:
                return el._annotate({"parentmapper": self.prop.mapper})
            if "local" in el._annotations:
                return el._annotate({"parentmapper": self.prop.parent})
            return None

        self.primaryjoin = visitors.replacement_traverse(self.primaryjoin, {}, owners)

    # What follows from the marks.

    def _can_sync(self, *columns):
        for column in columns:
            if self.secondary is not None and self.secondary.c.contains_column(column):
                continue
            if not self.parent_table.c.contains_column(column) and not self.child_table.c.contains_column(column):
                return False
        return True

    def _setup_pairs(self):
        pairs = {}

        def collect(clause, sync):
            for binary in self._binaries(clause):
                for left in clauses.find_columns(binary.left):
                    for right in clauses.find_columns(binary.right):
                        if "remote" in right._annotations and "remote" not in left._annotations:
                            if self._can_sync(left):
                                pairs[(left._deannotate(), right._deannotate())] = None
                        elif "remote" in left._annotations and "remote" not in right._annotations:
                            if self._can_sync(right):
                                pairs[(right._deannotate(), left._deannotate())] = None
                        if binary.operator is operators.eq and self._can_sync(left, right):
                            if "foreign" in right._annotations:
                                sync.append((left._deannotate(), right._deannotate()))
                            elif "foreign" in left._annotations:
                                sync.append((right._deannotate(), left._deannotate()))

        self.synchronize_pairs, self.secondary_synchronize_pairs = [], []
        collect(self.primaryjoin, self.synchronize_pairs)
        if self.secondaryjoin is not None:
            collect(self.secondaryjoin, self.secondary_synchronize_pairs)
        self.local_remote_pairs = list(pairs)
        self.remote_columns = self._marked("remote")
        self.local_columns = self._marked("local")
        self.foreign_key_columns = self._marked("foreign")

    def _with_marks(self, clause, *annotations):
        return {el for el in visitors.iterate(clause) if all(a in el._annotations for a in annotations)}

    def _marked(self, annotation):
        found = self._with_marks(self.primaryjoin, annotation)
        if self.secondaryjoin is not None:
            found |= self._with_marks(self.secondaryjoin, annotation)
        return {el._deannotate() for el in found}

    def _check_foreign(self, clause, primary):
        has_foreign = bool(self._with_marks(clause, "foreign"))
        can_sync = bool(self.synchronize_pairs if primary else self.secondary_synchronize_pairs)
        support_sync = not self.prop.viewonly
        if (support_sync and can_sync) or (not support_sync and has_foreign):
            return
        kind = "primary" if primary else "secondary"
        if support_sync and has_foreign and not can_sync:
            raise sa_exc.ArgumentError(
                f"Could not locate any simple equality expressions involving locally mapped foreign key columns for "
                f"{kind} join condition '{clause}' on relationship {self.prop}.  Ensure that referencing columns are "
                "associated with a ForeignKey or ForeignKeyConstraint, or are annotated in the join condition with the "
                "foreign() annotation. To allow comparison operators other than '==', the relationship can be marked "
                "as viewonly=True."
            )
        raise sa_exc.ArgumentError(
            f"Could not locate any relevant foreign key columns for {kind} join condition '{clause}' on relationship "
            f"{self.prop}.  Ensure that referencing columns are associated with a ForeignKey or ForeignKeyConstraint, "
            "or are annotated in the join condition with the foreign() annotation."
        )

    def _determine_direction(self):
        prop = self.prop
        if self.secondaryjoin is not None:
            self.direction = MANYTOMANY
            return
        child_fks = {c for c in self.foreign_key_columns if self.child_table.c.contains_column(c)}
        parent_fks = {c for c in self.foreign_key_columns if self.parent_table.c.contains_column(c)}
        if child_fks and parent_fks:
            to_many = self._with_marks(self.primaryjoin, "remote", "foreign")
            to_one = {c for c in self._with_marks(self.primaryjoin, "foreign") if "remote" not in c._annotations}
            if to_many and to_one:
                both = self.remote_columns & self.local_columns
                to_many = {c for c in to_many if c._deannotate() not in both}
                to_one = {c for c in to_one if c._deannotate() not in both}
            if bool(to_many) == bool(to_one):
                raise sa_exc.ArgumentError(
                    f"Can't determine relationship direction for relationship '{prop}' - foreign key columns within "
                    "the join condition are present in both the parent and the child's mapped tables.  Ensure that "
                    "only those columns referring to a parent column are marked as foreign, either via the foreign() "
                    "annotation or via the foreign_keys argument."
                )
            self.direction = ONETOMANY if to_many else MANYTOONE
        elif child_fks:
            self.direction = ONETOMANY
        elif parent_fks:
            self.direction = MANYTOONE
        else:
            raise sa_exc.ArgumentError(
                f"Can't determine relationship direction for relationship '{prop}' - foreign key columns are present "
                "in neither the parent nor the child's mapped tables"
            )

    def _check_remote_side(self):
        if not self.local_remote_pairs:
            raise sa_exc.ArgumentError(
                f"Relationship {self.prop} could not determine any unambiguous local/remote column pairs based on join "
                "condition and remote_side arguments.  Consider using the remote() annotation to accurately mark those "
                "elements of the join condition that are on the remote side of the relationship."
            )
        for _, remote in self.local_remote_pairs:
            if self.parent_table.c.contains_column(remote) and not self.child_table.c.contains_column(remote):
                util.warn(
                    f"Expression {remote} is marked as 'remote', but these column(s) are local to the local side.  The "
                    "remote() annotation is needed only for a self-referential relationship where both sides of the "
                    "relationship refer to the same tables."
                )

    # Uses of the condition.

    def reverse_primaryjoin(self):
        """The condition as the other side of a self-referential relationship sees it."""
        if not self._has("remote"):
            return clauses.deep_deannotate(self.primaryjoin)

        def replace(el):
            marks = dict(el._annotations)
            if "remote" in marks:
                del marks["remote"]
                marks["local"] = True
            elif "local" in marks:
                del marks["local"]
                marks["remote"] = True
            else:
                return None
            marks.pop("parentmapper", None)
            return el._deannotate()._annotate(marks)

        return visitors.replacement_traverse(self.primaryjoin, {}, replace)

    def join_targets(self, source, dest, aliased, single_crit=None, extra_criteria=()):
        """`(primaryjoin, secondaryjoin, secondary, adapter)` for these two selectables."""
        primaryjoin, secondaryjoin, secondary = self.primaryjoin, self.secondaryjoin, self.secondary
        extra = []
        if single_crit is not None:
            extra.append(single_crit)
        extra.extend(self._mark_not_ours(crit) for crit in extra_criteria)
        if extra:
            if secondaryjoin is not None:
                secondaryjoin = sql.and_(secondaryjoin, *extra)
            else:
                primaryjoin = sql.and_(primaryjoin, *extra)
        if not aliased:
            return primaryjoin, secondaryjoin, secondary, None
        child_eq, parent_eq = self.prop.mapper._equivalent_columns, self.prop.parent._equivalent_columns
        if secondary is not None:
            secondary = secondary._anonymous_fromclause(flat=True)
            target = ClauseAdapter(dest, child_eq, next_=ClauseAdapter(secondary, exclude_fn=_not_local))
            primary = ClauseAdapter(secondary, exclude_fn=_not_local)
            if source is not None:
                primary.next = ClauseAdapter(source, parent_eq)
            secondaryjoin = target.traverse(secondaryjoin)
        else:
            target = primary = ClauseAdapter(dest, child_eq, exclude_fn=_not_local)
            if source is not None:
                primary.next = ClauseAdapter(source, parent_eq, exclude_fn=_not_remote)
        primaryjoin = primary.traverse(primaryjoin)
        target.exclude_fn = None
        return primaryjoin, secondaryjoin, secondary, target

    def _mark_not_ours(self, crit):
        """Keep columns of other entities in `and_()` criteria from being adapted."""
        secondary = set(self.secondary.c) if self.secondary is not None else ()

        def replace(el):
            if isinstance(el, expression.ColumnClause):
                owner = el._annotations.get("parentmapper")
                owner = owner.mapper if owner is not None else None
                if owner is not self.prop.parent and (owner is None or not owner.isa(self.prop.mapper)):
                    if el._deannotate() not in secondary:
                        return el._annotate({"should_not_adapt": True})
            return None

        return visitors.replacement_traverse(crit, {}, replace)

    def lazy_clause(self, make_bind, reverse=False):
        """The criterion of a lazy load: columns of the known side become parameters, made by `make_bind`."""
        binds = {}
        has_secondary = self.secondaryjoin is not None
        known = {left for left, _ in self.local_remote_pairs}

        def replace(el):
            if not reverse:
                wanted = "local" in el._annotations
            elif has_secondary:
                wanted = _column_in(el, known)
            else:
                wanted = "remote" in el._annotations
            if not wanted:
                return None
            column = el._deannotate()
            if column not in binds:
                binds[column] = make_bind(column)
            return binds[column]

        where = self.primaryjoin
        if self.secondaryjoin is None or not reverse:
            where = visitors.replacement_traverse(where, {}, replace)
        if has_secondary:
            secondaryjoin = self.secondaryjoin
            if reverse:
                secondaryjoin = visitors.replacement_traverse(secondaryjoin, {}, replace)
            where = sql.and_(where, secondaryjoin)
        return where, binds

    @property
    def secondary_can_be_used_for_related_join(self):
        """Whether the secondary table alone tells which row belongs to which parent."""
        pks = self.prop.parent._local_pk_cols
        if not pks.issubset({left for left, _ in self.synchronize_pairs}):
            return False
        pairs = set(clauses.equated_columns(self.primaryjoin))
        wanted = {(left, right) for left, right in self.synchronize_pairs if left in pks}
        flipped = {(right, left) for left, right in pairs}
        return bool(wanted) and len(pairs) == len(wanted) and wanted <= pairs | flipped


def _column_in(el, columns):
    return isinstance(el, expression.ColumnClause) and el._deannotate() in columns
