"""Signed texts: header, payload and signature, joined by points."""

import binascii
import json
import warnings

from .algorithms import Algorithm, get_default_algorithms
from .api_jwk import PyJWK
from .exceptions import DecodeError, InvalidAlgorithmError, InvalidKeyError, InvalidSignatureError, InvalidTokenError
from .utils import base64url_decode, base64url_encode
from .warnings import InsecureKeyLengthWarning, RemovedInPyjwt3Warning

_ALGORITHM_UNSET = object()


def warn_about_kwargs(function, kwargs):
    """Tell the caller's caller that it gives options that nobody reads."""
    if kwargs:
        warnings.warn(
            f"passing additional kwargs to {function}() is deprecated and will be removed in pyjwt version 3. "
            f"Unsupported kwargs: {tuple(kwargs.keys())}",
            RemovedInPyjwt3Warning,
            stacklevel=3,
        )


class PyJWS:
    """Signs bytes and verifies them."""

    header_typ = "JWT"
    _supported_crit = {"b64"}

    def __init__(self, algorithms=None, options=None):
        known = get_default_algorithms()
        self._valid_algs = set(known if algorithms is None else algorithms)
        for name in list(known):
            if name not in self._valid_algs:
                del known[name]
        self._algorithms = known
        self.options = {**self._get_default_options(), **(options or {})}

    @staticmethod
    def _get_default_options():
        return {"verify_signature": True, "enforce_minimum_key_length": False}

    def register_algorithm(self, alg_id, alg_obj):
        if alg_id in self._algorithms:
            raise ValueError("Algorithm already has a handler.")
        if not isinstance(alg_obj, Algorithm):
            raise TypeError("Object is not of type `Algorithm`")
        self._algorithms[alg_id] = alg_obj
        self._valid_algs.add(alg_id)

    def unregister_algorithm(self, alg_id):
        if alg_id not in self._algorithms:
            raise KeyError("The specified algorithm could not be removed because it is not registered.")
        del self._algorithms[alg_id]
        self._valid_algs.remove(alg_id)

    def get_algorithms(self):
        return list(self._valid_algs)

    def get_algorithm_by_name(self, alg_name):
        try:
            return self._algorithms[alg_name]
        except KeyError as error:
            raise NotImplementedError("Algorithm not supported") from error

    def _check_length(self, algorithm, key, options, stacklevel):
        message = algorithm.check_key_length(key)
        if message:
            if options.get("enforce_minimum_key_length", False):
                raise InvalidKeyError(message)
            warnings.warn(message, InsecureKeyLengthWarning, stacklevel=stacklevel)

    def encode(
        self,
        payload,
        key,
        algorithm=_ALGORITHM_UNSET,
        headers=None,
        json_encoder=None,
        is_payload_detached=False,
        sort_headers=True,
    ):
        if algorithm is _ALGORITHM_UNSET or algorithm is None:
            default = "none" if algorithm is None else "HS256"
            algorithm = key.algorithm_name if isinstance(key, PyJWK) else default
        header = {"typ": self.header_typ, "alg": algorithm}
        if headers:
            algorithm = headers.get("alg") or algorithm
            is_payload_detached = is_payload_detached or headers.get("b64") is False
            header["alg"] = algorithm
            self._validate_headers(headers, encoding=True)
            header.update(headers)
        if not header["typ"]:
            del header["typ"]
        if is_payload_detached:
            header["b64"] = False
            critical = header.get("crit", [])
            if not isinstance(critical, list):
                raise InvalidTokenError("Invalid 'crit' header: must be a list")
            if "b64" not in critical:
                header["crit"] = [*critical, "b64"]
        else:
            header.pop("b64", None)

        text = json.dumps(header, separators=(",", ":"), cls=json_encoder, sort_keys=sort_headers)
        body = payload if is_payload_detached else base64url_encode(payload)
        head = base64url_encode(text.encode())
        signing_input = head + b"." + body
        algorithm = self.get_algorithm_by_name(algorithm)
        key = algorithm.prepare_key(key.key if isinstance(key, PyJWK) else key)
        self._check_length(algorithm, key, self.options, 3)
        signature = base64url_encode(algorithm.sign(signing_input, key))
        # A detached payload travels elsewhere.
        return b".".join([head, b"" if is_payload_detached else body, signature]).decode("utf-8")

    def decode_complete(self, jwt, key="", algorithms=None, options=None, detached_payload=None, **kwargs):
        warn_about_kwargs("decode_complete", kwargs)
        merged = {**self.options, **(options or {})}
        if merged["verify_signature"] and not algorithms and not isinstance(key, PyJWK):
            raise DecodeError(
                'It is required that you pass in a value for the "algorithms" argument when calling decode().'
            )
        payload, signing_input, header, signature = self._load(jwt)
        self._validate_headers(header)
        is_detached = header.get("b64", True) is False
        if detached_payload is not None and not is_detached:
            raise DecodeError(
                'It is only valid to pass "detached_payload" when the protected header has "b64" set to false.'
            )
        if is_detached:
            critical = header.get("crit") or []
            if not isinstance(critical, list) or "b64" not in critical:
                raise InvalidTokenError("The 'b64' header parameter requires 'b64' to be listed in 'crit'.")
            if detached_payload is None:
                raise DecodeError(
                    'It is required that you pass in a value for the "detached_payload" argument '
                    "to decode a message having the b64 header set to false."
                )
            payload = detached_payload
            signing_input = signing_input.rsplit(b".", 1)[0] + b"." + payload
        if merged["verify_signature"]:
            self._verify_signature(signing_input, header, signature, key, algorithms, options=merged)
        return {"payload": payload, "header": header, "signature": signature}

    def decode(self, jwt, key="", algorithms=None, options=None, detached_payload=None, **kwargs):
        warn_about_kwargs("decode", kwargs)
        return self.decode_complete(jwt, key, algorithms, options, detached_payload=detached_payload)["payload"]

    def get_unverified_header(self, jwt):
        header = self._load(jwt)[2]
        self._validate_headers(header)
        return header

    @staticmethod
    def _decode_base64url_segment(segment, name):
        stripped = segment.rstrip(b"=")
        padding = len(segment) - len(stripped)
        try:
            if padding > 2 or (padding and len(segment) % 4):
                raise ValueError
            decoded = base64url_decode(stripped)
            # Signs that don't belong to the alphabet are skipped by the decoder.
            if base64url_encode(decoded) != stripped:
                raise ValueError
        except (TypeError, ValueError, binascii.Error) as error:
            raise DecodeError(f"Invalid {name} padding") from error
        return decoded

    def _load(self, jwt):
        if isinstance(jwt, str):
            jwt = jwt.encode("utf-8")
        if not isinstance(jwt, bytes):
            raise DecodeError(f"Invalid token type. Token must be a {bytes}")
        try:
            signing_input, crypto_segment = jwt.rsplit(b".", 1)
            header_segment, payload_segment = signing_input.split(b".", 1)
        except ValueError as error:
            raise DecodeError("Not enough segments") from error
        header_data = self._decode_base64url_segment(header_segment, "header")
        try:
            header = json.loads(header_data)
        except (ValueError, RecursionError) as error:
            raise DecodeError(f"Invalid header string: {error}") from error
        if not isinstance(header, dict):
            raise DecodeError("Invalid header string: must be a json object")
        if header.get("b64", True) is False:
            if payload_segment:
                raise DecodeError("Payload segment must be empty when 'b64' is false.")
            payload = b""
        else:
            payload = self._decode_base64url_segment(payload_segment, "payload")
        return payload, signing_input, header, self._decode_base64url_segment(crypto_segment, "crypto")

    def _verify_signature(self, signing_input, header, signature, key="", algorithms=None, options=None):
        if algorithms is None and isinstance(key, PyJWK):
            algorithms = [key.algorithm_name]
        if "alg" not in header:
            raise InvalidAlgorithmError("Algorithm not specified") from None
        name = header["alg"]
        if not name or (algorithms is not None and name not in algorithms):
            raise InvalidAlgorithmError("The specified alg value is not allowed")
        if isinstance(key, PyJWK):
            if name != key.algorithm_name:
                raise InvalidAlgorithmError(
                    f"Token algorithm {name!r} does not match the key's algorithm {key.algorithm_name!r}"
                )
            algorithm, key = key.Algorithm, key.key
        else:
            try:
                algorithm = self.get_algorithm_by_name(name)
            except NotImplementedError as error:
                raise InvalidAlgorithmError("Algorithm not supported") from error
        prepared = algorithm.prepare_key(key)
        self._check_length(algorithm, prepared, self.options if options is None else options, 5)
        if not algorithm.verify(signing_input, prepared, signature):
            raise InvalidSignatureError("Signature verification failed")

    def _validate_headers(self, headers, *, encoding=False):
        if "kid" in headers and not isinstance(headers["kid"], str):
            raise InvalidTokenError("Key ID header parameter must be a string")
        if encoding or "crit" not in headers:
            return
        critical = headers["crit"]
        if not isinstance(critical, list) or not critical:
            raise InvalidTokenError("Invalid 'crit' header: must be a non-empty list")
        for extension in critical:
            if not isinstance(extension, str):
                raise InvalidTokenError("Invalid 'crit' header: values must be strings")
            if extension not in self._supported_crit:
                raise InvalidTokenError(f"Unsupported critical extension: {extension}")
            if extension not in headers:
                raise InvalidTokenError(f"Critical extension '{extension}' is missing from headers")


_jws_global_obj = PyJWS()
encode = _jws_global_obj.encode
decode_complete = _jws_global_obj.decode_complete
decode = _jws_global_obj.decode
register_algorithm = _jws_global_obj.register_algorithm
unregister_algorithm = _jws_global_obj.unregister_algorithm
get_algorithm_by_name = _jws_global_obj.get_algorithm_by_name
get_unverified_header = _jws_global_obj.get_unverified_header
