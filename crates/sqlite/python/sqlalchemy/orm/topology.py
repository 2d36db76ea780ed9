"""Orders items by their dependencies, and finds those that depend on themselves."""

from ..exc import CircularDependencyError


def sort_as_subsets(edges, items):
    """Sets of items of which each depends only on those before; within one the given order stays."""
    parents = {}
    for parent, child in edges:
        parents.setdefault(child, set()).add(parent)
    todo = list(items)
    remaining = set(todo)
    while remaining:
        ready = [node for node in todo if remaining.isdisjoint(parents.get(node, ()))]
        if not ready:
            raise CircularDependencyError("Circular dependency detected.", find_cycles(edges, items), edges)
        remaining.difference_update(ready)
        todo = [node for node in todo if node in remaining]
        yield ready


def sort(edges, items):
    for ready in sort_as_subsets(edges, items):
        yield from ready


def find_cycles(edges, items):
    """All items that stand in a circle."""
    children = {}
    for parent, child in edges:
        children.setdefault(parent, set()).add(child)
    wanted = set(items)
    found = set()
    for node in items:
        if node in found:
            continue
        # What can be reached from the node; if that is the node itself, it and the way there are a circle.
        reached, stack = set(), list(children.get(node, ()))
        while stack:
            other = stack.pop()
            if other not in reached:
                reached.add(other)
                stack.extend(children.get(other, ()))
        if node in reached:
            found.add(node)
    return found & wanted
