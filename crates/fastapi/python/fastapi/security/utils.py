"""Reads the Authorization header."""


def get_authorization_scheme_param(authorization_header_value):
    if not authorization_header_value:
        return "", ""
    scheme, _, param = authorization_header_value.partition(" ")
    return scheme, param.strip()
