"""Text of decimal numbers: reading them, and the format mini-language."""

from decimal import Context, _invalid, _make, _round_to, getcontext


def _parse(text):
    import re

    found = re.fullmatch(
        r"([-+])?(?:(?=\d|\.\d)(\d*)(?:\.(\d*))?(?:[eE]([-+]?\d+))?|(inf(?:inity)?)|(s)?nan(\d*))",
        text.strip().replace("_", ""),
        re.IGNORECASE,
    )
    if not found:
        raise _invalid("syntax")
    sign, whole, fraction, exponent, infinity, signalling, _ = found.groups()
    negative = sign == "-"
    if whole is not None:
        fraction = fraction or ""
        return negative, int(whole + fraction or "0"), int(exponent or 0) - len(fraction), ""
    if infinity:
        return negative, 0, 0, "Infinity"
    return negative, 0, 0, "sNaN" if signalling else "NaN"


def _from_float(value):
    if value != value:
        return False, 0, 0, "NaN"
    if value in (float("inf"), float("-inf")):
        return value < 0, 0, 0, "Infinity"
    negative = str(value).startswith("-")
    n, d = abs(value).as_integer_ratio()
    # The denominator is a power of two: multiplying by a power of five makes it one of ten.
    k = d.bit_length() - 1
    return negative, n * 5**k, -k, ""


def _format(value, spec):
    import re

    if not spec:
        return str(value)
    found = re.fullmatch(r"(?:(.)?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([eEfFgGn%])?", spec)
    if not found:
        raise ValueError("invalid format string")
    fill, align, sign, _, _, zero, width, comma, precision, kind = found.groups()
    rounding = getcontext().rounding
    negative = value._negative
    if value._special:
        body = value._special
    else:
        number = value.copy_abs()
        suffix = ""
        if kind == "%":
            number, suffix, kind = _make(False, number._coefficient, number._exponent + 2), "%", "f"
        if kind in ("f", "F", "n"):
            if precision is not None:
                number = number._rescale(-int(precision), rounding)
            elif number._exponent > 0:
                number = number._rescale(0, rounding)
            digits = str(number._coefficient).rjust(1 - min(0, number._exponent), "0")
            body = digits if number._exponent >= 0 else f"{digits[:number._exponent]}.{digits[number._exponent:]}"
        elif kind in ("e", "E"):
            if precision is not None and len(str(number._coefficient)) > int(precision) + 1:
                number = _round_to(number, Context(prec=int(precision) + 1, rounding=rounding))
            digits = str(number._coefficient)
            if precision is not None:
                digits = digits.ljust(int(precision) + 1, "0")
            body = (digits if len(digits) == 1 else f"{digits[0]}.{digits[1:]}") + f"{kind}{number.adjusted():+d}"
        else:
            if precision is not None and len(str(number._coefficient)) > max(1, int(precision)):
                number = _round_to(number, Context(prec=max(1, int(precision)), rounding=rounding))
            body = str(number)
        if comma:
            whole, dot, rest = body.partition(".")
            body = f"{int(whole):{comma}}{dot}{rest}"
        body += suffix
    lead = "-" if negative else sign if sign in ("+", " ") else ""
    width = int(width or 0)
    if zero and not align:
        return lead + body.rjust(width - len(lead), "0")
    fill = fill or " "
    if align == "=":
        return lead + body.rjust(width - len(lead), fill)
    text = lead + body
    if align == "<":
        return text.ljust(width, fill)
    return text.center(width, fill) if align == "^" else text.rjust(width, fill)
