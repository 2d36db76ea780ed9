"""The joins of an ORM statement: which element each joins from, and along which relationship."""

from .. import exc as sa_exc
from .. import inspection
from . import clauses
from .attributes import QueryableAttribute
from .interfaces import MapperProperty
from .util import ORMJoin, corresponds_to

_AMBIGUOUS = (
    "Can't determine which FROM clause to join from, there are multiple FROMS which can join to this entity. Please use "
    "the .select_from() method to establish an explicit left side, as well as providing an explicit ON clause if not "
    "present already to help resolve the ambiguity."
)


class JoinResolution:
    """The part of a statement's state that makes its FROM clause."""

    def join_all(self, joins, entities):
        for target, onclause, from_, flags in joins:
            right = target
            if isinstance(right, QueryableAttribute):
                if onclause is None:
                    onclause, right = right, None
                else:
                    right = right.comparator.entity
            elif right is not None:
                right = right._annotations.get("parententity", right) if hasattr(right, "_annotations") else right
            if from_ is not None and hasattr(from_, "_annotations"):
                from_ = from_._annotations.get("parententity", from_)
            left = prop = None
            if onclause is not None and isinstance(onclause, (QueryableAttribute, MapperProperty)):
                attr = onclause
                prop = attr.property if isinstance(attr, QueryableAttribute) else attr
                if not prop._is_relationship:
                    if right is None:
                        raise sa_exc.ArgumentError(
                            f"Join target {attr} does not refer to a mapped entity"
                        )
                    onclause, prop = attr.__clause_element__(), None
                else:
                    if right is None:
                        of_type = attr._of_type if isinstance(attr, QueryableAttribute) else None
                        right = of_type if of_type is not None else prop.entity
                    left = attr.parent
                    if (left, right, prop.key) in self.joined_edges:
                        continue
                    if from_ is not None and from_ is not left:
                        raise sa_exc.InvalidRequestError(
                            f"explicit from clause {from_} does not match left side of relationship attribute {attr}"
                        )
            elif from_ is not None:
                left = from_
            self._join(entities, left, right, onclause, prop, flags["isouter"], flags["full"])

    def _join(self, entities, left, right, onclause, prop, isouter, full):
        explicit = left
        if left is None:
            left, index, ent = self._implicit_left(entities, right, onclause)
        else:
            index, ent = self._explicit_left(entities, left)
        if left is right:
            raise sa_exc.InvalidRequestError(
                f"Can't construct a join from {left} to {right}, they are the same entity"
            )
        info = inspection.inspect(right)
        mapper = getattr(info, "mapper", None)
        if mapper is not None:
            info._post_inspect
            if prop is not None and not mapper.common_parent(prop.mapper):
                raise sa_exc.InvalidRequestError(
                    f"Join target {right} does not correspond to the right side of join condition {onclause}"
                )
            self.join_entities.add(info)
        elif prop is not None:
            right, info = self._alias_for_selectable(info, prop)
        if prop is not None:
            self.joined_edges.add((left, right, prop.key))
        elif onclause is not None and self.current_adapter is not None:
            onclause = self.current_adapter(onclause)
        extra = self.extra_criteria(info) if mapper is not None else ()
        if index is not None:
            from_ = self.from_clauses[index]
            if explicit is not None and onclause is None:
                onclause = ORMJoin._join_condition(_from_of(explicit), _from_of(right))
            joined = ORMJoin(from_, info, onclause, isouter, full, _extra_criteria=extra)
            self.from_clauses = [*self.from_clauses[:index], joined, *self.from_clauses[index + 1 :]]
        else:
            from_ = ent.entity_zero if ent is not None else left
            joined = ORMJoin(from_, info, onclause, isouter, full, _extra_criteria=extra)
            self.from_clauses = [*self.from_clauses, joined]

    def _alias_for_selectable(self, info, prop):
        from .. import util
        from .util import AliasedClass

        selectable = info.selectable
        if not selectable.is_derived_from(prop.mapper.persist_selectable):
            raise sa_exc.InvalidRequestError(
                f"Selectable '{selectable.description}' is not derived from "
                f"'{prop.mapper.persist_selectable.description}'"
            )
        util.warn_deprecated(
            f"An alias is being generated automatically against joined entity {prop.mapper} for raw clauseelement, "
            "which is deprecated and will be removed in a later release. Use the aliased() construct explicitly, see "
            "the linked example.",
            "1.4",
        )
        right = inspection.inspect(AliasedClass(prop.mapper.class_, selectable))
        return right, right

    def _implicit_left(self, entities, right, onclause):
        info = inspection.inspect(right)
        if self.from_clauses:
            found = clauses.left_clause_to_join_from(self.from_clauses, info.selectable, _plain_on(onclause))
            if len(found) == 1:
                return self.from_clauses[found[0]], found[0], None
        elif entities:
            potential = {}
            for ent in entities:
                entity = ent.from_or_entity
                if entity is None or entity is info:
                    continue
                potential.setdefault(inspection.inspect(entity).selectable, (ent, entity))
            froms = list(potential)
            found = clauses.left_clause_to_join_from(froms, info.selectable, _plain_on(onclause))
            if len(found) == 1:
                ent, entity = potential[froms[found[0]]]
                return entity, None, ent if ent.use_id else None
        else:
            raise sa_exc.InvalidRequestError(
                "No entities to join from; please use select_from() to establish the left entity/selectable of this join"
            )
        if len(found) > 1:
            raise sa_exc.InvalidRequestError(_AMBIGUOUS)
        raise sa_exc.InvalidRequestError(
            f"Don't know how to join to {right!r}. Please use the .select_from() method to establish an explicit left "
            "side, as well as providing an explicit ON clause if not present already to help resolve the ambiguity."
        )

    def _explicit_left(self, entities, left):
        info = inspection.inspect(left)
        if self.from_clauses:
            found = clauses.matches_given(self.from_clauses, info.selectable)
            if len(found) > 1:
                raise sa_exc.InvalidRequestError(
                    "Can't identify which entity in which to assign the left side of this join.   Please use a more "
                    "specific ON clause."
                )
            if found:
                return found[0], None
        if hasattr(info, "mapper"):
            for ent in entities:
                if ent.use_id and corresponds_to(ent.entity_zero, info):
                    return None, ent
        return None, None


def _plain_on(onclause):
    return onclause.__clause_element__() if isinstance(onclause, QueryableAttribute) else onclause


def _from_of(entity):
    info = inspection.inspect(entity)
    return info.__clause_element__() if hasattr(info, "mapper") else info.selectable
