from urllib.parse import *
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, "-", e)
for u in ("http://user:pa@Host.com:8080/p/a;x=1?q=1&r=2#frag", "/a/b", "//host/p", "mailto:a@b.c", "http://[::1]:80/x", "", "?q", "#f", "http://h", "a:b", "sqlite:///./x.db", "postgresql://u:p%40@h/db", "HTTP://X/Y", "http://h:99999/", "http://h:ab/", "\x00 http://h/a\nb", "path;p?q"):
    s = urlsplit(u); p = urlparse(u); print(s, p.params, s.geturl(), p.geturl())
    t(lambda: (s.hostname, s.username, s.password)); t(lambda: s.port)
for b, r in (("http://a/b/c/d;p?q", "g"), ("http://a/b/c/d;p?q", "../g"), ("http://a/b/c/d;p?q", "/g"), ("http://a/b/c/d;p?q", "//g"), ("http://a/b/c/d;p?q", "?y"), ("http://a/b/c/d;p?q", "#s"), ("http://a/b/c/d;p?q", "../../../g"), ("http://a/b/c/d;p?q", "./"), ("http://a", "b"), ("", "x"), ("x", ""), ("http://a/b/", "https://c/d"), ("http://testserver", "/items"), ("http://a/b", "..")):
    print(urljoin(b, r))
print(quote("a b/c?é&=~"), quote("a/b", safe=""), quote_plus("a b+c/é"), quote(b"\xff a"), unquote("a%20b%C3%A9%zz%"), unquote("%FF"), unquote_plus("a+b%2B"), unquote_to_bytes("a%20%ff%g"), unquote("é%20%C3%A9"))
print(urlencode({"a": 1, "b": "x y", "c": [1, 2]}), urlencode({"a": [1, 2], "b": "s"}, doseq=True), urlencode([("a", "é"), ("b", None)]), urlencode({"a": "b c"}, quote_via=quote))
print(parse_qs("a=1&a=2&b=&c"), parse_qsl("a=1&a=2&b=&c", keep_blank_values=True), parse_qsl("a+b=c%20d;e=f"), parse_qs("a=1;b=2", separator=";"), parse_qsl(b"a=%C3%A9"))
t(lambda: parse_qsl("a", strict_parsing=True)); t(lambda: urlencode("abc")); t(lambda: urlencode(5)); t(lambda: urlsplit("http://[::1")); t(lambda: quote(5))
print(urldefrag("http://a/b#c"), urlsplit(b"http://h/p?q"), urlunsplit(("http", "h", "p", "q", "f")), urlsplit("http://h/p")._replace(path="/z").geturl(), urlparse("x")._replace(scheme="http", netloc="n").geturl(), urlunparse(("", "", "/a", "", "x=1", "")))
t(lambda: urljoin("a", b"b")); t(lambda: urlsplit("http://[v1.a]/").hostname); t(lambda: urlsplit("http://[1.2.3.4]/")); t(lambda: urlunsplit(("", "", "//a", "", "")))
