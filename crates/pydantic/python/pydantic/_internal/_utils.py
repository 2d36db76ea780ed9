"""Small helpers under their inner address."""

from .._typing import is_model_class, lenient_issubclass

__all__ = ('deep_update', 'is_model_class', 'lenient_issubclass')


def deep_update(mapping, *updating_mappings):
    """Merge nested dicts."""
    result = mapping.copy()
    for updates in updating_mappings:
        for key, value in updates.items():
            if key in result and isinstance(result[key], dict) and isinstance(value, dict):
                result[key] = deep_update(result[key], value)
            else:
                result[key] = value
    return result
