"""Public keys as OpenSSH writes them."""

import base64
import binascii

from ....exceptions import UnsupportedAlgorithm
from ....utils import check_buffer
from ..asymmetric import ec, ed25519, rsa


def load_ssh_public_key(data, backend=None):
    words = check_buffer(data).split(None, 2)
    if len(words) < 2:
        raise ValueError("Invalid line format")
    kind, text = words[:2]
    if kind not in (b"ssh-rsa", b"ssh-ed25519") and not kind.startswith(b"ecdsa-sha2-nistp"):
        raise UnsupportedAlgorithm(f"Unsupported key type: {kind}")
    try:
        blob = base64.b64decode(text)
    except binascii.Error:
        raise ValueError("Invalid format") from None
    fields = []
    while blob:
        size = int.from_bytes(blob[:4], "big")
        if len(blob) < 4 + size or len(blob) < 4:
            raise ValueError("Invalid data")
        fields.append(blob[4 : 4 + size])
        blob = blob[4 + size :]
    if not fields or fields[0] != kind:
        raise ValueError("Invalid key format")
    if kind == b"ssh-rsa" and len(fields) == 3:
        e, n = (int.from_bytes(field, "big") for field in fields[1:])
        return rsa.RSAPublicNumbers(e, n).public_key()
    if kind == b"ssh-ed25519" and len(fields) == 2:
        return ed25519.Ed25519PublicKey.from_public_bytes(fields[1])
    if len(fields) == 3 and fields[1] in ec._SSH:
        return ec.EllipticCurvePublicKey.from_encoded_point(ec._SSH[fields[1]](), fields[2])
    raise ValueError("Invalid data")
