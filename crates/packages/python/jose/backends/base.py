"""What all keys have in common."""

from ..utils import base64url_encode, ensure_binary


class Key:
    """A key that signs and verifies."""

    def __init__(self, key, algorithm):
        pass

    def sign(self, msg):
        raise NotImplementedError()

    def verify(self, msg, sig):
        raise NotImplementedError()

    def public_key(self):
        raise NotImplementedError()

    def to_pem(self):
        raise NotImplementedError()

    def to_dict(self):
        raise NotImplementedError()


class DIRKey(Key):
    """A key that is used as it is."""

    def __init__(self, key_data, algorithm):
        self._key = ensure_binary(key_data)
        self._alg = algorithm

    def to_dict(self):
        return {"alg": self._alg, "kty": "oct", "k": base64url_encode(self._key)}
