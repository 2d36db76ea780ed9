"""Aliases of fields: a path into nested input, several choices, and generators of aliases."""

from _pydantic_core import PydanticUndefined


class AliasPath:
    """A way into nested input: the first step is a key, the others are keys or indexes."""

    def __init__(self, first_arg, *args):
        self.path = [first_arg, *args]

    def convert_to_aliases(self):
        """The path as the core takes it."""
        return self.path

    def search_dict_for_path(self, d):
        """The value at the path, or PydanticUndefined."""
        value = d
        for step in self.path:
            if isinstance(value, str):
                return PydanticUndefined
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                return PydanticUndefined
        return value

    def __repr__(self):
        return f'AliasPath(path={self.path!r})'

    def __eq__(self, other):
        return self.path == other.path if isinstance(other, AliasPath) else NotImplemented


class AliasChoices:
    """Several aliases: the first that the input has is taken."""

    def __init__(self, first_choice, *choices):
        self.choices = [first_choice, *choices]

    def convert_to_aliases(self):
        """The choices as the core takes them."""
        return [choice.convert_to_aliases() if isinstance(choice, AliasPath) else [choice] for choice in self.choices]

    def __repr__(self):
        return f'AliasChoices(choices={self.choices!r})'

    def __eq__(self, other):
        return self.choices == other.choices if isinstance(other, AliasChoices) else NotImplemented


class AliasGenerator:
    """Makes the aliases of a field from its name, one function for each use."""

    def __init__(self, alias=None, validation_alias=None, serialization_alias=None):
        self.alias = alias
        self.validation_alias = validation_alias
        self.serialization_alias = serialization_alias

    def _generate(self, kind, allowed, field_name):
        function = getattr(self, kind)
        if function is None:
            return None
        made = function(field_name)
        if not isinstance(made, allowed):
            names = ' | '.join(allow.__name__ for allow in allowed)
            raise TypeError(f'Invalid `{kind}` type. `{kind}` generator must produce one of `{names}`')
        return made

    def generate_aliases(self, field_name):
        """The alias, the validation alias and the serialization alias for a name."""
        return (
            self._generate('alias', (str,), field_name),
            self._generate('validation_alias', (str, AliasChoices, AliasPath), field_name),
            self._generate('serialization_alias', (str,), field_name),
        )


def apply_alias_generator(generator, name, info):
    """Set the aliases of a field (or computed field) that has none of higher priority."""
    priority = info.alias_priority
    validation = getattr(info, 'validation_alias', None)
    serialization = getattr(info, 'serialization_alias', None)
    if not (priority is None or priority <= 1 or info.alias is None or validation is None or serialization is None):
        return
    alias = made_validation = made_serialization = None
    if isinstance(generator, AliasGenerator):
        alias, made_validation, made_serialization = generator.generate_aliases(name)
    else:
        alias = generator(name)
        if not isinstance(alias, str):
            raise TypeError(f'alias_generator {generator} must return str, not {alias.__class__}')
    if priority is None or priority <= 1:
        info.alias_priority = 1
    computed = not hasattr(info, 'validation_alias')
    if computed:
        # A computed field is only written: it has one alias.
        if info.alias_priority == 1:
            info.alias = made_serialization or alias
        return
    if priority is None or priority == 1:
        info.serialization_alias = made_serialization or alias
        info.validation_alias = made_validation or alias
        info.alias = alias
        return
    if info.alias is None:
        info.alias = made_serialization or alias
    if serialization is None:
        info.serialization_alias = made_serialization or alias
    if validation is None:
        info.validation_alias = made_validation or alias
