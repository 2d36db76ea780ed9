"""Proxies of synchronous objects, and contexts that are started by `await` or `async with`."""

import weakref

from .exc import AsyncContextNotStarted

_proxies = weakref.WeakKeyDictionary()


class ReversibleProxy:
    """The asynchronous face of a synchronous object, which is found again from that."""

    def _assign_proxied(self, target):
        if target is not None:
            _proxies[target] = weakref.ref(self)
        return target

    @classmethod
    def _retrieve_proxy_for_target(cls, target, regenerate=True, **kw):
        ref = _proxies.get(target)
        found = ref() if ref is not None else None
        if found is None and regenerate:
            return cls._regenerate_proxy_for_target(target, **kw)
        return found


class StartableContext:
    def __await__(self):
        return self.start().__await__()

    async def __aenter__(self):
        return await self.start(is_ctxmanager=True)

    def _raise_for_not_started(self):
        raise AsyncContextNotStarted(
            f"{type(self).__name__} context has not been started and object has not been awaited."
        )


class ProxyComparable(ReversibleProxy):
    def __hash__(self):
        return id(self)

    def __eq__(self, other):
        return isinstance(other, type(self)) and self._proxied == other._proxied

    def __ne__(self, other):
        return not self == other


class GeneratorStartableContext(StartableContext):
    """A context that is written as an asynchronous generator."""

    def __init__(self, generator):
        self.gen = generator

    async def start(self, is_ctxmanager=False):
        value = await self.gen.__anext__()
        if not is_ctxmanager:
            await self.gen.aclose()
        return value

    async def __aexit__(self, type_, value, traceback):
        if type_ is None:
            try:
                await self.gen.__anext__()
            except StopAsyncIteration:
                return False
            raise RuntimeError("generator didn't stop")
        try:
            await self.gen.athrow(value)
        except BaseException as error:
            if error is not value:
                raise
            return False
        raise RuntimeError("generator didn't stop after athrow()")


def forward(cls, proxied, methods="", attributes="", read_only=""):
    """Give a class the methods and attributes of the object for which it stands."""

    def method(name):
        def call(self, *args, **kw):
            return getattr(getattr(self, proxied), name)(*args, **kw)

        call.__name__ = name
        return call

    def attribute(name, writable):
        def read(self):
            return getattr(getattr(self, proxied), name)

        def write(self, value):
            setattr(getattr(self, proxied), name, value)

        return property(read, write if writable else None)

    for name in methods.split():
        setattr(cls, name, method(name))
    for name in attributes.split():
        setattr(cls, name, attribute(name, True))
    for name in read_only.split():
        setattr(cls, name, attribute(name, False))
