"""Unions: the choice that fits best, or the one that a discriminator names."""

from ._errors import Invalid, Line, invalid
from ._functions import custom_error, function_name
from ._scalars import joined
from ._state import EXACT
from ._validator import Validator


def make_union(schema, context):
    choices = []
    for choice in schema['choices']:
        label = None
        if isinstance(choice, tuple):
            choice, label = choice
        made = context.build(choice)
        choices.append((made, label if label is not None else made.name))
    fail = custom_error(schema)
    left_to_right = schema.get('mode') == 'left_to_right'
    if len(choices) == 1 and schema.get('auto_collapse', True) and fail is None:
        return choices[0][0]

    def collect(lines, found, label):
        for line in found.lines:
            line.loc = (label, *line.loc)
            lines.append(line)

    def run_left_to_right(value, state):
        lines = []
        for made, label in choices:
            try:
                return made.run(value, state)
            except Invalid as found:
                collect(lines, found, label)
        raise fail(value) if fail is not None else Invalid(lines)

    def run(value, state):
        outer_exactness, outer_fields = state.exactness, state.fields_set
        best = None
        lines = []
        for made, label in choices:
            state.exactness = EXACT
            state.fields_set = -1
            try:
                found = made.run(value, state)
            except Invalid as error:
                collect(lines, error, label)
                continue
            exactness, fields = state.exactness, state.fields_set
            if exactness == EXACT and fields == -1:
                state.exactness, state.fields_set = outer_exactness, outer_fields
                return found
            rank = (fields, exactness)
            if best is None:
                better = True
            elif fields >= 0 and best[0][0] >= 0 and fields != best[0][0]:
                better = fields > best[0][0]
            else:
                better = exactness > best[0][1]
            if better:
                best = (rank, found)
        state.exactness, state.fields_set = outer_exactness, outer_fields
        if best is not None:
            (fields, exactness), found = best
            state.exactness = min(state.exactness, exactness)
            if fields > 0:
                state.fields_set = max(state.fields_set, 0) + fields
            return found
        raise fail(value) if fail is not None else Invalid(lines)

    return Validator(
        run_left_to_right if left_to_right else run, f'union[{",".join(made.name for made, _ in choices)}]'
    )


def make_tagged_union(schema, context):
    built = {}
    choices = {}
    for tag, choice in schema['choices'].items():
        key = id(choice)
        made = built.get(key)
        if made is None:
            made = built[key] = context.build(choice)
        choices[tag] = made
        if hasattr(tag, '_value_'):
            choices.setdefault(tag._value_, made)
    shown_tags = ', '.join(
        repr(getattr(tag, '_value_', tag)) if not isinstance(tag, str) else repr(str(getattr(tag, '_value_', tag)))
        for tag in schema['choices']
    )
    discriminator = schema['discriminator']
    fail = custom_error(schema)
    if callable(discriminator):
        find = lambda value: discriminator(value)  # noqa: E731
        shown = f'{function_name(discriminator)}()'
    else:
        if isinstance(discriminator, str):
            paths = [[discriminator]]
        else:
            paths = [discriminator] if isinstance(discriminator[0], str) else discriminator
        shown = ' | '.join(
            '.'.join(repr(step) if isinstance(step, str) else str(step) for step in path) for path in paths
        )

        def find(value):
            for path in paths:
                found = value
                for step in path:
                    if isinstance(found, dict):
                        if step not in found:
                            break
                        found = found[step]
                    elif isinstance(step, int) and isinstance(found, (list, tuple)) and len(found) > step:
                        found = found[step]
                    elif found is value and isinstance(step, str) and hasattr(found, step):
                        found = getattr(found, step)
                    else:
                        break
                else:
                    return found
            return None

    def usable(value, state):
        if isinstance(value, dict) or callable(discriminator):
            return True
        return state.mode != 'json' and hasattr(value, '__dict__') and not isinstance(value, type)

    def run(value, state):
        if not usable(value, state):
            raise fail(value) if fail is not None else invalid('model_attributes_type', value)
        tag = find(value)
        if tag is None:
            raise fail(value) if fail is not None else invalid('union_tag_not_found', value, {'discriminator': shown})
        try:
            made = choices.get(tag)
            if made is None and hasattr(tag, '_value_'):
                made = choices.get(tag._value_)
        except TypeError:
            made = None
        if made is None:
            if fail is not None:
                raise fail(value)
            details = {'discriminator': shown, 'tag': str(getattr(tag, '_value_', tag)), 'expected_tags': shown_tags}
            raise invalid('union_tag_invalid', value, details)
        try:
            return made.run(value, state)
        except Invalid as found:
            place = tag if type(tag) in (str, int) else str(getattr(tag, '_value_', tag))
            for line in found.lines:
                line.loc = (place, *line.loc)
            raise

    return Validator(run, f'tagged-union[{",".join(made.name for made in choices.values())}]')


__all__ = ['Line', 'joined', 'make_tagged_union', 'make_union']
