"""Small helpers that several modules share."""

import re

from fastapi.datastructures import first_given


def is_body_allowed_for_status_code(status_code):
    if status_code is None or status_code in ("default", "1XX", "2XX", "3XX", "4XX", "5XX"):
        return True
    code = int(status_code)
    return not (code < 200 or code in (204, 205, 304))


def get_path_param_names(path):
    return set(re.findall("{(.*?)}", path))


def generate_unique_id(route):
    operation_id = re.sub(r"\W", "_", f"{route.name}{route.path_format}")
    return f"{operation_id}_{list(route.methods)[0].lower()}"


def generate_operation_id_for_path(*, name, path, method):
    return re.sub(r"\W", "_", f"{name}{path}") + "_" + method.lower()


def deep_dict_update(main_dict, update_dict):
    for key, value in update_dict.items():
        present = main_dict.get(key)
        if isinstance(present, dict) and isinstance(value, dict):
            deep_dict_update(present, value)
        elif isinstance(present, list) and isinstance(value, list):
            main_dict[key] = present + value
        else:
            main_dict[key] = value


def get_value_or_default(first_item, *extra_items):
    return first_given(first_item, *extra_items)


def smallest(*limits):
    """The body limit that counts: the innermost one that was given."""
    for limit in limits:
        if limit is not None:
            return limit
    return None
