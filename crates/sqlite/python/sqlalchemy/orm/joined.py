"""Joined eager loading: the related rows come with those of the statement, by an outer join to an alias."""

from .. import exc as sa_exc
from .. import inspection, util
from ..sql.selectable import FromGrouping, Join
from . import attributes, clauses
from .clauses import ClauseAdapter
from .util import AliasedClass, ORMJoin


def _memoized_alias(prop):
    """The alias that is used for a relationship at one place of a path."""
    entity = prop.entity
    alt = entity.selectable._anonymous_fromclause(flat=True) if entity.is_aliased_class else None
    return AliasedClass(prop.mapper.class_, alias=alt, flat=True, use_mapper_path=True)


def setup_joined(state, ent, mapper, path, prop, opt, adapter, parent, outer):
    """Add the columns of the related entity, and remember its join."""
    from .loading import setup_entity

    if not state.eagerloads:
        return
    if prop.uselist:
        state.multi_row_loaders = True
    here = (*path, prop)
    user_adapter = _user_adapter(state, opt, path, prop)
    if user_adapter is not False:
        collection = state.primary_columns
        chosen = user_adapter
        of_entity = opt.of_type
    else:
        if state.loaders.get(here) is None:
            # Without an option, a relationship isn't followed in a circle.
            if prop.join_depth:
                if len(here) / 2 > prop.join_depth:
                    return
            elif prop.mapper in _mappers_in(here):
                return
        of_entity = opt.of_type if opt is not None else None
        if of_entity is not None and of_entity.is_aliased_class and of_entity._is_with_polymorphic:
            alias = of_entity.entity
        else:
            alias = _memoized_alias(prop)
            of_entity = None
        insp = inspection.inspect(alias)
        # The alias lives as long as the statement's state.
        state.attributes[("eager_alias", here)] = alias
        chosen = insp._adapter
        innerjoin = prop.innerjoin
        if opt is not None and "innerjoin" in opt.opts:
            innerjoin = opt.opts["innerjoin"]
        if not innerjoin:
            outer = True
        criteria = opt.criteria if opt is not None else ()

        def make(state, outer=outer):
            _create_join(state, ent, here, prop, adapter, parent, insp, innerjoin, outer, criteria)

        state.create_eager_joins.append(make)
        collection = state.secondary_columns
        state.attributes[("eager_adapter", here)] = chosen
        state.eager_adding_joins = True
    poly = of_entity.with_polymorphic_mappers if of_entity is not None and of_entity.is_aliased_class else ()
    target = path_target(prop, opt)
    setup_entity(
        state, ent, prop.mapper, (*here, target), chosen, collection, poly, None, parent=prop.mapper, outer=outer
    )


def path_target(prop, opt):
    """The entity that follows a relationship in a path."""
    from .util import path_entity

    if opt is not None and opt.of_type is not None:
        return path_entity(opt.of_type)
    return path_entity(prop.entity)


def _mappers_in(path):
    return [entity.mapper for entity in path[::2]]


def _user_adapter(state, opt, path, prop):
    """The adapter of `contains_eager()`, or False where the option is another."""
    if opt is None or "eager_from_alias" not in opt.opts:
        return False
    alias = opt.opts["eager_from_alias"]
    if alias is None:
        return state.from_obj_alias
    key = ("user_adapter", (*path, prop))
    if key not in state.attributes:
        if opt.of_type is not None and opt.of_type.is_aliased_class and opt.of_type.selectable is alias:
            state.attributes[key] = opt.of_type._adapter
        else:
            state.attributes[key] = ClauseAdapter(alias, prop.mapper._equivalent_columns)
    return state.attributes[key]


def _create_join(state, ent, here, prop, adapter, parent, insp, innerjoin, outer, criteria):
    """Join the alias to what is there already."""
    localparent = ent.mapper if parent is None else parent
    nests = state.nests
    key = None
    if ent not in state.eager_joins and not nests and state.from_clauses:
        found = clauses.matches_given(state.from_clauses, ent.selectable)
        if len(found) > 1:
            raise sa_exc.InvalidRequestError(
                "Can't identify which query entity in which to joined eager load from.   Please use an exact match when "
                "specifying the join path."
            )
        if found:
            key, towrap = found[0], state.from_clauses[found[0]]
    if key is None:
        key, towrap = ent, ent.selectable
    towrap = state.eager_joins.get(key, towrap)
    onclause = prop
    if adapter is not None:
        owner = getattr(adapter, "aliased_insp", None)
        if owner is not None:
            entity = owner._entity_for_mapper(localparent if localparent.isa(prop.parent) else prop.parent)
            onclause = getattr(entity.entity, prop.key)
        else:
            alias = AliasedClass(prop.parent.class_, adapter.selectable, use_mapper_path=True)
            state.attributes[("join_alias", here)] = alias
            onclause = getattr(alias, prop.key)
    represents_outer = ent.entity_zero.represents_outer_join
    outside = not outer or not innerjoin or innerjoin == "unnested" or represents_outer
    extra = (*criteria, *[o.criterion(prop.mapper) for o in state.criteria if o.applies_to(prop.mapper)])
    if outside:
        joined = ORMJoin(
            towrap,
            insp,
            onclause,
            isouter=not innerjoin or represents_outer or (outer and isinstance(towrap, Join)),
            _left_memo=prop.parent,
            _right_memo=here,
            _extra_criteria=extra,
        )
    else:
        joined = _splice_inner(here, here[-2], towrap, insp, onclause, extra)
    state.eager_joins[key] = joined
    joined.stop_on = ent.selectable
    if isinstance(key, int):
        # The join takes the place of the FROM element that it extends.
        state.from_clauses = list(state.from_clauses)
        state.from_clauses[key] = joined
        del state.eager_joins[key]
    if parent is None:
        for column in clauses.find_columns(prop.primaryjoin):
            column = column._deannotate()
            if localparent.persist_selectable.c.contains_column(column):
                if adapter is not None:
                    column = adapter.columns[column]
                state.append_column(column, state.primary_columns)
    if prop.order_by:
        state.eager_order_by = (*state.eager_order_by, *joined._target_adapter.traverse_all(prop.order_by))


