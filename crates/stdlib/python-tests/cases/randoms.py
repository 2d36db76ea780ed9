import random, base64, copy
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, "-", e)
random.seed(42)
print(random.random(), random.randint(1, 100), random.choice("abc"), random.uniform(1, 2), random.sample(range(100), 5), random.sample([1, 2, 3], 2), random.choices("ab", k=3), random.choices("ab", [1, 9], k=3), random.getrandbits(70), random.randrange(0, 100, 7), random.gauss(0, 1), random.normalvariate(0, 1), random.expovariate(2), random.triangular(), random.betavariate(1, 2), random.randbytes(3))
x = list(range(10)); random.shuffle(x); print(x)
for s in ("abc", b"abc", -3, 2**100, True): r = random.Random(s); print(r.random(), r.randint(0, 9))
r = random.Random(1); st = r.getstate(); a = r.random(); r.setstate(st); print(a == r.random(), copy.deepcopy(r).random() == r.random())
t(lambda: random.randint(2, 1)); t(lambda: random.choice([])); t(lambda: random.sample([1], 2)); t(lambda: random.seed([])); t(lambda: random.randrange(0)); t(lambda: random.choices("ab", [0, 0])); t(lambda: random.sample({1}, 1)); t(lambda: random.randint(1.5, 2))
print(random.Random(5).sample(range(1000), 30)[:5], random.Random(3).sample(["a", "b"], counts=[3, 2], k=3), 0 <= random.SystemRandom().random() < 1, random.SystemRandom().randint(1, 1))
print(base64.b64encode(b"hi\xff\xfe?"), base64.urlsafe_b64encode(b"hi\xff\xfe?>"), base64.b64decode("aGk="), base64.urlsafe_b64decode("__8="), base64.b32encode(b"hello"), base64.b32decode("NBSWY3DP"), base64.b16encode(b"\xab"), base64.b16decode("AB"), base64.b85encode(b"hello"), base64.b85decode(b"Xk~0{Zv"), base64.b32encode(b"a"), base64.b32decode("ME======"), base64.encodebytes(b"x" * 60))
t(lambda: base64.b64decode("a")); t(lambda: base64.b64decode("é")); t(lambda: base64.b64decode("a$", validate=True)); t(lambda: base64.b64encode("x")); t(lambda: base64.b32decode("A")); t(lambda: base64.b16decode("GG"))
