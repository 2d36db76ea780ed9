"""JSON web keys, alone and in sets."""

import json

from .algorithms import get_default_algorithms
from .exceptions import InvalidKeyError, MissingCryptographyError, PyJWKError, PyJWKSetError, PyJWTError

_CURVES = {"P-256": "ES256", None: "ES256", "": "ES256", "P-384": "ES384", "P-521": "ES512", "secp256k1": "ES256K"}


class PyJWK:
    """A key with the algorithm that it is for."""

    def __init__(self, jwk_data, algorithm=None):
        self._jwk_data = jwk_data
        kty = jwk_data.get("kty", None)
        if not kty:
            raise InvalidKeyError(f"kty is not found: {jwk_data}")
        if not algorithm and isinstance(jwk_data, dict):
            algorithm = jwk_data.get("alg", None)
        self.algorithm_name = algorithm or self._default_algorithm(kty, jwk_data.get("crv", None))
        try:
            self.Algorithm = get_default_algorithms()[self.algorithm_name]
        except KeyError:
            raise PyJWKError(f"Unable to find an algorithm for key: {jwk_data}") from None
        try:
            self.key = self.Algorithm.from_jwk(jwk_data)
        except (TypeError, ValueError) as error:
            raise InvalidKeyError(f"Unable to construct key from JWK: {error}") from error

    def _default_algorithm(self, kty, crv):
        if kty == "RSA":
            return "RS256"
        if kty == "oct":
            return "HS256"
        if kty == "EC":
            if crv in _CURVES:
                return _CURVES[crv]
            raise InvalidKeyError(f"Unsupported crv: {crv}")
        if kty == "OKP":
            if not crv:
                raise InvalidKeyError(f"crv is not found: {self._jwk_data}")
            if crv == "Ed25519":
                return "EdDSA"
            raise InvalidKeyError(f"Unsupported crv: {crv}")
        raise InvalidKeyError(f"Unsupported kty: {kty}")

    @staticmethod
    def from_dict(obj, algorithm=None):
        return PyJWK(obj, algorithm)

    @staticmethod
    def from_json(data, algorithm=None):
        return PyJWK.from_dict(json.loads(data), algorithm)

    @property
    def key_type(self):
        return self._jwk_data.get("kty", None)

    @property
    def key_id(self):
        return self._jwk_data.get("kid", None)

    @property
    def public_key_use(self):
        return self._jwk_data.get("use", None)


class PyJWKSet:
    """Keys that are found by their id. Those that can't be used are left out."""

    def __init__(self, keys):
        self.keys = []
        if not keys:
            raise PyJWKSetError("The JWK Set did not contain any keys")
        if not isinstance(keys, list):
            raise PyJWKSetError("Invalid JWK Set value")
        for key in keys:
            if not isinstance(key, dict):
                continue
            try:
                self.keys.append(PyJWK(key))
            except MissingCryptographyError:
                raise
            except PyJWTError:
                continue
        if not self.keys:
            raise PyJWKSetError(
                "The JWK Set did not contain any usable keys. Perhaps 'cryptography' is not installed?"
            )

    @staticmethod
    def from_dict(obj):
        return PyJWKSet(obj.get("keys", []))

    @staticmethod
    def from_json(data):
        return PyJWKSet.from_dict(json.loads(data))

    def __getitem__(self, kid):
        for key in self.keys:
            if key.key_id == kid:
                return key
        raise KeyError(f"keyset has no key for kid: {kid}")

    def __iter__(self):
        return iter(self.keys)
