"""Walking over clause elements, and copying them with parts replaced."""

from collections import deque

from .base import ClauseElement, Visitable  # noqa: F401


def iterate(obj, opts=None):
    """The element and all below it, outermost first."""
    yield obj
    children = list(obj.get_children(**(opts or {})))
    stack = deque([children]) if children else deque()
    while stack:
        for child in stack.popleft():
            yield child
            grand = list(child.get_children(**(opts or {})))
            if grand:
                stack.append(grand)


def traverse_using(iterator, obj, visitors):
    for target in iterator:
        fn = visitors.get(target.__visit_name__)
        if fn:
            fn(target)
    return obj


def traverse(obj, opts, visitors):
    """Call the functions of `visitors` for the elements of their names."""
    return traverse_using(iterate(obj, opts), obj, visitors)


def cloned_traverse(obj, opts, visitors):
    """Copy an element and all below it, and call the functions of `visitors` for the copies."""
    opts = dict(opts or {})
    stop_on = set(opts.pop("stop_on", ()))
    cloned = {}

    def clone(elem, **kw):
        if elem in stop_on if stop_on and not elem._is_column_element else False:
            return elem
        new = cloned.get(id(elem))
        if new is None:
            cloned[id(elem)] = new = elem._clone(**opts)
            if new is not elem:
                cloned[id(new)] = new
                new._copy_internals(clone=clone)
            fn = visitors.get(new.__visit_name__)
            if fn:
                fn(new)
            # The original must live as long as its id is a key here.
            cloned[("keep", id(elem))] = elem
        return new

    return clone(obj) if obj is not None else None


def replacement_traverse(obj, opts, replace):
    """Copy an element and all below it, with those for which `replace` gives something replaced."""
    opts = dict(opts or {})
    stop_on = {id(x) for x in opts.pop("stop_on", ())}
    cloned = {}

    def clone(elem, **kw):
        if id(elem) in stop_on or "no_replacement_traverse" in elem._annotations:
            return elem
        new = replace(elem)
        if new is not None:
            stop_on.add(id(new))
            cloned[("keep", id(new))] = new
            return new
        new = cloned.get(id(elem))
        if new is None:
            cloned[id(elem)] = new = elem._clone(**opts)
            cloned[("keep", id(elem))] = elem
            if new is not elem:
                new._copy_internals(clone=clone)
        return new

    return clone(obj) if obj is not None else None


class ExternalTraversal:
    """Calls this object's `visit_…` methods for the elements that it walks over."""

    __traverse_options__ = {}

    @property
    def _visitor_dict(self):
        return {name[6:]: getattr(self, name) for name in dir(self) if name.startswith("visit_")}

    def traverse(self, obj):
        return traverse(obj, self.__traverse_options__, self._visitor_dict)

    def traverse_single(self, obj, **kw):
        fn = getattr(self, "visit_" + obj.__visit_name__, None)
        return fn(obj, **kw) if fn else None

    def iterate(self, obj):
        return iterate(obj, self.__traverse_options__)

    _next = None

    @property
    def visitor_iterator(self):
        v = self
        while v:
            yield v
            v = v._next

    def chain(self, visitor):
        tail = list(self.visitor_iterator)[-1]
        tail._next = visitor
        return self


ClauseVisitor = ExternalTraversal


class CloningExternalTraversal(ExternalTraversal):
    def copy_and_process(self, list_):
        return [self.traverse(x) for x in list_]

    def traverse(self, obj):
        return cloned_traverse(obj, self.__traverse_options__, self._visitor_dict)


CloningVisitor = CloningExternalTraversal


class ReplacingExternalTraversal(CloningExternalTraversal):
    def replace(self, elem):
        raise NotImplementedError()

    def traverse(self, obj):
        def replace(elem):
            for v in self.visitor_iterator:
                e = v.replace(elem)
                if e is not None:
                    return e
            return None

        return replacement_traverse(obj, self.__traverse_options__, replace)


ReplacingCloningVisitor = ReplacingExternalTraversal
