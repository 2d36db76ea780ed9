"""hmac and secrets: what they compare, what they refuse, and how long what they make is."""

import hashlib
import hmac
import secrets


def told(function):
    try:
        return function()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


PAIRS = [(None, b"x"), (b"x", None), ("a", b"a"), (b"a", "a"), (5, 5), (5, b""), ([1], [1]), ("ä", "a"), (None, None)]
for a, b in PAIRS + [(b"a", bytearray(b"a")), (b"a", b"ab"), ("", ""), ("abc", "abd")]:
    print(repr(a), repr(b), told(lambda: hmac.compare_digest(a, b)))
print(hmac.compare_digest(memoryview(b"a"), b"a"))

print(told(lambda: hmac.new(b"k", b"m")))
print(told(lambda: hmac.new("k", b"m", "sha256")))
print(told(lambda: hmac.new(b"k", "m", "sha256")))
print(hmac.new(b"k" * 200, b"m", "md5").hexdigest())
print(hmac.digest(b"k", b"m", "sha1").hex())
made = hmac.new(b"k", b"m", hashlib.sha384)
print(made.name, made.digest_size, made.block_size, made.copy().digest() == made.digest())

print(sorted(secrets.__all__), secrets.DEFAULT_ENTROPY)
print(len(secrets.token_bytes()), len(secrets.token_hex(3)), len(secrets.token_urlsafe(16)), secrets.token_bytes(0))
print(told(lambda: secrets.token_bytes(-1)), told(lambda: secrets.token_hex("a")))
print(told(lambda: secrets.choice([])), secrets.choice("a"), secrets.randbelow(1), secrets.randbits(0))
print(told(lambda: secrets.randbelow(0)), told(lambda: secrets.randbits(-1)))
print(told(lambda: hashlib.pbkdf2_hmac("sha256", b"p", b"s", 0)))
