"""Copies key values between objects of a relationship, or between the tables of one object."""

from . import exc
from .base import PASSIVE_NO_INITIALIZE, _none_set


def populate(source, source_mapper, dest, dest_mapper, pairs, uowcommit, flag_cascaded_pks):
    source_dict, dest_dict = source.dict, dest.dict
    for left, right in pairs:
        try:
            prop = source_mapper._columntoproperty[left]
            value = source.manager[prop.key].impl.get(source, source_dict, 31)
        except exc.UnmappedColumnError as err:
            _raise_col_to_prop(False, source_mapper, left, dest_mapper, right, err)
        try:
            prop = dest_mapper._columntoproperty[right]
            dest.manager[prop.key].impl.set(dest, dest_dict, value, None)
        except exc.UnmappedColumnError as err:
            _raise_col_to_prop(True, source_mapper, left, dest_mapper, right, err)
        if flag_cascaded_pks and left.primary_key and right.primary_key and right.references(left):
            uowcommit.attributes[("pk_cascaded", dest, right)] = True


def clear(dest, dest_mapper, pairs):
    for left, right in pairs:
        if right.primary_key and dest_mapper._get_state_attr_by_column(dest, dest.dict, right) not in _none_set:
            raise AssertionError(
                f"Dependency rule on column '{left}' tried to blank-out primary key column '{right}' on instance "
                f"'{_state_str(dest)}'"
            )
        try:
            dest_mapper._set_state_attr_by_column(dest, dest.dict, right, None)
        except exc.UnmappedColumnError as err:
            _raise_col_to_prop(True, None, left, dest_mapper, right, err)


def populate_dict(source, source_mapper, dict_, pairs):
    for left, right in pairs:
        try:
            dict_[right.key] = source_mapper._get_state_attr_by_column(source, source.dict, left, 31)
        except exc.UnmappedColumnError as err:
            _raise_col_to_prop(False, source_mapper, left, None, right, err)


def update(source, source_mapper, dict_, prefix, pairs):
    for left, right in pairs:
        old = source_mapper._get_committed_state_attr_by_column(source, source.dict, left)
        new = source_mapper._get_state_attr_by_column(source, source.dict, left, 31)
        dict_[right.key] = new
        dict_[prefix + right.key] = old


def source_modified(uowcommit, source, source_mapper, pairs):
    """Whether a key that others refer to has changed."""
    for left, _ in pairs:
        prop = source_mapper._columntoproperty[left]
        if uowcommit.get_attribute_history(source, prop.key, PASSIVE_NO_INITIALIZE).deleted:
            return True
    return False


def bulk_populate_inherit_keys(source_dict, source_mapper, pairs):
    for left, right in pairs:
        value = source_dict[source_mapper._columntoproperty[left].key]
        source_dict[source_mapper._columntoproperty[right].key] = value


def _state_str(state):
    from .base import state_str

    return state_str(state)


def _raise_col_to_prop(is_dest, source_mapper, source_column, dest_mapper, dest_column, err):
    if is_dest:
        raise exc.UnmappedColumnError(
            f"Can't execute sync rule for destination column '{dest_column}'; mapper '{dest_mapper}' does not map this "
            "column.  Try using an explicit `foreign_keys` collection which does not include this column (or use a "
            "viewonly=True relation)."
        ) from err
    raise exc.UnmappedColumnError(
        f"Can't execute sync rule for source column '{source_column}'; mapper '{source_mapper}' does not map this "
        "column.  Try using an explicit `foreign_keys` collection which does not include destination column "
        f"'{dest_column}' (or use a viewonly=True relation)."
    ) from err
