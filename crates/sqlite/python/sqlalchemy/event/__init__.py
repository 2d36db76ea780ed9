"""Events: `listen()` puts a function into the `dispatch` of a class or of one object.

A class that has events names them in a subclass of `Events`, whose functions are the events' signatures, and
carries `dispatch = dispatcher(TheEvents)`. Listeners on a class hold for all its instances and subclasses.
"""

import inspect as _pyinspect

from .. import exc

CANCEL = "CANCEL"
NO_RETVAL = "NO_RETVAL"
_event_families = {}


class Events:
    """The names of a family of events. `_accept_with` says which targets the family takes."""

    _dispatch_target = None
    _event_names = ()

    def __init_subclass__(cls, **kw):
        super().__init_subclass__(**kw)
        names = [n for n, v in vars(cls).items() if not n.startswith("_") and callable(v)]
        cls._event_names = (*cls._event_names, *names)
        cls._clslevel = {}
        for name in names:
            _event_families.setdefault(name, []).append(cls)

    @classmethod
    def _accept_with(cls, target, identifier):
        t = cls._dispatch_target
        if t is None:
            return None
        if isinstance(target, type):
            return target if issubclass(target, t) else None
        return target if isinstance(target, t) else None

    @classmethod
    def _listen(cls, event_key, *, propagate=False, insert=False, named=False, asyncio=False, **kw):
        event_key.base_listen(propagate=propagate, insert=insert, named=named)

    @classmethod
    def _clear(cls):
        cls._clslevel.clear()


class _EventKey:
    """One call of `listen`: the target, the event's name, the function, and where it goes."""

    def __init__(self, target, identifier, fn, dispatch_target, family, fn_wrap=None):
        self.target = target
        self.identifier = identifier
        self.fn = fn
        self.dispatch_target = dispatch_target
        self.family = family
        self.fn_wrap = fn_wrap

    @property
    def _listen_fn(self):
        return self.fn_wrap or self.fn

    def with_wrapper(self, fn_wrap):
        if fn_wrap is self._listen_fn:
            return self
        return _EventKey(self.target, self.identifier, self.fn, self.dispatch_target, self.family, fn_wrap)

    def with_dispatch_target(self, dispatch_target):
        if dispatch_target is self.dispatch_target:
            return self
        return _EventKey(self.target, self.identifier, self.fn, dispatch_target, self.family, self.fn_wrap)

    def listen(self, *args, **kw):
        once, once_unless = kw.pop("once", False), kw.pop("_once_unless_exception", False)
        if once or once_unless:
            self.with_wrapper(_only_once(self._listen_fn, once_unless)).listen(*args, **kw)
        else:
            self.family._listen(self, *args, **kw)

    def base_listen(self, propagate=False, insert=False, named=False, retval=None, asyncio=False):
        listeners = self._listeners(create=True)
        fn = self._wrap_named() if named else self._listen_fn
        if any(entry[0] is self.fn for entry in listeners):
            return
        entry = (self.fn, fn, propagate)
        if insert:
            listeners.insert(0, entry)
        else:
            listeners.append(entry)
        target = self.dispatch_target
        if not isinstance(target, type):
            getattr(target.dispatch, self.identifier)._changed()

    def _listeners(self, create=False):
        target = self.dispatch_target
        if isinstance(target, type):
            by_class = self.family._clslevel.setdefault(self.identifier, {})
            return by_class.setdefault(target, []) if create else by_class.get(target, [])
        return getattr(target.dispatch, self.identifier).own

    def _wrap_named(self):
        fn, spec = self._listen_fn, getattr(self.family, self.identifier)
        names = list(_pyinspect.signature(spec).parameters)[1:]

        def wrap(*args, **kw):
            return fn(**dict(zip(names, args)), **kw)

        return wrap

    def remove(self):
        listeners = self._listeners()
        for entry in listeners:
            if entry[0] is self.fn:
                listeners.remove(entry)
                return
        raise exc.InvalidRequestError(
            f"No listeners found for event {self.target} / {self.identifier!r} / {self.fn} "
        )

    def contains(self):
        return any(entry[0] is self.fn for entry in self._listeners())


