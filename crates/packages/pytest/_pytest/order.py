"""The order of tests: those that need the same parameter of a wide fixture stand together, so that it is made once."""

from collections import deque

from _pytest.fixtures import SCOPES


def _keys(item, scope):
    """The parameters of a scope that a test has."""
    spec = item.callspec
    if spec is None:
        return []
    place = item.node_of(scope).nodeid
    return [(name, index, place) for name, index in spec.indices.items() if spec.scopes[name] == scope]


def ordered(items):
    return list(_grouped(dict.fromkeys(items), len(SCOPES) - 1))


def _grouped(items, height):
    """The tests, those with a parameter in common together: by the widest scope first, and within each group by the next one."""
    if height == 0 or len(items) < 3:
        return items
    scope = SCOPES[height]
    keys = {item: _keys(item, scope) for item in items}
    having = {}
    for item in items:
        for key in keys[item]:
            having.setdefault(key, []).append(item)
    waiting, done, spent = deque(items), {}, set()
    while waiting:
        together, key = {}, None
        while waiting:
            item = waiting.popleft()
            if item in done or item in together:
                continue
            own = [one for one in keys[item] if one not in spent]
            if not own:
                together[item] = None
                continue
            key = own[-1]
            waiting.extendleft(reversed(having[key]))
            break
        done.update(_grouped(together, height - 1))
        if key is not None:
            spent.add(key)
    return done
