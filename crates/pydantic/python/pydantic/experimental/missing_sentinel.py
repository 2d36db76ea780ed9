"""`MISSING`: the value of a field that was not given and has no default of its own."""


def _make():
    import typing_extensions

    made = getattr(typing_extensions, 'Sentinel', None) or typing_extensions.sentinel
    return made('MISSING')


MISSING = _make()
