"""Keys from another host: it can be made, and says that there is no network when it has to fetch."""

from .api_jwk import PyJWKSet
from .api_jwt import decode_complete
from .exceptions import PyJWKClientError


class PyJWKClient:
    """A client whose `fetch_data` a subclass may replace by one that needs no network."""

    def __init__(
        self,
        uri,
        cache_keys=False,
        max_cached_keys=16,
        cache_jwk_set=True,
        lifespan=300,
        headers=None,
        timeout=30,
        ssl_context=None,
        cooldown_duration=30,
    ):
        scheme = uri.partition(":")[0].lower() if ":" in uri else ""
        if scheme not in ("http", "https"):
            raise PyJWKClientError(f"Invalid JWKS URI scheme {scheme!r}: only 'http' and 'https' are supported.")
        if cache_jwk_set and lifespan <= 0:
            raise PyJWKClientError(f'Lifespan must be greater than 0, the input is "{lifespan}"')
        self.uri = uri
        self.headers = headers or {}
        self.timeout = timeout
        self.ssl_context = ssl_context
        self.cooldown_duration = cooldown_duration
        self._cached = None
        self._is_caching = cache_jwk_set

    def fetch_data(self):
        import _playground

        _playground.unsupported(
            "PyJWKClient's request to another host", "put the keys into the program and read them with PyJWKSet.from_dict"
        )

    def get_jwk_set(self, refresh=False):
        if self._cached is not None and not refresh:
            return self._cached
        data = self.fetch_data()
        if not isinstance(data, (dict, PyJWKSet)):
            raise PyJWKClientError("The JWKS endpoint did not return a JSON object")
        keys = data if isinstance(data, PyJWKSet) else PyJWKSet.from_dict(data)
        if self._is_caching:
            self._cached = keys
        return keys

    def get_signing_keys(self, refresh=False):
        keys = [key for key in self.get_jwk_set(refresh).keys if key.public_key_use in ("sig", None) and key.key_id]
        if not keys:
            raise PyJWKClientError("The JWKS endpoint did not contain any signing keys")
        return keys

    def get_signing_key(self, kid):
        found = self.match_kid(self.get_signing_keys(), kid) or self.match_kid(self.get_signing_keys(refresh=True), kid)
        if not found:
            raise PyJWKClientError(f'Unable to find a signing key that matches: "{kid}"')
        return found

    def get_signing_key_from_jwt(self, token):
        return self.get_signing_key(decode_complete(token, options={"verify_signature": False})["header"].get("kid"))

    @staticmethod
    def match_kid(signing_keys, kid):
        return next((key for key in signing_keys if key.key_id == kid), None)
