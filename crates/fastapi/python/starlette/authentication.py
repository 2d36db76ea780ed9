"""Users, their credentials, and the decorator that asks for scopes."""

from functools import wraps
from inspect import iscoroutinefunction, signature

from starlette.exceptions import HTTPException


def has_required_scope(conn, scopes):
    return all(scope in conn.auth.scopes for scope in scopes)


def requires(scopes, status_code=403, redirect=None):
    scopes = [scopes] if isinstance(scopes, str) else list(scopes)

    def refuse(request):
        if redirect is None:
            raise HTTPException(status_code=status_code)
        from urllib.parse import urlencode

        from starlette.responses import RedirectResponse

        target = urlencode({"next": str(request.url)})
        return RedirectResponse(url=f"{request.url_for(redirect)}?{target}", status_code=303)

    def decorator(func):
        names = list(signature(func).parameters)
        kind = next((name for name in names if name in ("request", "websocket")), None)
        if kind is None:
            raise Exception(f'No "request" or "websocket" argument on function "{func}"')
        index = names.index(kind)

        def connection(args, kwargs):
            return kwargs.get(kind, args[index] if index < len(args) else None)

        if kind == "websocket":

            @wraps(func)
            async def guarded(*args, **kwargs):
                websocket = connection(args, kwargs)
                if not has_required_scope(websocket, scopes):
                    await websocket.close()
                else:
                    await func(*args, **kwargs)

        elif iscoroutinefunction(func):

            @wraps(func)
            async def guarded(*args, **kwargs):
                request = connection(args, kwargs)
                if not has_required_scope(request, scopes):
                    return refuse(request)
                return await func(*args, **kwargs)

        else:

            @wraps(func)
            def guarded(*args, **kwargs):
                request = connection(args, kwargs)
                if not has_required_scope(request, scopes):
                    return refuse(request)
                return func(*args, **kwargs)

        return guarded

    return decorator


class AuthenticationError(Exception):
    """The backend could not make out who this is."""


class AuthenticationBackend:
    async def authenticate(self, conn):
        raise NotImplementedError()


class AuthCredentials:
    def __init__(self, scopes=None):
        self.scopes = [] if scopes is None else list(scopes)


class BaseUser:
    @property
    def is_authenticated(self):
        raise NotImplementedError()

    @property
    def display_name(self):
        raise NotImplementedError()

    @property
    def identity(self):
        raise NotImplementedError()


class SimpleUser(BaseUser):
    def __init__(self, username):
        self.username = username

    @property
    def is_authenticated(self):
        return True

    @property
    def display_name(self):
        return self.username


class UnauthenticatedUser(BaseUser):
    @property
    def is_authenticated(self):
        return False

    @property
    def display_name(self):
        return ""
