"""Opening URLs, which isn't possible here: every call says so."""

from _playground import unsupported


class Request:
    """What would be sent."""

    def __init__(self, url, data=None, headers={}, origin_req_host=None, unverifiable=False, method=None):  # fmt: skip
        self.full_url = url
        self.data = data
        self.headers = {name.capitalize(): value for name, value in headers.items()}
        self.method = method

    def add_header(self, key, val):
        self.headers[key.capitalize()] = val

    def get_method(self):
        return self.method or ("GET" if self.data is None else "POST")


def urlopen(url, data=None, timeout=None, *, context=None):
    unsupported("urllib.request.urlopen", "There is no network here; call your own app with TestClient.")


def urlretrieve(url, filename=None, reporthook=None, data=None):
    unsupported("urllib.request.urlretrieve", "There is no network here; call your own app with TestClient.")  # fmt: skip