def _only_once(fn, retry_on_exception):
    done = []

    def go(*arg, **kw):
        if not done:
            done.append(True)
            try:
                return fn(*arg, **kw)
            except BaseException:
                if retry_on_exception:
                    done.clear()
                raise

    return go


class _Listeners:
    """The listeners of one event on one object, together with those of its classes."""

    __slots__ = ("name", "family", "owner_cls", "own", "parents", "dispatch")

    def __init__(self, dispatch, name):
        self.name = name
        self.dispatch = dispatch
        self.family = dispatch._family
        self.owner_cls = dispatch._instance_cls
        self.own = []

    def _changed(self):
        """A hook for owners that keep a flag of whether they have any listener."""

    def _all(self):
        found = []
        by_class = self.family._clslevel.get(self.name)
        if by_class:
            for cls in self.owner_cls.__mro__:
                entries = by_class.get(cls)
                if entries:
                    found[0:0] = [e[1] for e in entries]
        for parent in self.dispatch._parents:
            found.extend(getattr(parent, self.name)._all())
        found.extend([e[1] for e in self.own])
        return found

    def __iter__(self):
        return iter(self._all())

    def __len__(self):
        return len(self._all())

    def __bool__(self):
        if self.own:
            return True
        if self.family._clslevel.get(self.name) or self.dispatch._parents:
            return bool(self._all())
        return False

    def __call__(self, *args, **kw):
        if self.__bool__():
            for fn in self._all():
                fn(*args, **kw)

    def append(self, fn, propagate=False):
        self.own.append((fn, fn, propagate))


class _Dispatch:
    """`obj.dispatch`: gives the listeners of each event by attribute."""

    def __init__(self, family, instance_cls, parents=()):
        self._family = family
        self._instance_cls = instance_cls
        self._parents = parents

    def __getattr__(self, name):
        if name.startswith("_") or name not in self._family._event_names:
            raise AttributeError(name)
        self.__dict__[name] = listeners = _Listeners(self, name)
        return listeners

    @property
    def _events(self):
        return self._family

    def _join(self, other):
        """A dispatch that calls this one's listeners after the other's."""
        return _Dispatch(self._family, self._instance_cls, (other, self))

    def _update(self, other, only_propagate=True):
        """Take over the other's own listeners (those that propagate)."""
        for name, listeners in list(vars(other).items()):
            if isinstance(listeners, _Listeners):
                mine = getattr(self, name)
                for entry in listeners.own:
                    if (entry[2] or not only_propagate) and entry not in mine.own:
                        mine.own.append(entry)

    def _clear(self):
        for name, listeners in list(vars(self).items()):
            if isinstance(listeners, _Listeners):
                listeners.own.clear()


class dispatcher:
    """The attribute `dispatch` of a class with events."""

    def __init__(self, events):
        self.events = events

    def __get__(self, obj, cls):
        if obj is None:
            return _Dispatch(self.events, cls)
        obj.__dict__["dispatch"] = disp = _Dispatch(self.events, type(obj))
        return disp


def _family_dispatch(target_cls):
    """Give a class the dispatch of a family of events."""

    def decorate(events):
        events._dispatch_target = target_cls
        target_cls.dispatch = dispatcher(events)
        return events

    return decorate


def _event_key(target, identifier, fn):
    for family in _event_families.get(identifier, ()):
        dispatch_target = family._accept_with(target, identifier)
        if dispatch_target is not None:
            return _EventKey(target, identifier, fn, dispatch_target, family)
    raise exc.InvalidRequestError(f"No such event '{identifier}' for target '{target}'")


def listen(target, identifier, fn, *args, **kw):
    """Register `fn` for the event `identifier` of `target`."""
    _event_key(target, identifier, fn).listen(*args, **kw)


def listens_for(target, identifier, *args, **kw):
    """`listen` as a decorator."""

    def decorate(fn):
        listen(target, identifier, fn, *args, **kw)
        return fn

    return decorate


def remove(target, identifier, fn):
    _event_key(target, identifier, fn).remove()


def contains(target, identifier, fn):
    return _event_key(target, identifier, fn).contains()
