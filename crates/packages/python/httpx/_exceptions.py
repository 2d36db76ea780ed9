"""What can go wrong with a request."""

import contextlib


class HTTPError(Exception):
    """Base of the errors of requests and of statuses."""

    def __init__(self, message):
        super().__init__(message)
        self._request = None

    @property
    def request(self):
        if self._request is None:
            raise RuntimeError("The .request property has not been set.")
        return self._request

    @request.setter
    def request(self, request):
        self._request = request


class RequestError(HTTPError):
    """Base of the errors while a request is sent."""

    def __init__(self, message, *, request=None):
        super().__init__(message)
        self._request = request


class HTTPStatusError(HTTPError):
    """The response had an error status."""

    def __init__(self, message, *, request, response):
        super().__init__(message)
        self.request = request
        self.response = response


def _family(base, names):
    for name in names.split():
        made = type(name, (base,), {"__module__": "httpx", "__doc__": f"{base.__name__}: {name}."})
        globals()[name] = made


_family(RequestError, "TransportError DecodingError TooManyRedirects")
_family(TransportError, "TimeoutException NetworkError ProxyError UnsupportedProtocol ProtocolError")  # noqa: F821
_family(TimeoutException, "ConnectTimeout ReadTimeout WriteTimeout PoolTimeout")  # noqa: F821
_family(NetworkError, "ReadError WriteError ConnectError CloseError")  # noqa: F821
_family(ProtocolError, "LocalProtocolError RemoteProtocolError")  # noqa: F821


class InvalidURL(Exception):
    """A URL that can't be read."""


class CookieConflict(Exception):
    """Several cookies have the name that was asked for."""


class StreamError(RuntimeError):
    """A stream was used wrongly."""


class StreamConsumed(StreamError):
    def __init__(self):
        super().__init__(
            "Attempted to read or stream some content, but the content has already been streamed. For requests, this could "
            "be due to passing a generator as request content, and then receiving a redirect response or a secondary "
            "request as part of an authentication flow.For responses, this could be due to attempting to stream the "
            "response content more than once."
        )


class StreamClosed(StreamError):
    def __init__(self):
        super().__init__("Attempted to read or stream content, but the stream has been closed.")


class ResponseNotRead(StreamError):
    def __init__(self):
        super().__init__("Attempted to access streaming response content, without having called `read()`.")


class RequestNotRead(StreamError):
    def __init__(self):
        super().__init__("Attempted to access streaming request content, without having called `read()`.")


@contextlib.contextmanager
def request_context(request=None):
    """Errors that are raised in the block know their request."""
    try:
        yield
    except RequestError as error:
        if request is not None:
            error.request = request
        raise
