"""Arithmetic, formatting and reading of numbers."""

for a in (7, -7, 0, 10**20, -(10**20), 2**63, -(2**63), True):
    for b in (3, -3, 2**64, -1):
        print(a, b, a + b, a - b, a * b, a // b, a % b, divmod(a, b), a / b, a & b, a | b, a ^ b)
for a in (7.5, -7.5, 0.0, -0.0, 1e308, 5e-324, float("inf"), float("nan")):
    for b in (2, -2.5, 0.1):
        print(a, b, a + b, a - b, a * b, a // b, a % b, divmod(a, b), a / b)
print(2**100, (-2) ** 3, 2**-2, 2.5**2, (-8) ** (1 / 3), 0**0, 1 << 70, -1 >> 3, (1 << 70) >> 68)
print(pow(3, 1000, 7), pow(3, -1, 7), pow(-3, 5, 7), pow(3, 5, -7), pow(2, 10))
print(10**400 // 10**398, 10**30 / 10**10, (2**200 + 1) / 2**150, 3 / 10**25, 1 / 3, 2 / 3, 10**300 / 10**299)
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234.5, -2), round(1250, -2), round(1350, -2), round(-15, -1), round(0.5), round(1e300, 2), round(5, 2))
print(int("0b101", 0), int("0x_ff", 16), int(" 12 "), int("-0o17", 8), int("zz", 36), int("1_000"), int(b"42"), int(3.99), int(-3.99), int(True), int("\u0661\u0662"))
for text in ("1.5", " 1e3 ", "-.5", "5.", "1_0.5", "nan", "-inf", "Infinity", "1e400", "1e-400", "1__0", "_1", "0x1", "", "e5", "1e", "."):
    try:
        print(repr(text), float(text))
    except ValueError as error:
        print(repr(text), error)
for text in ("1", "1+2j", "-1.5e3-2.5e-3j", "j", "-j", " ( 1-j ) ", "1 + 2j", "1+2", "2J"):
    try:
        print(repr(text), complex(text))
    except ValueError as error:
        print(repr(text), error)
print(1 + 2j, (1 + 2j) * (3 - 1j), (1 + 2j) / (3 - 1j), (1 + 2j) ** 2, abs(3 + 4j), -(1 + 2j), (1 + 2j).conjugate(), (1 + 2j).real, 1j == 1j, 2 + 0j == 2, complex(1, -0.0), complex(-0.0, 1), complex(float("nan"), float("inf")))
print((255).bit_length(), (-256).bit_length(), (255).bit_count(), (0).bit_length(), (10**30).bit_length())
print((1024).to_bytes(2), (1024).to_bytes(4, "little"), (-2).to_bytes(2, signed=True), (0).to_bytes(2), int.from_bytes(b"\x04\x00"), int.from_bytes(b"\xff\xfe", "little"), int.from_bytes(b"\xff", signed=True), int.from_bytes([1, 2]), int.from_bytes(b""))
print((0.5).as_integer_ratio(), (0.1).as_integer_ratio(), (-3.0).as_integer_ratio(), (5).as_integer_ratio(), (2.0).is_integer(), (2.5).is_integer(), (5).is_integer())
print((1.0).hex(), (-0.1).hex(), (5e-324).hex(), (0.0).hex(), float.fromhex("0x1.999999999999ap-4"), float.fromhex("0x.8p1"), float.fromhex("-inf"), float.fromhex("1p-1074"))
for value in (0.1, 1e16, 1e15, 123456789.123, 1e-5, 0.0001, 1e22, 1e23, 5e-324, 1.7976931348623157e308, 100.0, 1 / 3, 2**53 + 0.0, 1e100):
    print(value, f"{value:.3f}", f"{value:e}", f"{value:g}", f"{value:.10g}", f"{value:,.2f}", f"{value:%}", f"{value:.0f}", f"{value:10.2e}|", f"{value:.3}", f"{value:#.3g}", f"{value:n}")
for value in (0, 5, -5, 1234567, -1234567, 255, 10**20, True):
    print(value, f"{value:d}", f"{value:5}|", f"{value:<8}|", f"{value:^8}|", f"{value:>8}|", f"{value:=+8}|", f"{value:08}|", f"{value:,}", f"{value:_}", f"{value:x}", f"{value:#X}", f"{value:#b}", f"{value:o}", f"{value:_b}", f"{value:e}", f"{value:.1f}", f"{value:012,}", f"{value: }", f"{value:*^12}", f"{value:%}")
print(f"{-0.0:z.1f}", f"{-0.04:z.1f}", f"{1234.5:010.1f}", f"{-1234.5:+010.1f}", f"{float('nan'):08}", f"{float('inf'):+8}", f"{1234567.891:,}", f"{1234567.891:_.1f}", f"{65:c}", f"{3+4j:.2f}", f"{1+0j}", f"{1j:g}")
print("%d %i %5d|%-5d|%05d|%+d|% d" % (1, -2, 3, 4, 5, 6, 7), "%x %X %o %#x %#o" % (255, 255, 8, 255, 8), "%e %.2f %g %G %10.3f|%-10.1f|%+.1e" % (12345.678, 2.675, 1e-10, 1e20, 3.14159, 2.5, 1e10))
print("%s %r %a %c %c %%" % ("x", "y\u00e9", "z\u00e9", "w", 97), "%(a)s-%(b)05.1f" % {"a": 1, "b": 2.25}, "%.3s|%5s|%-5s|%5.1s|" % ("abcdef", "ab", "cd", "xyz"), "%*d|%-*d|%.*f" % (5, 1, 5, 2, 2, 3.14159))
print(b"%d-%s-%a %x" % (5, b"ab", "\u00e9", 255), b"%c%c" % (65, b"b"), b"%5.1f|" % 2.25)
print(True + True, True & False, True | 2, ~5, -True, +True, not 0, 1 < 2 < 3, 1 == 1.0 == True, 2**53 == 2.0**53, 2**53 + 1 == 2.0**53, 10**30 == 1e30, 10**30 > 1e29, 0.1 + 0.2 == 0.3, float("nan") == float("nan"))
print(hash(1) == hash(1.0) == hash(True), hash(-1), hash(10**20) == hash(1e20), hash(float("inf")))
print(min(3, 1.5, True), max([1, 2.5, -1]), sum([0.1] * 3), sum(range(101)), abs(-5), abs(-2.5), abs(True), bin(10), oct(-8), hex(255))
print((5).__add__(3), (5).__add__("a"), int.__mul__(3, 4), (7).__divmod__(2), (2).__pow__(5, 7), (5).__rsub__(10), (2.5).__round__(), float.__add__(1.0, 2), (3).__index__(), (5).__eq__(5), (5).__lt__("a"), True.__and__(False), (10).numerator, (10).denominator, (2.5).real)


class Small(int):
    def __add__(self, other):
        return Small(int(self) + int(other))

    def __radd__(self, other):
        return "radd"

    def __repr__(self):
        return f"Small({int(self)})"


print(Small(3) + 4, 4 + Small(3), Small(3) * 2, Small("12"), [Small(1)], Small(5) == 5, {5: "x"}[Small(5)], Small(3) < 4, f"{Small(7):03d}", "%d" % Small(9), str(Small(8)), sum([Small(1), Small(2)]))


class Meters(float):
    pass


print(Meters(2.5) + 1, Meters("3"), type(Meters(1) * 2).__name__, Meters(2.0).is_integer(), round(Meters(2.567), 1), repr(Meters(1.5)))
