"""Headers with characters that aren't ASCII."""


def decode_header(header):
    """The parts of a header as `(text or bytes, charset)`."""
    header = str(header)
    if "=?" not in header:
        return [(header, None)]
    out = []
    rest = header
    while rest:
        before, mark, tail = rest.partition("=?")
        if not mark:
            if before.strip():
                out.append((before.encode("ascii", "replace"), None))
            break
        charset, _, tail = tail.partition("?")
        kind, _, tail = tail.partition("?")
        text, _, rest = tail.partition("?=")
        if before.strip():
            out.append((before.encode("ascii", "replace"), None))
        if kind.lower() == "b":
            from base64 import b64decode

            data = b64decode(text)
        else:
            from urllib.parse import unquote_to_bytes

            data = unquote_to_bytes(text.replace("_", " ").replace("%", "%25").replace("=", "%"))
        if out and out[-1][1] == charset.lower():
            out[-1] = (out[-1][0] + data, charset.lower())
        else:
            out.append((data, charset.lower()))
    return out


def make_header(decoded_seq, maxlinelen=None, header_name=None, continuation_ws=" "):
    return Header("".join([text if isinstance(text, str) else text.decode(charset or "ascii") for text, charset in decoded_seq]))  # fmt: skip


class Header:
    """The value of a header."""

    def __init__(self, s="", charset=None, maxlinelen=None, header_name=None, continuation_ws=" ", errors="strict"):  # fmt: skip
        self._text = s if isinstance(s, str) else s.decode(str(charset or "ascii"), errors)

    def append(self, s, charset=None, errors="strict"):
        self._text += " " + (s if isinstance(s, str) else s.decode(str(charset or "ascii"), errors))

    def __str__(self):
        return self._text

    def encode(self, *args, **kwargs):
        if self._text.isascii():
            return self._text
        from base64 import b64encode

        return f"=?utf-8?b?{b64encode(self._text.encode()).decode()}?="

    def __eq__(self, other):
        return str(self) == str(other)