def _splice_inner(here, onto, join, insp, onclause, extra, inside=False, existing=None):
    """Put an inner join inside of the outer join that it belongs to."""
    if isinstance(join, FromGrouping):
        return _splice_inner(here, onto, join.element, insp, onclause, extra, inside)
    if isinstance(join, ORMJoin):
        right_path = join._right_memo
        inner = right_path[-1].mapper if right_path else None
        target = _splice_inner(here, onto, join.right, insp, onclause, extra, inner)
        if target is not None:
            if not join.isouter and not target.isouter:
                made = join._splice_into_center(target)
            else:
                made = _raw_join(join.left, target, join.onclause, join.isouter, join._left_memo)
            made._target_adapter = target._target_adapter
            return made
        target = _splice_inner(here, onto, join.left, insp, onclause, extra, join._left_memo, right_path)
        if target is not None:
            made = _raw_join(target, join.right, join.onclause, join.isouter, None, join._right_memo)
            made._target_adapter = target._target_adapter
            return made
        return None
    if inside is False or inside is None or not onto.isa(inside):
        return None
    if existing and len(existing) > 2 and existing[:-2] != here[:-1]:
        return None
    return ORMJoin(
        join, insp, onclause, isouter=False, _left_memo=inside, _right_memo=here, _extra_criteria=extra
    )


def _raw_join(left, right, onclause, isouter, left_memo=None, right_memo=None):
    made = ORMJoin.__new__(ORMJoin)
    Join.__init__(made, left, right, onclause, isouter)
    made._left_memo, made._right_memo = left_memo, right_memo
    return made


def joined_processor(context, ent, path, prop, opt, adapter, populators):
    """Fill the attribute from the joined columns; False where they aren't in the rows."""
    from .loading import instance_processor

    state = context.compile_state
    here = (*path, prop)
    chosen = _user_adapter(state, opt, path, prop)
    if chosen is False:
        chosen = state.attributes.get(("eager_adapter", here))
        if chosen is None:
            return False
    if any(state.position(c, chosen) is None for c in prop.mapper.primary_key):
        return False
    if prop.uselist:
        context.needs_uniquing = True
    instance = instance_processor(context, ent, prop.mapper, (*here, path_target(prop, opt)), chosen)
    if prop.uselist:
        _collection(context, prop.key, instance, populators)
    else:
        _scalar(context, prop, instance, populators)
    return True


class UniqueAppender:
    """Puts each object into a collection once."""

    def __init__(self, collection):
        self.append_ = collection.append_without_event
        self.seen = set()

    def append(self, item):
        if id(item) not in self.seen:
            self.append_(item)
            self.seen.add(id(item))


def _collection(context, key, instance, populators):
    def new_row(state, dict_, row):
        appender = UniqueAppender(attributes.init_state_collection(state, dict_, key))
        context.attributes[(state, key)] = appender
        item = instance(row)
        if item is not None:
            appender.append(item)

    def existing_row(state, dict_, row):
        appender = context.attributes.get((state, key))
        if appender is None:
            appender = UniqueAppender(attributes.init_state_collection(state, dict_, key))
            context.attributes[(state, key)] = appender
        item = instance(row)
        if item is not None:
            appender.append(item)

    populators["new"].append((key, new_row))
    populators["existing"].append((key, existing_row))
    if context.invoke_all_eagers:
        populators["eager"].append((key, lambda state, dict_, row: instance(row)))


def _scalar(context, prop, instance, populators):
    key = prop.key

    def new_row(state, dict_, row):
        dict_[key] = instance(row)

    def existing_row(state, dict_, row):
        existing = instance(row)
        if key in dict_:
            if existing is not dict_[key]:
                util.warn(f"Multiple rows returned with uselist=False for eagerly-loaded attribute '{prop}' ")
        else:
            dict_[key] = existing

    populators["new"].append((key, new_row))
    populators["existing"].append((key, existing_row))
    if context.invoke_all_eagers:
        populators["eager"].append((key, lambda state, dict_, row: instance(row)))
