"""Signed texts."""

import binascii
import json
from collections.abc import Iterable, Mapping

from . import jwk
from .backends.base import Key
from .constants import ALGORITHMS
from .exceptions import JWSError, JWSSignatureError
from .utils import base64url_decode, base64url_encode


def sign(payload, key, headers=None, algorithm=ALGORITHMS.HS256):
    if algorithm not in ALGORITHMS.SUPPORTED:
        raise JWSError(f"Algorithm {algorithm} not supported.")
    header = {"typ": "JWT", "alg": algorithm, **(headers or {})}
    head = base64url_encode(json.dumps(header, separators=(",", ":"), sort_keys=True).encode("utf-8"))
    if isinstance(payload, Mapping):
        payload = json.dumps(payload, separators=(",", ":")).encode("utf-8")
    signing_input = head + b"." + base64url_encode(payload)
    try:
        if not isinstance(key, Key):
            key = jwk.construct(key, algorithm)
        signature = key.sign(signing_input)
    except Exception as error:
        raise JWSError(error)
    return (signing_input + b"." + base64url_encode(signature)).decode("utf-8")


def verify(token, key, algorithms, verify=True):
    header, payload, signing_input, signature = _load(token)
    if verify:
        _verify_signature(signing_input, header, signature, key, algorithms)
    return payload


def get_unverified_header(token):
    return _load(token)[0]


def get_unverified_headers(token):
    return get_unverified_header(token)


def get_unverified_claims(token):
    return _load(token)[1]


def _load(jwt):
    if isinstance(jwt, str):
        jwt = jwt.encode("utf-8")
    try:
        signing_input, crypto_segment = jwt.rsplit(b".", 1)
        header_segment, claims_segment = signing_input.split(b".", 1)
        header_data = base64url_decode(header_segment)
    except ValueError:
        # Wrong padding is a ValueError too.
        raise JWSError("Not enough segments")
    except TypeError:
        raise JWSError("Invalid header padding")
    try:
        header = json.loads(header_data.decode("utf-8"))
    except ValueError as error:
        raise JWSError(f"Invalid header string: {error}")
    if not isinstance(header, Mapping):
        raise JWSError("Invalid header string: must be a json object")
    parts = []
    for name, segment in (("payload", claims_segment), ("crypto", crypto_segment)):
        try:
            parts.append(base64url_decode(segment))
        except (TypeError, binascii.Error):
            raise JWSError(f"Invalid {name} padding")
    return header, parts[0], signing_input, parts[1]


def _get_keys(key):
    """The keys that are worth a try: of a set, of a mapping, of a list, or the one."""
    if isinstance(key, Key):
        return (key,)
    try:
        key = json.loads(key, parse_int=str, parse_float=str)
    except (TypeError, ValueError, RecursionError):
        # It is no JSON: a key as it stands.
        pass
    if isinstance(key, Mapping):
        if "keys" in key:
            return key["keys"]
        if "kty" in key:
            return (key,)
        return key.values() or (key,)
    if isinstance(key, Iterable) and not isinstance(key, (str, bytes)):
        return key
    return (key,)


def _fits(key, signing_input, signature, alg):
    if not isinstance(key, Key):
        key = jwk.construct(key, alg)
    try:
        return key.verify(signing_input, signature)
    except Exception:
        # A key of another kind is no reason to stop: the next one may fit.
        return False


def _verify_signature(signing_input, header, signature, key="", algorithms=None):
    alg = header.get("alg")
    if not alg:
        raise JWSError("No algorithm was specified in the JWS header.")
    if algorithms is not None and alg not in algorithms:
        raise JWSError("The specified alg value is not allowed")
    try:
        if not any(_fits(one, signing_input, signature, alg) for one in _get_keys(key)):
            raise JWSSignatureError()
    except JWSSignatureError:
        raise JWSError("Signature verification failed.")
    except JWSError:
        raise JWSError(f"Invalid or unsupported algorithm: {alg}")
