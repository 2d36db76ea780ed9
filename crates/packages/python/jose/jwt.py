"""Signed claims."""

import json
from calendar import timegm
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone

from . import jws
from .constants import ALGORITHMS
from .exceptions import ExpiredSignatureError, JWSError, JWTClaimsError, JWTError
from .utils import calculate_at_hash, timedelta_total_seconds

_CLAIMS = ("aud", "iat", "exp", "nbf", "iss", "sub", "jti", "at_hash")
_DEFAULTS = {
    "verify_signature": True,
    **{f"verify_{claim}": True for claim in _CLAIMS},
    **{f"require_{claim}": False for claim in _CLAIMS},
    "leeway": 0,
}


def encode(claims, key, algorithm=ALGORITHMS.HS256, headers=None, access_token=None):
    # The program's dict is changed: that is what the real package does, and programs print it.
    for claim in ("exp", "iat", "nbf"):
        if isinstance(claims.get(claim), datetime):
            claims[claim] = timegm(claims[claim].utctimetuple())
    if access_token:
        claims["at_hash"] = calculate_at_hash(access_token, ALGORITHMS.HASHES[algorithm])
    return jws.sign(claims, key, headers=headers, algorithm=algorithm)


def decode(token, key, algorithms=None, options=None, audience=None, issuer=None, subject=None, access_token=None):
    options = {**_DEFAULTS, **(options or {})}
    try:
        payload = jws.verify(token, key, algorithms, verify=options.get("verify_signature", True))
    except JWSError as error:
        raise JWTError(error)
    algorithm = jws.get_unverified_header(token)["alg"]
    claims = _claims(payload, "payload")
    _validate_claims(claims, options, audience, issuer, subject, algorithm, access_token)
    return claims


def get_unverified_header(token):
    try:
        return jws.get_unverified_headers(token)
    except Exception:
        raise JWTError("Error decoding token headers.")


def get_unverified_headers(token):
    return get_unverified_header(token)


def get_unverified_claims(token):
    try:
        payload = jws.get_unverified_claims(token)
    except Exception:
        raise JWTError("Error decoding token claims.")
    return _claims(payload, "claims")


def _claims(payload, what):
    try:
        claims = json.loads(payload.decode("utf-8"))
    except ValueError as error:
        raise JWTError(f"Invalid {what} string: {error}")
    if not isinstance(claims, Mapping):
        raise JWTError(f"Invalid {what} string: must be a json object")
    return claims


def _number(claims, name, title):
    try:
        return int(claims[name])
    except ValueError:
        raise JWTClaimsError(f"{title} claim ({name}) must be an integer.")


def _validate_claims(claims, options, audience, issuer, subject, algorithm, access_token):
    leeway = options.get("leeway", 0)
    if isinstance(leeway, timedelta):
        leeway = timedelta_total_seconds(leeway)
    for option, value in list(options.items()):
        if value and option.startswith("require_"):
            name = option.removeprefix("require_")
            if name not in claims:
                raise JWTError(f'missing required key "{name}" among claims')
            options[f"verify_{name}"] = True
    if not isinstance(audience, (str, type(None))):
        raise JWTError("audience must be a string or None")
    now = timegm(datetime.now(timezone.utc).utctimetuple())

    def is_checked(name):
        return options.get(f"verify_{name}") and name in claims

    if is_checked("iat"):
        _number(claims, "iat", "Issued At")
    if is_checked("nbf") and _number(claims, "nbf", "Not Before") > now + leeway:
        raise JWTClaimsError("The token is not yet valid (nbf)")
    if is_checked("exp") and _number(claims, "exp", "Expiration Time") < now - leeway:
        raise ExpiredSignatureError("Signature has expired.")
    if is_checked("aud"):
        claimed = [claims["aud"]] if isinstance(claims["aud"], str) else claims["aud"]
        if not isinstance(claimed, list) or not all(isinstance(item, str) for item in claimed):
            raise JWTClaimsError("Invalid claim format in token")
        if audience not in claimed:
            raise JWTClaimsError("Invalid audience")
    if options.get("verify_iss") and issuer is not None:
        if claims.get("iss") not in ((issuer,) if isinstance(issuer, str) else issuer):
            raise JWTClaimsError("Invalid issuer")
    if is_checked("sub"):
        if not isinstance(claims["sub"], str):
            raise JWTClaimsError("Subject must be a string.")
        if subject is not None and claims["sub"] != subject:
            raise JWTClaimsError("Invalid subject")
    if is_checked("jti") and not isinstance(claims["jti"], str):
        raise JWTClaimsError("JWT ID must be a string.")
    if is_checked("at_hash"):
        _validate_at_hash(claims, access_token, algorithm)


def _validate_at_hash(claims, access_token, algorithm):
    if not access_token:
        raise JWTClaimsError("No access_token provided to compare against at_hash claim.")
    try:
        expected = calculate_at_hash(access_token, ALGORITHMS.HASHES[algorithm])
    except (TypeError, ValueError):
        raise JWTClaimsError("Unable to calculate at_hash to verify against token claims.")
    if claims["at_hash"] != expected:
        raise JWTClaimsError("at_hash claim does not match access_token.")
