import http.cookies as C, email.utils as U, email, hmac, hashlib, secrets, weakref, datetime
from email.message import Message, EmailMessage
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, "-", e)
c = C.SimpleCookie(); c["a"] = "1"; c["b"] = 'x y"z;,é'; c["a"]["path"] = "/"; c["a"]["httponly"] = True; c["a"]["max-age"] = 10; c["a"]["samesite"] = "lax"; c["a"]["domain"] = "d"
print(c.output()); print(c["b"].OutputString(), repr(c["a"]), c)
for s in ("a=1; b=2", 'x="q w\\073"; Path=/', "a=b=c; d", "sess=abc; Secure; HttpOnly", "a=1,b=2", "bad cookie; a=1", "", "k={\"x\":1}", "expires=5", "a=1; expires=Wed, 01 Jan 2020 00:00:00 GMT; b=3", "a[1]=2", "é=1"):
    k = C.SimpleCookie(); k.load(s); print(s, "|", {n: m.value for n, m in k.items()}, {n: m["path"] for n, m in k.items()})
t(lambda: C.SimpleCookie({"a b": 1})); t(lambda: c["a"].__setitem__("zz", 1)); t(lambda: C.Morsel().set("path", "", ""))
print(U.formatdate(0), U.formatdate(1e9, usegmt=True), U.format_datetime(datetime.datetime(2020, 1, 2, 3, 4, 5, tzinfo=datetime.timezone.utc), usegmt=True), U.format_datetime(datetime.datetime(2020, 1, 2)))
for d in ("Fri, 09 Nov 2001 01:08:47 -0000", "Wed, 21 Oct 2015 07:28:00 GMT", "21 Oct 2015 07:28 +0200", "nonsense", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994", "Mon, 1 Jan 24 00:00:00 EST"): print(U.parsedate_tz(d), U.parsedate(d))
print(U.parsedate_to_datetime("Wed, 21 Oct 2015 07:28:00 GMT"), U.parseaddr("Jo <a@b.c>"), U.formataddr(("J. D", "a@b")), U.formataddr(("", "a@b")), U.parseaddr("a@b"), U.getaddresses(["A <a@b>, c@d"]), U.mktime_tz(U.parsedate_tz("Wed, 21 Oct 2015 07:28:00 GMT")))
t(lambda: U.parsedate_to_datetime("x"))
m = Message(); m["Content-Type"] = 'text/html; charset="UTF-8"; x=y'; m.add_header("Content-Disposition", "attachment", filename="a.txt"); m.set_payload("hi")
print(m.get_content_type(), m.get_content_charset(), m.get_param("x"), m.get_filename(), m["nope"], m.get_params(), m.as_string(), "content-type" in m, m.get_content_maintype())
m2 = email.message_from_string("Subject: s\nX: 1\n folded\n\nbody\n"); print(m2["subject"], m2.get_payload(), m2.items())
print(hmac.new(b"k", b"m", hashlib.sha256).hexdigest(), hmac.new(b"k" * 100, b"m", "sha1").hexdigest(), hmac.compare_digest("a", "a"), hmac.compare_digest(b"a", b"b"), hmac.digest(b"k", b"m", "md5").hex()); t(lambda: hmac.compare_digest("é", "é")); t(lambda: hmac.new("k", b"", "md5")); t(lambda: hmac.new(b"k"))
print(len(secrets.token_hex(8)), len(secrets.token_urlsafe(16)), secrets.randbelow(1), secrets.choice([5]), len(secrets.token_bytes()))
class O: pass
o = O(); r = weakref.ref(o); d = weakref.WeakValueDictionary(a=o); k = weakref.WeakKeyDictionary(); k[o] = 1; s = weakref.WeakSet([o]); print(r() is o, d["a"] is o, k[o], o in s, len(s), len(d), len(k))
del o; import gc; gc.collect(); print(r(), len(d), len(k), len(s), "a" in d); t(lambda: weakref.ref(5))
