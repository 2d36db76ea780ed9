"""What a function needs: the result of analysing its signature once."""

from functools import partial
from inspect import isasyncgenfunction, iscoroutinefunction, isgeneratorfunction, unwrap

from fastapi.security.base import SecurityBase


def _plain(call):
    while isinstance(call, partial):
        call = call.func
    return unwrap(call) if hasattr(call, "__wrapped__") else call


def kind_of(call):
    """How to run it: "generator", "async generator", "coroutine" or "function"."""
    if call is None:
        return "function"
    while isinstance(call, partial):
        call = call.func
    # The wrapper itself decides, then what it wraps: a plain wrapper may hand on a coroutine.
    candidates = [call, _plain(call)] if hasattr(call, "__wrapped__") else [call]
    if not isinstance(call, type) and not hasattr(candidates[-1], "__code__"):
        method = getattr(candidates[-1], "__call__", None)
        if method is not None:
            candidates += [method, _plain(method)]
    for candidate in candidates:
        if isgeneratorfunction(candidate):
            return "generator"
        if isasyncgenfunction(candidate):
            return "async generator"
        if iscoroutinefunction(candidate):
            return "coroutine"
    return "function"


class Dependant:
    __slots__ = (
        "path_params", "query_params", "header_params", "cookie_params", "body_params", "dependencies", "name", "call",
        "request_param_name", "websocket_param_name", "http_connection_param_name", "response_param_name",
        "background_tasks_param_name", "security_scopes_param_name", "own_oauth_scopes", "parent_oauth_scopes",
        "use_cache", "path", "scope", "concurrency", "kind", "_cache_key", "_uses_scopes", "plans",
    )  # fmt: skip

    def __init__(
        self,
        call=None,
        name=None,
        path=None,
        own_oauth_scopes=None,
        parent_oauth_scopes=None,
        use_cache=True,
        scope=None,
        concurrency=None,
    ):
        self.path_params = []
        self.query_params = []
        self.header_params = []
        self.cookie_params = []
        self.body_params = []
        self.dependencies = []
        self.name = name
        self.call = call
        self.request_param_name = None
        self.websocket_param_name = None
        self.http_connection_param_name = None
        self.response_param_name = None
        self.background_tasks_param_name = None
        self.security_scopes_param_name = None
        self.own_oauth_scopes = own_oauth_scopes
        self.parent_oauth_scopes = parent_oauth_scopes
        self.use_cache = use_cache
        self.path = path
        self.scope = scope
        self.concurrency = concurrency
        self.kind = kind_of(call)
        self._cache_key = None
        self._uses_scopes = None
        self.plans = None

    @property
    def oauth_scopes(self):
        scopes = list(self.parent_oauth_scopes or [])
        for scope in self.own_oauth_scopes or []:
            if scope not in scopes:
                scopes.append(scope)
        return scopes

    @property
    def is_generator(self):
        return self.kind == "generator" or self.kind == "async generator"

    @property
    def computed_scope(self):
        """How long it lives: what was asked for; with `yield` as long as the request; else nothing to live."""
        if self.scope:
            return self.scope
        return "request" if self.is_generator else None

    @property
    def security_scheme(self):
        call = _plain(self.call)
        return call if isinstance(call, SecurityBase) else None

    @property
    def uses_scopes(self):
        if self._uses_scopes is None:
            self._uses_scopes = bool(
                self.own_oauth_scopes
                or self.security_scopes_param_name is not None
                or self.security_scheme is not None
                or any(dependency.uses_scopes for dependency in self.dependencies)
            )
        return self._uses_scopes

    @property
    def cache_key(self):
        if self._cache_key is None:
            scopes = tuple(sorted(set(self.oauth_scopes))) if self.uses_scopes else ()
            self._cache_key = (self.call, scopes, self.computed_scope or "")
        return self._cache_key
