"""Sorting a graph so that everything comes after what it needs."""


class CycleError(ValueError):
    """The graph goes round in a circle."""


class TopologicalSorter:
    """Gives the nodes whose predecessors are done."""

    def __init__(self, graph=None):
        self._needs = {}
        self._ready = None
        for node, predecessors in (graph or {}).items():
            self.add(node, *predecessors)

    def add(self, node, *predecessors):
        if self._ready is not None:
            raise ValueError("Nodes cannot be added after a call to prepare()")
        needs = self._needs.setdefault(node, {})
        for other in predecessors:
            needs[other] = None
            self._needs.setdefault(other, {})

    def prepare(self):
        if self._ready is not None:
            raise ValueError("cannot prepare() more than once")
        cycle = self._cycle()
        if cycle:
            raise CycleError("nodes are in a cycle", cycle)
        self._left = {node: len(needs) for node, needs in self._needs.items()}
        self._ready = [node for node, count in self._left.items() if not count]
        self._out = set()
        self._finished = 0

    def _cycle(self):
        state = {}
        for start in self._needs:
            if start in state:
                continue
            path, stack = [start], [iter(self._needs[start])]
            state[start] = 1
            while stack:
                for other in stack[-1]:
                    if state.get(other) == 1:
                        return (path[path.index(other) :] + [other])[::-1]
                    if other not in state:
                        state[other] = 1
                        path.append(other)
                        stack.append(iter(self._needs[other]))
                        break
                else:
                    stack.pop()
                    state[path.pop()] = 2
        return None

    def get_ready(self):
        if self._ready is None:
            raise ValueError("prepare() must be called first")
        ready, self._ready = tuple(self._ready), []
        self._out.update(ready)
        return ready

    def is_active(self):
        if self._ready is None:
            raise ValueError("prepare() must be called first")
        return self._finished < len(self._needs) and bool(self._ready or self._out)

    __bool__ = is_active

    def done(self, *nodes):
        for node in nodes:
            if node not in self._needs:
                raise ValueError(f"node {node!r} was not added using add()")
            if node not in self._out:
                raise ValueError(f"node {node!r} was not passed out (still not ready)")
            self._out.discard(node)
            self._finished += 1
            for other, needs in self._needs.items():
                if node in needs:
                    self._left[other] -= 1
                    if not self._left[other]:
                        self._ready.append(other)

    def static_order(self):
        self.prepare()
        while self.is_active():
            ready = self.get_ready()
            yield from ready
            self.done(*ready)
