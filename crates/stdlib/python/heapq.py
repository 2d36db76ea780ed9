"""A heap in a list: the smallest item is always the first."""

__all__ = [
    "heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop",
    "heappush_max", "heappop_max", "heapify_max", "heapreplace_max", "heappushpop_max",
]  # fmt: skip


def _up(heap, start, pos):
    item = heap[pos]
    while pos > start:
        parent = (pos - 1) >> 1
        above = heap[parent]
        if not item < above:
            break
        heap[pos] = above
        pos = parent
    heap[pos] = item


def _down(heap, pos):
    # Let the smaller children rise to the bottom, then put the item where it belongs.
    end = len(heap)
    start = pos
    item = heap[pos]
    child = 2 * pos + 1
    while child < end:
        right = child + 1
        if right < end and not heap[child] < heap[right]:
            child = right
        heap[pos] = heap[child]
        pos = child
        child = 2 * pos + 1
    heap[pos] = item
    _up(heap, start, pos)


def heappush(heap, item):
    heap.append(item)
    _up(heap, 0, len(heap) - 1)


def heappop(heap):
    if not heap:
        raise IndexError("index out of range")
    last = heap.pop()
    if heap:
        result = heap[0]
        heap[0] = last
        _down(heap, 0)
        return result
    return last


def heapreplace(heap, item):
    result = heap[0]
    heap[0] = item
    _down(heap, 0)
    return result


def heappushpop(heap, item):
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _down(heap, 0)
    return item


def heapify(x):
    for i in reversed(range(len(x) // 2)):
        _down(x, i)


class _Reversed:
    """An item that compares the other way round."""

    __slots__ = ("item",)

    def __init__(self, item):
        self.item = item

    def __lt__(self, other):
        return other.item < self.item


def _on_reversed(function, heap, *item):
    wrapped = [_Reversed(value) for value in heap]
    result = function(wrapped, *[_Reversed(value) for value in item])
    heap[:] = [value.item for value in wrapped]
    return result.item if isinstance(result, _Reversed) else result


def heapify_max(x):
    _on_reversed(heapify, x)


def heappush_max(heap, item):
    _on_reversed(heappush, heap, item)


def heappop_max(heap):
    return _on_reversed(heappop, heap)


def heapreplace_max(heap, item):
    return _on_reversed(heapreplace, heap, item)


def heappushpop_max(heap, item):
    return _on_reversed(heappushpop, heap, item)


def merge(*iterables, key=None, reverse=False):
    """Merge sorted iterables into one."""
    heads = []
    for order, it in enumerate(iterables):
        it = iter(it)
        for value in it:
            heads.append([value if key is None else key(value), order, value, it])
            break
    while heads:
        best = 0
        for index in range(1, len(heads)):
            a, b = heads[index][0], heads[best][0]
            if b < a if reverse else a < b:
                best = index
        head = heads[best]
        yield head[2]
        for value in head[3]:
            head[0] = value if key is None else key(value)
            head[2] = value
            break
        else:
            del heads[best]


def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[: max(n, 0)]


def nlargest(n, iterable, key=None):
    return sorted(iterable, key=key, reverse=True)[: max(n, 0)]
