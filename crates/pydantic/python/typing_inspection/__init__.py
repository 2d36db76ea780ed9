"""Helpers to look at annotations: `typing_objects` and `introspection`, as far as programs use them."""
