"""Security schemes, each loaded from its module when first asked for."""

_HOMES = {
    "APIKeyCookie": "api_key",
    "APIKeyHeader": "api_key",
    "APIKeyQuery": "api_key",
    "HTTPAuthorizationCredentials": "http",
    "HTTPBasic": "http",
    "HTTPBasicCredentials": "http",
    "HTTPBearer": "http",
    "HTTPDigest": "http",
    "OAuth2": "oauth2",
    "OAuth2AuthorizationCodeBearer": "oauth2",
    "OAuth2PasswordBearer": "oauth2",
    "OAuth2PasswordRequestForm": "oauth2",
    "OAuth2PasswordRequestFormStrict": "oauth2",
    "SecurityScopes": "oauth2",
    "OpenIdConnect": "open_id_connect_url",
}
__all__ = list(_HOMES)


def __getattr__(name):
    if name not in _HOMES:
        raise AttributeError(f"module 'fastapi.security' has no attribute {name!r}")
    import importlib

    value = getattr(importlib.import_module("fastapi.security." + _HOMES[name]), name)
    globals()[name] = value
    return value
