"""What can be wrong with settings, apart from their values."""


class SettingsError(ValueError):
    """Settings couldn't be read from a source."""


class IncompleteFieldDefinitionWarning(UserWarning):
    """A field is asked for whose annotation names something that isn't defined yet."""
