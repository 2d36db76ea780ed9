"""Sessions: settings, cookies and adapters that requests share."""

from collections.abc import Mapping
from urllib.parse import urljoin, urlsplit

from .adapters import HTTPAdapter, refuse_scheme
from .cookies import RequestsCookieJar, cookiejar_from_dict, merge_cookies
from .exceptions import TooManyRedirects
from .models import REDIRECT_STATI, Request, requote
from .structures import CaseInsensitiveDict

_PORTS = {"http": 80, "https": 443}


def default_headers():
    return CaseInsensitiveDict(
        {
            "User-Agent": "python-requests/2.34.2",
            "Accept-Encoding": "gzip, deflate",
            "Accept": "*/*",
            "Connection": "keep-alive",
        }
    )


def merge_setting(own, shared, kind=dict):
    """A setting of a request over that of its session; None takes a key away."""
    if shared is None or own is None:
        return own if shared is None else shared
    if not (isinstance(shared, Mapping) and isinstance(own, Mapping)):
        return own
    merged = kind(shared)
    merged.update(own)
    for key in [key for key, value in merged.items() if value is None]:
        del merged[key]
    return merged


class Session:
    """Requests with something in common."""

    def __init__(self):
        self.headers = default_headers()
        self.auth = None
        self.proxies = {}
        self.hooks = {"response": []}
        self.params = {}
        self.stream = False
        self.verify = True
        self.cert = None
        self.max_redirects = 30
        self.trust_env = True
        self.cookies = RequestsCookieJar()
        self.adapters = {}
        self.mount("https://", HTTPAdapter())
        self.mount("http://", HTTPAdapter())

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def prepare_request(self, request):
        cookies = request.cookies or {}
        if not isinstance(cookies, RequestsCookieJar):
            cookies = cookiejar_from_dict(cookies)
        merged = merge_cookies(merge_cookies(RequestsCookieJar(), self.cookies), cookies)
        prepared = Request(
            request.method.upper(),
            request.url,
            headers=merge_setting(request.headers, self.headers, CaseInsensitiveDict),
            files=request.files,
            data=request.data,
            json=request.json,
            params=merge_setting(request.params, self.params),
            auth=merge_setting(request.auth, self.auth),
            cookies=merged,
        ).prepare()
        hooks = request.hooks["response"] or self.hooks["response"]
        prepared.hooks["response"] = list(hooks) if not callable(hooks) else [hooks]
        return prepared

    def request(
        self,
        method,
        url,
        params=None,
        data=None,
        headers=None,
        cookies=None,
        files=None,
        auth=None,
        timeout=None,
        allow_redirects=True,
        proxies=None,
        hooks=None,
        stream=None,
        verify=None,
        cert=None,
        json=None,
    ):
        request = Request(
            method=method.upper(),
            url=url,
            headers=headers,
            files=files,
            data=data,
            json=json,
            params=params,
            auth=auth,
            cookies=cookies,
            hooks=hooks,
        )
        if proxies or self.proxies:
            from _playground import unsupported

            unsupported("proxies of requests", "the playground sends nothing anywhere")
        stream = self.stream if stream is None else stream
        return self.send(
            self.prepare_request(request), timeout=timeout, allow_redirects=allow_redirects, stream=stream
        )

    def get(self, url, **kwargs):
        return self.request("GET", url, **kwargs)

    def options(self, url, **kwargs):
        return self.request("OPTIONS", url, **kwargs)

    def head(self, url, **kwargs):
        kwargs.setdefault("allow_redirects", False)
        return self.request("HEAD", url, **kwargs)

    def post(self, url, data=None, json=None, **kwargs):
        return self.request("POST", url, data=data, json=json, **kwargs)

    def put(self, url, data=None, **kwargs):
        return self.request("PUT", url, data=data, **kwargs)

    def patch(self, url, data=None, **kwargs):
        return self.request("PATCH", url, data=data, **kwargs)

    def delete(self, url, **kwargs):
        return self.request("DELETE", url, **kwargs)

    def send(self, request, *, allow_redirects=True, stream=False, timeout=None, **options):
        if isinstance(request, Request):
            raise ValueError("You can only send PreparedRequests.")
        response = self._send_one(request, stream, timeout)
        history = []
        while allow_redirects and response.is_redirect:
            response.content
            response.history = list(history)
            history.append(response)
            if len(response.history) >= self.max_redirects:
                raise TooManyRedirects(f"Exceeded {self.max_redirects} redirects.", response=response)
            request = self._redirected(request, response)
            response = self._send_one(request, stream, timeout)
        response.history = history
        if not allow_redirects and response.is_redirect:
            response._next = self._redirected(request, response)
        if not stream:
            response.content
        return response

    def _send_one(self, request, stream, timeout):
        response = self.get_adapter(url=request.url).send(request, stream=stream, timeout=timeout)
        merge_cookies(self.cookies, response.cookies)
        for hook in request.hooks["response"]:
            changed = hook(response, timeout=timeout, verify=True, cert=None, proxies={}, stream=stream)
            response = response if changed is None else changed
        return response

    def _redirected(self, request, response):
        made = request.copy()
        url = response.headers["location"]
        if url.startswith("//"):
            url = f"{urlsplit(response.url).scheme}:{url}"
        made.url = requote(urljoin(response.url, url))
        status = response.status_code
        if (status in (302, 303) and request.method != "HEAD") or (status == 301 and request.method == "POST"):
            made.method = "GET"
        if status not in (307, 308):
            for name in ("Content-Length", "Content-Type", "Transfer-Encoding"):
                made.headers.pop(name, None)
            made.body = None
        made.headers.pop("Cookie", None)
        made.prepare_cookies(merge_cookies(made._cookies, self.cookies))
        if self.should_strip_auth(request.url, made.url):
            made.headers.pop("Authorization", None)
        return made

    def should_strip_auth(self, old_url, new_url):
        old, new = urlsplit(old_url), urlsplit(new_url)
        if old.hostname != new.hostname:
            return True
        if (old.scheme, new.scheme) == ("http", "https") and old.port in (80, None) and new.port in (443, None):
            return False
        usual = (_PORTS.get(old.scheme), None)
        if old.scheme == new.scheme and old.port in usual and new.port in usual:
            return False
        return old.port != new.port or old.scheme != new.scheme

    def get_redirect_target(self, resp):
        return resp.headers["location"] if resp.status_code in REDIRECT_STATI and "location" in resp.headers else None

    def get_adapter(self, url):
        for prefix, adapter in self.adapters.items():
            if url.lower().startswith(prefix.lower()):
                return adapter
        return refuse_scheme(url)

    def mount(self, prefix, adapter):
        self.adapters[prefix] = adapter
        # The longest prefix is tried first.
        for key in [key for key in self.adapters if len(key) < len(prefix)]:
            self.adapters[key] = self.adapters.pop(key)

    def close(self):
        for adapter in self.adapters.values():
            adapter.close()


def session():
    return Session()
