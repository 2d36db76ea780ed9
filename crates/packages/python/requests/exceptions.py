"""What can go wrong with a request."""

from json import JSONDecodeError as _JSONDecodeError


class RequestException(IOError):
    """Base of all of them."""

    def __init__(self, *args, request=None, response=None):
        self.response = response
        self.request = request
        if response is not None and not self.request and hasattr(response, "request"):
            self.request = response.request
        super().__init__(*args)


class InvalidJSONError(RequestException):
    """A body that isn't JSON."""


class JSONDecodeError(InvalidJSONError, _JSONDecodeError):
    """A response's body isn't JSON."""

    def __init__(self, msg, doc, pos):
        _JSONDecodeError.__init__(self, msg, doc, pos)
        InvalidJSONError.__init__(self, *self.args)

    __str__ = ValueError.__str__


class HTTPError(RequestException):
    """The status says that something is wrong."""


class ConnectionError(RequestException):
    """Nothing answers."""


class ProxyError(ConnectionError):
    """The proxy doesn't answer."""


class SSLError(ConnectionError):
    """The certificate is wrong."""


class Timeout(RequestException):
    """The answer took too long."""


class ConnectTimeout(ConnectionError, Timeout):
    """Connecting took too long."""


class ReadTimeout(Timeout):
    """The answer took too long."""


class URLRequired(RequestException):
    """A URL is missing."""


class TooManyRedirects(RequestException):
    """The answers redirected too often."""


class MissingSchema(RequestException, ValueError):
    """The URL has no `http://`."""


class InvalidSchema(RequestException, ValueError):
    """The URL is of another protocol."""


class InvalidURL(RequestException, ValueError):
    """The URL can't be read."""


class InvalidHeader(RequestException, ValueError):
    """A header's value isn't text."""


class ChunkedEncodingError(RequestException):
    """The body broke off."""


class ContentDecodingError(RequestException):
    """The body can't be decoded."""


class StreamConsumedError(RequestException, TypeError):
    """The body was read already."""


class RetryError(RequestException):
    """Trying again didn't help."""
