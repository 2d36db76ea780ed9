"""What a validation carries along: mode, options, the data so far, how exact the match was."""

EXACT, STRICT, LAX = 2, 1, 0


class State:
    """The state of one validation."""

    __slots__ = (
        'mode strict context by_alias by_name extra from_attributes self_instance data field_name exactness fields_set '
        'depth config partial'
    ).split()

    def __init__(self, mode, strict, context, by_alias, by_name, extra=None, from_attributes=None, self_instance=None):
        self.mode = mode
        self.strict = strict
        self.context = context
        self.by_alias = by_alias
        self.by_name = by_name
        self.extra = extra
        self.from_attributes = from_attributes
        self.self_instance = self_instance
        self.data = None
        self.field_name = None
        self.exactness = EXACT
        self.fields_set = 0
        self.depth = 0
        self.config = None
        self.partial = False

    def lax(self):
        """The value had to be converted."""
        self.exactness = LAX

    def loose(self):
        """The value fits in strict mode, but isn't exactly of the type."""
        if self.exactness > STRICT:
            self.exactness = STRICT


class ValidationInfo:
    """What a validator function is told."""

    __slots__ = ('config', 'context', 'data', 'field_name', 'mode')

    def __init__(self, state, config, field_name):
        self.config = config
        self.context = state.context
        self.data = state.data if state.data is not None else {}
        self.field_name = field_name if field_name is not None else state.field_name
        self.mode = state.mode if state.mode != 'strings' else 'python'

    def __repr__(self):
        return (
            f'ValidationInfo(config={self.config!r}, context={self.context!r}, data={self.data!r}, '
            f'field_name={self.field_name!r})'
        )
