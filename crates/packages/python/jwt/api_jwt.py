"""Signed claims: tokens whose payload is a JSON object, and what is checked of it."""

import json
import warnings
from calendar import timegm
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone

from .api_jws import _ALGORITHM_UNSET, PyJWS, _jws_global_obj, warn_about_kwargs
from .exceptions import (
    DecodeError,
    ExpiredSignatureError,
    ImmatureSignatureError,
    InvalidAudienceError,
    InvalidIssuedAtError,
    InvalidIssuerError,
    InvalidJTIError,
    InvalidSubjectError,
    MissingRequiredClaimError,
)

_CHECKS = ("verify_exp", "verify_nbf", "verify_iat", "verify_aud", "verify_iss", "verify_sub", "verify_jti")


class PyJWT:
    """Encodes and decodes tokens with options of its own."""

    def __init__(self, options=None):
        self.options = self._get_default_options()
        if options is not None:
            self.options = self._merge_options(options)
        self._jws = PyJWS(options=self._get_sig_options())

    @staticmethod
    def _get_default_options():
        return {
            "verify_signature": True,
            **dict.fromkeys(_CHECKS, True),
            "require": [],
            "strict_aud": False,
            "enforce_minimum_key_length": False,
        }

    def _get_sig_options(self):
        return {
            "verify_signature": self.options["verify_signature"],
            "enforce_minimum_key_length": self.options.get("enforce_minimum_key_length", False),
        }

    def _merge_options(self, options=None):
        if options is None:
            return self.options
        merged = dict(options)
        if not merged.get("verify_signature", True):
            # What isn't signed isn't worth checking, unless it is asked for.
            for check in _CHECKS:
                merged.setdefault(check, False)
        return {**self.options, **merged}

    def encode(
        self, payload, key, algorithm=_ALGORITHM_UNSET, headers=None, json_encoder=None, sort_headers=True
    ):
        if not isinstance(payload, dict):
            raise TypeError("Expecting a dict object, as JWT only supports JSON objects as payloads.")
        payload = payload.copy()
        for claim in ("exp", "iat", "nbf"):
            if isinstance(payload.get(claim), datetime):
                payload[claim] = timegm(payload[claim].utctimetuple())
        if "iss" in payload and not isinstance(payload["iss"], str):
            raise TypeError("Issuer (iss) must be a string.")
        text = self._encode_payload(payload, headers=headers, json_encoder=json_encoder)
        return self._jws.encode(text, key, algorithm, headers, json_encoder, sort_headers=sort_headers)

    def _encode_payload(self, payload, headers=None, json_encoder=None):
        return json.dumps(payload, separators=(",", ":"), cls=json_encoder).encode("utf-8")

    def decode_complete(
        self,
        jwt,
        key="",
        algorithms=None,
        options=None,
        verify=None,
        detached_payload=None,
        audience=None,
        issuer=None,
        subject=None,
        leeway=0,
        **kwargs,
    ):
        warn_about_kwargs("decode_complete", kwargs)
        verify_signature = True if options is None else options.get("verify_signature", True)
        if verify is not None and verify != verify_signature:
            warnings.warn(
                "The `verify` argument to `decode` does nothing in PyJWT 2.0 and newer. "
                "The equivalent is setting `verify_signature` to False in the `options` dictionary. "
                "This invocation has a mismatch between the kwarg and the option entry.",
                category=DeprecationWarning,
                stacklevel=2,
            )
        merged = self._merge_options(options)
        decoded = self._jws.decode_complete(
            jwt,
            key=key,
            algorithms=algorithms,
            options={
                "verify_signature": verify_signature,
                "enforce_minimum_key_length": merged.get("enforce_minimum_key_length", False),
            },
            detached_payload=detached_payload,
        )
        payload = self._decode_payload(decoded)
        self._validate_claims(payload, merged, audience=audience, issuer=issuer, leeway=leeway, subject=subject)
        decoded["payload"] = payload
        return decoded

    def _decode_payload(self, decoded):
        try:
            payload = json.loads(decoded["payload"])
        except (ValueError, RecursionError) as error:
            raise DecodeError(f"Invalid payload string: {error}") from error
        if not isinstance(payload, dict):
            raise DecodeError("Invalid payload string: must be a json object")
        return payload

    def decode(
        self,
        jwt,
        key="",
        algorithms=None,
        options=None,
        verify=None,
        detached_payload=None,
        audience=None,
        subject=None,
        issuer=None,
        leeway=0,
        **kwargs,
    ):
        warn_about_kwargs("decode", kwargs)
        return self.decode_complete(
            jwt,
            key,
            algorithms,
            options,
            verify=verify,
            detached_payload=detached_payload,
            audience=audience,
            subject=subject,
            issuer=issuer,
            leeway=leeway,
        )["payload"]

    def _validate_claims(self, payload, options, audience=None, issuer=None, subject=None, leeway=0):
        if isinstance(leeway, timedelta):
            leeway = leeway.total_seconds()
        if audience is not None and not isinstance(audience, (str, Iterable)):
            raise TypeError("audience must be a string, iterable or None")
        for claim in options["require"]:
            if payload.get(claim) is None:
                raise MissingRequiredClaimError(claim)
        now = datetime.now(tz=timezone.utc).timestamp()
        if "iat" in payload and options["verify_iat"]:
            if _number(payload, "iat", InvalidIssuedAtError, "Issued At") > now + leeway:
                raise ImmatureSignatureError("The token is not yet valid (iat)")
        if "nbf" in payload and options["verify_nbf"]:
            if _number(payload, "nbf", DecodeError, "Not Before") > now + leeway:
                raise ImmatureSignatureError("The token is not yet valid (nbf)")
        if "exp" in payload and options["verify_exp"]:
            if _number(payload, "exp", DecodeError, "Expiration Time") <= now - leeway:
                raise ExpiredSignatureError("Signature has expired")
        if options["verify_iss"]:
            self._validate_iss(payload, issuer)
        if options["verify_aud"]:
            self._validate_aud(payload, audience, strict=options.get("strict_aud", False))
        if options["verify_sub"] and "sub" in payload:
            if not isinstance(payload["sub"], str):
                raise InvalidSubjectError("Subject must be a string")
            if subject is not None and payload["sub"] != subject:
                raise InvalidSubjectError("Invalid subject")
        if options["verify_jti"] and "jti" in payload and not isinstance(payload["jti"], str):
            raise InvalidJTIError("JWT ID must be a string")

    def _validate_aud(self, payload, audience, *, strict=False):
        claimed = payload.get("aud")
        if audience is None:
            if claimed:
                # The token is meant for somebody, and the program didn't say that it is the one.
                raise InvalidAudienceError("Invalid audience")
            return
        if not claimed:
            raise MissingRequiredClaimError("aud")
        if strict:
            if not isinstance(audience, str):
                raise InvalidAudienceError("Invalid audience (strict)")
            if not isinstance(claimed, str):
                raise InvalidAudienceError("Invalid claim format in token (strict)")
            if audience != claimed:
                raise InvalidAudienceError("Audience doesn't match (strict)")
            return
        if isinstance(claimed, str):
            claimed = [claimed]
        if not isinstance(claimed, list) or not all(isinstance(item, str) for item in claimed):
            raise InvalidAudienceError("Invalid claim format in token")
        if not any(item in claimed for item in ([audience] if isinstance(audience, str) else audience)):
            raise InvalidAudienceError("Audience doesn't match")

    def _validate_iss(self, payload, issuer):
        if issuer is None:
            return
        if "iss" not in payload:
            raise MissingRequiredClaimError("iss")
        claimed = payload["iss"]
        if not isinstance(claimed, str):
            raise InvalidIssuerError("Payload Issuer (iss) must be a string")
        try:
            fits = claimed == issuer if isinstance(issuer, str) else claimed in issuer
        except TypeError:
            raise InvalidIssuerError('Issuer param must be "str" or "Container[str]"') from None
        if not fits:
            raise InvalidIssuerError("Invalid issuer")


def _number(payload, claim, error, title):
    try:
        return int(payload[claim])
    except (ValueError, TypeError, OverflowError):
        raise error(f"{title} claim ({claim}) must be an integer.") from None


_jwt_global_obj = PyJWT()
_jwt_global_obj._jws = _jws_global_obj
encode = _jwt_global_obj.encode
decode_complete = _jwt_global_obj.decode_complete
decode = _jwt_global_obj.decode
