"""PEM: base64 between a beginning and an end."""

import base64
import re

_PROBLEM = (
    "Unable to load PEM file. See https://cryptography.io/en/latest/faq/#why-can-t-i-import-my-pem-file for more details. "
)
_BLOCK = re.compile(rb"-----BEGIN ([^-\r\n]+)-----\r?\n(.*?)-----END \1-----", re.DOTALL)


def read(data):
    """The label and the content of the first block."""
    found = _BLOCK.search(data)
    if not found:
        raise ValueError(_PROBLEM + "MalformedFraming")
    body = found[2]
    if b":" in body:
        # Headers end with an empty line.
        head, _, body = body.replace(b"\r\n", b"\n").partition(b"\n\n")
        if b"ENCRYPTED" in head:
            return found[1].decode("ascii"), None
    text = b"".join(body.split())
    wrong = re.search(rb"[^A-Za-z0-9+/=]", text)
    if wrong:
        raise ValueError(f"{_PROBLEM}InvalidData(Invalid symbol {wrong[0][0]}, offset {wrong.start()}.)")
    try:
        return found[1].decode("ascii"), base64.b64decode(text)
    except ValueError:
        raise ValueError(f"{_PROBLEM}InvalidData(Invalid input length: {len(text)})") from None


def write(label, data):
    text = base64.b64encode(data).decode("ascii")
    lines = "".join(text[at : at + 64] + "\n" for at in range(0, len(text), 64))
    return f"-----BEGIN {label}-----\n{lines}-----END {label}-----\n".encode("ascii")
