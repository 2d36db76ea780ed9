"""The clients: `Client` for ordinary code and `AsyncClient` for coroutines."""

import time
from contextlib import asynccontextmanager, contextmanager

from ._client import USE_CLIENT_DEFAULT, BaseClient, add_methods, warn_of_cookies
from ._content import AsyncByteStream, SyncByteStream
from ._exceptions import request_context
from ._transports import AsyncHTTPTransport, HTTPTransport

def _split(options):
    sending = {key: options.pop(key) for key in ("auth", "follow_redirects") if key in options}
    return options, sending


class Client(BaseClient):
    """A client for ordinary code."""

    def _default_transport(self):
        return HTTPTransport()

    def request(self, method, url, *, cookies=None, **options):
        warn_of_cookies(cookies)
        building, sending = _split(options)
        return self.send(self.build_request(method, url, cookies=cookies, **building), **sending)

    @contextmanager
    def stream(self, method, url, **options):
        building, sending = _split(options)
        response = self.send(self.build_request(method, url, **building), stream=True, **sending)
        try:
            yield response
        finally:
            response.close()

    def send(self, request, *, stream=False, auth=USE_CLIENT_DEFAULT, follow_redirects=USE_CLIENT_DEFAULT):
        auth, follow_redirects = self._prepared(request, auth, follow_redirects)
        response = self._authenticated(request, auth, follow_redirects)
        try:
            if not stream:
                response.read()
            return response
        except BaseException:
            response.close()
            raise

    def _authenticated(self, request, auth, follow_redirects):
        history = []
        flow = auth.sync_auth_flow(request)
        try:
            request = next(flow)
            while True:
                response = self._redirected(request, follow_redirects, history)
                try:
                    request = flow.send(response)
                except StopIteration:
                    return response
                response.history = list(history)
                response.read()
                history.append(response)
        finally:
            flow.close()

    def _redirected(self, request, follow_redirects, history):
        while True:
            self._check_history(request, history)
            for hook in self._event_hooks["request"]:
                hook(request)
            response = self._single(request)
            try:
                for hook in self._event_hooks["response"]:
                    hook(response)
                response.history = list(history)
                if not response.has_redirect_location:
                    return response
                request = self._build_redirect_request(request, response)
                history = history + [response]
                if not follow_redirects:
                    response.next_request = request
                    return response
                response.read()
            except BaseException:
                response.close()
                raise

    def _single(self, request):
        started = time.perf_counter()
        if not isinstance(request.stream, SyncByteStream):
            raise RuntimeError("Attempted to send an async request with a sync Client instance.")
        with request_context(request):
            response = self._transport_for_url(request.url).handle_request(request)
        assert isinstance(response.stream, SyncByteStream)
        self._received(request, response, started)
        return response

    def close(self):
        if self._state != "CLOSED":
            self._state = "CLOSED"
            self._transport.close()
            for _, transport in self._mounts:
                if transport is not None:
                    transport.close()

    def __enter__(self):
        if self._state != "UNOPENED":
            raise RuntimeError(_state_message(self._state))
        self._state = "OPENED"
        self._transport.__enter__()
        return self

    def __exit__(self, *exc_info):
        self._state = "CLOSED"
        self._transport.__exit__(*exc_info)


def _state_message(state):
    return {
        "OPENED": "Cannot open a client instance more than once.",
        "CLOSED": "Cannot reopen a client instance, once it has been closed.",
    }[state]


class AsyncClient(BaseClient):
    """A client for coroutines."""

    def _default_transport(self):
        return AsyncHTTPTransport()

    async def request(self, method, url, *, cookies=None, **options):
        warn_of_cookies(cookies)
        building, sending = _split(options)
        return await self.send(self.build_request(method, url, cookies=cookies, **building), **sending)

    @asynccontextmanager
    async def stream(self, method, url, **options):
        building, sending = _split(options)
        response = await self.send(self.build_request(method, url, **building), stream=True, **sending)
        try:
            yield response
        finally:
            await response.aclose()

    async def send(self, request, *, stream=False, auth=USE_CLIENT_DEFAULT, follow_redirects=USE_CLIENT_DEFAULT):
        auth, follow_redirects = self._prepared(request, auth, follow_redirects)
        response = await self._authenticated(request, auth, follow_redirects)
        try:
            if not stream:
                await response.aread()
            return response
        except BaseException:
            await response.aclose()
            raise

    async def _authenticated(self, request, auth, follow_redirects):
        history = []
        flow = auth.async_auth_flow(request)
        try:
            request = await flow.__anext__()
            while True:
                response = await self._redirected(request, follow_redirects, history)
                try:
                    request = await flow.asend(response)
                except StopAsyncIteration:
                    return response
                response.history = list(history)
                await response.aread()
                history.append(response)
        finally:
            await flow.aclose()

    async def _redirected(self, request, follow_redirects, history):
        while True:
            self._check_history(request, history)
            for hook in self._event_hooks["request"]:
                await hook(request)
            response = await self._single(request)
            try:
                for hook in self._event_hooks["response"]:
                    await hook(response)
                response.history = list(history)
                if not response.has_redirect_location:
                    return response
                request = self._build_redirect_request(request, response)
                history = history + [response]
                if not follow_redirects:
                    response.next_request = request
                    return response
                await response.aread()
            except BaseException:
                await response.aclose()
                raise

    async def _single(self, request):
        started = time.perf_counter()
        if not isinstance(request.stream, AsyncByteStream):
            raise RuntimeError("Attempted to send an sync request with an AsyncClient instance.")
        with request_context(request):
            response = await self._transport_for_url(request.url).handle_async_request(request)
        assert isinstance(response.stream, AsyncByteStream)
        self._received(request, response, started)
        return response

    async def aclose(self):
        if self._state != "CLOSED":
            self._state = "CLOSED"
            await self._transport.aclose()
            for _, transport in self._mounts:
                if transport is not None:
                    await transport.aclose()

    async def __aenter__(self):
        if self._state != "UNOPENED":
            raise RuntimeError(_state_message(self._state))
        self._state = "OPENED"
        await self._transport.__aenter__()
        return self

    async def __aexit__(self, *exc_info):
        self._state = "CLOSED"
        await self._transport.__aexit__(*exc_info)


_D = USE_CLIENT_DEFAULT


def _sync(name, has_body):
    def bare(
        self, url, *, params=None, headers=None, cookies=None, auth=_D, follow_redirects=_D, timeout=_D, extensions=None
    ):
        return self.request(
            name.upper(),
            url,
            params=params,
            headers=headers,
            cookies=cookies,
            auth=auth,
            follow_redirects=follow_redirects,
            timeout=timeout,
            extensions=extensions,
        )

    def full(self, url, **options):
        return self.request(name.upper(), url, **options)

    return full if has_body else bare


def _async(name, has_body):
    async def bare(
        self, url, *, params=None, headers=None, cookies=None, auth=_D, follow_redirects=_D, timeout=_D, extensions=None
    ):
        return await self.request(
            name.upper(),
            url,
            params=params,
            headers=headers,
            cookies=cookies,
            auth=auth,
            follow_redirects=follow_redirects,
            timeout=timeout,
            extensions=extensions,
        )

    async def full(self, url, **options):
        return await self.request(name.upper(), url, **options)

    return full if has_body else bare


add_methods(Client, _sync)
add_methods(AsyncClient, _async)
