"""bytes, bytearray, memoryview."""

b = b"Hello\x00\xff World"
print(b, len(b), b[0], b[-5:], b[::-1], b[1:8:2], 72 in b, b"lo" in b, list(b[:3]), b == b"x", b < b"Z", b + b"!", b * 2, bytes([65, 66]), bytes(3), bytes(b"x"), bytes(), bytes("\u00e9", "utf-8"), bytes(bytearray(b"q")), bytes(range(3)), hash(b"a") == hash(b"a"))
print(b.upper(), b.lower(), b.title(), b.swapcase(), b"abc DEF".capitalize(), b.find(b"o"), b.rfind(b"o"), b.index(108), b.count(b"l"), b.count(b""), b.find(b"zz"), b.startswith(b"He"), b.endswith((b"x", b"ld")), b.replace(b"l", b"L", 2), b"abc".replace(b"", b"-"))
print(b"a,b,c".split(b","), b" a b ".split(), b"a,b,c".rsplit(b",", 1), b"a\nb\r\nc".splitlines(), b"a=b=c".partition(b"="), b"a=b=c".rpartition(b"="), b"  x ".strip(), b"xxaxx".strip(b"x"), b"ab".center(6, b"*"), b"ab".ljust(4) + b"|", b"ab".rjust(4), b"-5".zfill(4), b"a\tb".expandtabs(4), b"-".join([b"a", bytearray(b"b")]), b"abc".translate(bytes.maketrans(b"a", b"z"), b"c"), b"pre-x".removeprefix(b"pre-"), b"x.y".removesuffix(b".y"))
print(b"abc".isalpha(), b"1".isdigit(), b"a1".isalnum(), b" ".isspace(), b"A".isupper(), b"a".islower(), b"Ab Cd".istitle(), b"\x80".isascii(), b"".isalpha())
print(b"\x01\xab".hex(), b"\x01\xab\xcd".hex(":"), b"\x01\xab\xcd\xef\x01".hex("-", 2), b"\x01\xab\xcd\xef\x01".hex("-", -2), bytes.fromhex("01 ab CD"), bytearray.fromhex("00ff"), b"caf\xc3\xa9".decode(), b"\xe9".decode("latin-1"), b"x".decode(encoding="ascii", errors="strict"))
print(repr(b"it's"), repr(b'"'), repr(b"'\""), repr(b"\t\n\r\\\x7f\x1f"), str(b"x"))
a = bytearray(b"abc")
a.append(100)
a.extend(b"ef")
a.extend([103])
a[0] = 65
a[1:3] = b"BBB"
a.insert(1, 33)
a += b"!"
print(a, len(a), a.pop(), a.pop(0), a[0], a[1:3], a == b"!BBBdefg", bytes(a), a.upper(), a.find(b"d"), a.decode(), list(a[:2]), a * 2, a + b"x", b"x" + a, 66 in a)
a.remove(33)
a.reverse()
del a[0], a[1:3]
print(a, a.copy(), a.hex(), repr(bytearray()), str(bytearray(b"s")), bytearray(2), bytearray([1, 2]), bytearray("\u00e9", "latin-1"), bool(bytearray()), a.replace(b"B", b"b"), a.split(b"B"))
a.clear()
print(a)
data = bytearray(b"0123456789")
m = memoryview(data)
print(len(m), m[0], m[-1], bytes(m[2:5]), m[::2].tobytes(), m[1:4].tolist(), m.nbytes, m.readonly, m.format, m.itemsize, m == b"0123456789", list(m[:2]), m.hex())
m[0] = 65
m[1:3] = b"BC"
print(data, memoryview(b"x").readonly, bytes(memoryview(b"abc")), memoryview(b"abc")[1:].tobytes())
for run in (lambda: memoryview(b"a").__setitem__(0, 1), lambda: bytes([1, 2, 300]), lambda: hash(bytearray()), lambda: b"a" + "b", lambda: b"a".join("b"), lambda: bytearray(b"a") + 1):
    try:
        print(run())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


class Data(bytes):
    pass


print(Data(b"ab"), Data(b"ab") == b"ab", Data(b"ab")[0], type(Data(b"ab") + b"c").__name__, Data([1]), len(Data(b"xy")), {b"k": 1}[Data(b"k")])


class Buffer:
    def __bytes__(self):
        return b"from"


print(bytes(Buffer()), b"%b" % Buffer())
