"""ASN.1 in its distinguished encoding, as far as keys have it."""

INTEGER, BITS, OCTETS, NULL, OID, SEQUENCE = 0x02, 0x03, 0x04, 0x05, 0x06, 0x30
BEGINNING = (
    "Could not deserialize key data. The data may be in an incorrect format, it may be encrypted with an unsupported "
    "algorithm, or it may be an unsupported key type (e.g. EC curves with explicit parameters). "
    "Details: ASN.1 parsing error: "
)


def unexpected(tag):
    is_constructed = "true" if tag & 0x20 else "false"
    kind = ("Universal", "Application", "ContextSpecific", "Private")[tag >> 6]
    return ValueError(
        f"{BEGINNING}unexpected tag (got Tag {{ value: {tag & 0x1F}, constructed: {is_constructed}, class: {kind} }})"
    )


def short(needed):
    return ValueError(f"{BEGINNING}short data (needed at least {needed} additional bytes)")


class Reader:
    """Reads one value after the other."""

    def __init__(self, data):
        self.data = data
        self.at = 0

    def is_done(self):
        return self.at >= len(self.data)

    def peek(self):
        return None if self.is_done() else self.data[self.at]

    def take(self, tag=None):
        """The content of the next value."""
        data, at = self.data, self.at
        if at + 1 >= len(data):
            raise short(1)
        if tag is not None and data[at] != tag:
            raise unexpected(data[at])
        size, at = data[at + 1], at + 2
        if size & 0x80:
            count = size & 0x7F
            if not 1 <= count <= 4:
                raise ValueError(f"{BEGINNING}invalid length")
            size = int.from_bytes(data[at : at + count], "big")
            at += count
        if at + size > len(data):
            raise short(at + size - len(data))
        self.at = at + size
        return data[at : at + size]

    def sequence(self):
        return Reader(self.take(SEQUENCE))

    def integer(self):
        return int.from_bytes(self.take(INTEGER), "big", signed=True)

    def integers(self, count):
        return [self.integer() for _ in range(count)]

    def bits(self):
        return self.take(BITS)[1:]

    def end(self):
        if not self.is_done():
            raise ValueError(f"{BEGINNING}extra data")


def value(tag, content):
    size = len(content)
    if size < 0x80:
        return bytes((tag, size)) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length + content


def sequence(*items):
    return value(SEQUENCE, b"".join(items))


def integer(number):
    return value(INTEGER, number.to_bytes(number.bit_length() // 8 + 1, "big"))


def bits(data):
    return value(BITS, b"\0" + data)


def oid(text):
    first, second, *rest = map(int, text.split("."))
    content = bytearray((first * 40 + second,))
    for number in rest:
        digits = [number & 0x7F]
        while number := number >> 7:
            digits.append(number & 0x7F | 0x80)
        content += bytes(reversed(digits))
    return value(OID, bytes(content))
