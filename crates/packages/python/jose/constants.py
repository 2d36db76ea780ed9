"""The names of the algorithms."""

import hashlib


class Algorithms:
    """Those that sign, and the name of none."""

    NONE = "none"
    HS256 = "HS256"
    HS384 = "HS384"
    HS512 = "HS512"
    RS256 = "RS256"
    RS384 = "RS384"
    RS512 = "RS512"
    ES256 = "ES256"
    ES384 = "ES384"
    ES512 = "ES512"

    HMAC = {HS256, HS384, HS512}
    RSA_DS = {RS256, RS384, RS512}
    RSA = RSA_DS
    EC_DS = {ES256, ES384, ES512}
    EC = EC_DS
    SUPPORTED = HMAC | RSA_DS | EC_DS
    ALL = SUPPORTED | {NONE}
    HASHES = {
        name: {"256": hashlib.sha256, "384": hashlib.sha384, "512": hashlib.sha512}[name[2:]]
        for name in ("HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "ES256", "ES384", "ES512")
    }
    KEYS = {}


ALGORITHMS = Algorithms()
