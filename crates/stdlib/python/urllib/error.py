"""The exceptions of opening URLs."""


class URLError(OSError):
    """A URL could not be opened."""

    def __init__(self, reason, filename=None):
        self.args = (reason,)
        self.reason = reason
        if filename is not None:
            self.filename = filename

    def __str__(self):
        return f"<urlopen error {self.reason}>"


class HTTPError(URLError):
    """The server answered with an error."""

    def __init__(self, url, code, msg, hdrs, fp):
        self.code = code
        self.msg = msg
        self.hdrs = self.headers = hdrs
        self.fp = fp
        self.filename = self.url = url

    @property
    def reason(self):
        return self.msg

    @reason.setter
    def reason(self, value):
        self.msg = value

    def __str__(self):
        return f"HTTP Error {self.code}: {self.msg}"


class ContentTooShortError(URLError):
    """Less came than was announced."""
