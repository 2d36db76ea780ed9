"""Sorting by dependencies."""

from ..exc import CircularDependencyError


def sort_as_subsets(tuples, allitems, deterministic_order=True):
    """Groups of items, each of which depends only on items of groups before."""
    parents = {}
    for parent, child in tuples:
        parents.setdefault(child, set()).add(parent)
    todo, left = list(allitems), set(allitems)
    while left:
        output = [n for n in todo if left.isdisjoint(parents.get(n, ()))]
        if not output:
            raise CircularDependencyError(
                "Circular dependency detected.", find_cycles(tuples, allitems),
                {(p, c) for c, ps in parents.items() for p in ps},
            )
        left.difference_update(output)
        todo = [n for n in todo if n in left]
        yield output


def sort(tuples, allitems, deterministic_order=True):
    """The items, each after those on which it depends."""
    for group in sort_as_subsets(tuples, allitems):
        yield from group


def find_cycles(tuples, allitems):
    """The items that depend on themselves by way of others."""
    children = {}
    for parent, child in tuples:
        children.setdefault(parent, set()).add(child)

    def reaches(start):
        seen, stack = set(), list(children.get(start, ()))
        while stack:
            n = stack.pop()
            if n is start:
                return True
            if n not in seen:
                seen.add(n)
                stack.extend(children.get(n, ()))
        return False

    return {n for n in children if reaches(n)}
