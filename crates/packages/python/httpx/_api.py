"""Requests without a client of one's own."""

from contextlib import contextmanager

from ._client import USE_CLIENT_DEFAULT
from ._clients import Client
from ._config import DEFAULT_TIMEOUT_CONFIG

_OF_CLIENT = ("cookies", "proxy", "verify", "timeout", "trust_env")


def _split(options):
    given = {key: options.pop(key) for key in _OF_CLIENT if key in options}
    if options.get("auth", USE_CLIENT_DEFAULT) is None:
        del options["auth"]
    return Client(**given), options


def request(method, url, **options):
    client, options = _split(options)
    with client:
        return client.request(method, url, **options)


@contextmanager
def stream(method, url, **options):
    client, options = _split(options)
    with client:
        with client.stream(method, url, **options) as response:
            yield response


def _with_body(name):
    def method(url, **options):
        return request(name.upper(), url, **options)

    method.__name__ = method.__qualname__ = name
    return method


def _without_body(name):
    def method(
        url,
        *,
        params=None,
        headers=None,
        cookies=None,
        auth=None,
        proxy=None,
        follow_redirects=False,
        verify=True,
        timeout=DEFAULT_TIMEOUT_CONFIG,
        trust_env=True,
    ):
        return request(
            name.upper(),
            url,
            params=params,
            headers=headers,
            cookies=cookies,
            auth=auth,
            proxy=proxy,
            follow_redirects=follow_redirects,
            verify=verify,
            timeout=timeout,
            trust_env=trust_env,
        )

    method.__name__ = method.__qualname__ = name
    return method


get = _without_body("get")
options = _without_body("options")
head = _without_body("head")
post = _with_body("post")
put = _with_body("put")
patch = _with_body("patch")
delete = _without_body("delete")
