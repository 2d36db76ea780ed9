"""Serializers of collections: lists, sets, tuples, mappings, iterators."""

from ._infer import chosen_index, infer, mapping


def _sequence(kind, expected, as_set=False):
    def make(schema, context):
        item = schema.get('items_schema')
        run_item = context.build(item) if item is not None else infer

        def run(value, options, include, exclude):
            if not isinstance(value, kind):
                options.warn(expected, value)
                return infer(value, options, include, exclude)
            key = id(value)
            if key in options.depth:
                raise ValueError('Circular reference detected (id repeated)')
            options.depth.append(key)
            try:
                if include is None and exclude is None:
                    found = [run_item(one, options, None, None) for one in value]
                else:
                    found = []
                    for index, one in enumerate(value):
                        keep, inner_include, inner_exclude = chosen_index(index, len(value), include, exclude)
                        if keep:
                            found.append(run_item(one, options, inner_include, inner_exclude))
            finally:
                options.depth.pop()
            if options.mode == 'json' or kind is list:
                return found
            return kind(found)

        return run

    return make


def _make_deque(schema, context):
    from collections import deque

    return _sequence(deque, 'deque')(schema, context)


def _make_generator(schema, context):
    run_item = context.build(schema['items_schema']) if 'items_schema' in schema else infer

    def run(value, options, include, exclude):
        if not hasattr(value, '__iter__') or isinstance(value, (str, bytes)):
            options.warn('generator', value)
            return infer(value, options, include, exclude)
        if options.mode != 'json' and hasattr(value, '__next__'):
            return (run_item(item, options, None, None) for item in value)
        return [run_item(item, options, None, None) for item in value]

    return run


def _make_tuple(schema, context):
    runs = [context.build(item) for item in schema['items_schema']]
    variadic = schema.get('variadic_item_index')

    def run(value, options, include, exclude):
        if not isinstance(value, tuple):
            options.warn('tuple', value)
            return infer(value, options, include, exclude)
        if variadic is None:
            plan = runs
        else:
            after = len(runs) - variadic - 1
            plan = runs[:variadic] + [runs[variadic]] * max(len(value) - variadic - after, 0) + runs[variadic + 1 :]
        found = []
        if len(value) != len(plan):
            options.warn(f'tuple[{len(plan)}]', value)
        for index, item in enumerate(value):
            keep, inner_include, inner_exclude = chosen_index(index, len(value), include, exclude)
            if keep:
                one = plan[index] if index < len(plan) else infer
                found.append(one(item, options, inner_include, inner_exclude))
        return found if options.mode == 'json' else tuple(found)

    return run


def _make_dict(schema, context):
    run_key = context.build(schema['keys_schema']) if 'keys_schema' in schema else None
    run_value = context.build(schema['values_schema']) if 'values_schema' in schema else infer
    plain_keys = schema.get('keys_schema', {'type': 'any'})['type'] in ('any', 'str')

    def run(value, options, include, exclude):
        if not isinstance(value, dict):
            from collections.abc import Mapping

            if not isinstance(value, Mapping):
                options.warn('dict', value)
                return infer(value, options, include, exclude)
        key = id(value)
        if key in options.depth:
            raise ValueError('Circular reference detected (id repeated)')
        options.depth.append(key)
        try:
            found = mapping(value, options, include, exclude, run_value, None if plain_keys else run_key)
        finally:
            options.depth.pop()
        return found

    return run


MAKERS = {
    'list': _sequence(list, 'list'),
    'set': _sequence(set, 'set'),
    'frozenset': _sequence(frozenset, 'frozenset'),
    'deque': _make_deque,
    'generator': _make_generator,
    'tuple': _make_tuple,
    'dict': _make_dict,
    'ordered-dict': _make_dict,
    'counter': _make_dict,
    'frozendict': _make_dict,
}
