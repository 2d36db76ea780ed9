"""Encodings as functions, over the methods of str and bytes."""

BOM_UTF8 = b"\xef\xbb\xbf"
BOM_UTF16_LE, BOM_UTF16_BE = b"\xff\xfe", b"\xfe\xff"
BOM_UTF16 = BOM = BOM_UTF16_LE


def encode(obj, encoding="utf-8", errors="strict"):
    if encoding in ("hex", "hex_codec"):
        return bytes(obj).hex().encode("ascii")
    if encoding in ("base64", "base64_codec"):
        from base64 import encodebytes

        return encodebytes(obj)
    if encoding in ("rot13", "rot_13"):
        return "".join([_rot(char) for char in obj])
    return obj.encode(encoding, errors)


def decode(obj, encoding="utf-8", errors="strict"):
    if encoding in ("hex", "hex_codec"):
        return bytes.fromhex(obj.decode("ascii") if isinstance(obj, bytes) else obj)
    if encoding in ("base64", "base64_codec"):
        from base64 import decodebytes

        return decodebytes(obj)
    if encoding in ("rot13", "rot_13"):
        return "".join([_rot(char) for char in obj])
    return bytes(obj).decode(encoding, errors)


def _rot(char):
    for low in ("a", "A"):
        if char.isascii() and low <= char <= chr(ord(low) + 25):
            return chr((ord(char) - ord(low) + 13) % 26 + ord(low))
    return char


class CodecInfo(tuple):
    """The functions of one encoding."""

    def __new__(cls, encode, decode, name):
        self = tuple.__new__(cls, (encode, decode, None, None))
        self.name = name
        self.encode, self.decode = encode, decode
        return self


_NAMES = {"utf8": "utf-8", "latin1": "iso8859-1", "iso88591": "iso8859-1", "ascii": "ascii"}
_NAMES.update({"usascii": "ascii", "utf16": "utf-16", "utf32": "utf-32", "utf8sig": "utf-8-sig"})


def lookup(encoding):
    """The codec of an encoding; LookupError where there is none."""
    "".encode(encoding)
    plain = encoding.lower().replace("-", "").replace("_", "").replace(" ", "")
    name = _NAMES.get(plain, encoding.lower().replace("_", "-"))
    return CodecInfo(
        lambda text, errors="strict": (text.encode(encoding, errors), len(text)),
        lambda data, errors="strict": (bytes(data).decode(encoding, errors), len(data)),
        name,
    )


def getencoder(encoding):
    return lookup(encoding).encode


def getdecoder(encoding):
    return lookup(encoding).decode


class IncrementalDecoder:
    """Decodes bytes that come in pieces."""

    def __init__(self, errors="strict", encoding="utf-8"):
        self.errors = errors
        self._encoding = encoding
        self._kept = b""

    def decode(self, input, final=False):
        data = self._kept + bytes(input)
        self._kept = b""
        if not final and self._encoding.lower().replace("-", "").startswith("utf8"):
            # The beginning of a character at the end waits for the rest.
            for back in range(1, min(4, len(data)) + 1):
                byte = data[-back]
                if byte & 0xC0 == 0x80:
                    continue
                size = 4 if byte >= 0xF0 else 3 if byte >= 0xE0 else 2 if byte >= 0xC0 else 1
                if size > back:
                    self._kept = data[-back:]
                    data = data[:-back]
                break
        return data.decode(self._encoding, self.errors)

    def reset(self):
        self._kept = b""


class IncrementalEncoder:
    """Encodes text that comes in pieces."""

    def __init__(self, errors="strict", encoding="utf-8"):
        self.errors = errors
        self._encoding = encoding

    def encode(self, input, final=False):
        return input.encode(self._encoding, self.errors)

    def reset(self):
        pass


def getincrementaldecoder(encoding):
    lookup(encoding)
    return lambda errors="strict": IncrementalDecoder(errors, encoding)


def getincrementalencoder(encoding):
    lookup(encoding)
    return lambda errors="strict": IncrementalEncoder(errors, encoding)


def open(filename, mode="r", encoding=None, errors="strict", buffering=-1):
    from io import open

    return open(filename, mode, buffering, encoding, errors)
