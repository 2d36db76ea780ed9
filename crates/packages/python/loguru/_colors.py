"""The markup of formats and messages: `<red>…</red>`."""

import re

_TAG = re.compile(r"(\\*)(</?((?:[fb]g\s)?[^<>\s]*)>)")
_STYLES = {
    "bold b": 1,
    "dim d": 2,
    "normal n": 22,
    "italic i": 3,
    "underline u": 4,
    "strike s": 9,
    "blink l": 5,
    "reverse v": 7,
    "hide h": 8,
}
_COLORS = "black k|red r|green g|yellow y|blue e|magenta m|cyan c|white w"


def _codes():
    codes = {}
    for names, number in _STYLES.items():
        codes.update(dict.fromkeys(names.split(), f"\x1b[{number}m"))
    for number, names in enumerate(_COLORS.split("|")):
        long, short = names.split()
        codes[long] = codes[short] = f"\x1b[{30 + number}m"
        codes[f"light-{long}"] = codes[f"l{short}"] = f"\x1b[{90 + number}m"
        codes[long.upper()] = codes[short.upper()] = f"\x1b[{40 + number}m"
        codes[f"LIGHT-{long.upper()}"] = codes[f"L{short.upper()}"] = f"\x1b[{100 + number}m"
    return codes


_CODES = _codes()


def _code(tag):
    if tag in _CODES:
        return _CODES[tag]
    match = re.fullmatch(r"(fg|bg)\s(.+)", tag)
    if not match:
        return None
    base = 38 if match[1] == "fg" else 48
    value = match[2]
    if value.isdigit() and int(value) <= 255:
        return f"\x1b[{base};5;{value}m"
    number = re.fullmatch("#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})", value)
    if number:
        digits = number[1] if len(number[1]) == 6 else "".join(digit * 2 for digit in number[1])
        return f"\x1b[{base};2;{int(digits[:2], 16)};{int(digits[2:4], 16)};{int(digits[4:], 16)}m"
    number = re.fullmatch(r"(\d{1,3}),(\d{1,3}),(\d{1,3})", value)
    return f"\x1b[{base};2;{number[1]};{number[2]};{number[3]}m" if number else _CODES.get(value)


def paint(text, is_colored, level_code="", around="", is_part=False):
    """The text with its markup turned into escape codes, or taken away; of a part of a text, the codes that are open."""
    open_ = []

    def replace(match):
        slashes, markup, tag = match.groups()
        if len(slashes) % 2:
            return slashes[: len(slashes) // 2] + markup
        kept = slashes[: len(slashes) // 2]
        if markup[1] == "/":
            if open_ and tag in ("", open_[-1][0]):
                open_.pop()
                return kept + ("\x1b[0m" + around + "".join(code for _, code in open_) if is_colored else "")
            if tag in [name for name, _ in open_]:
                raise ValueError(f'Closing tag "{markup}" violates nesting rules')
            raise ValueError(f'Closing tag "{markup}" has no corresponding opening tag')
        code = level_code if tag in ("level", "lvl") else _code(tag)
        if code is None:
            raise ValueError(
                f'Tag "{markup}" does not correspond to any known color directive, make sure you did not misspelled it '
                "(or prepend '\\' to escape it)"
            )
        open_.append((tag, code))
        return kept + (code if is_colored else "")

    painted = _TAG.sub(replace, text)
    if is_part:
        return "".join(code for _, code in open_)
    if open_:
        raise ValueError(f'Opening tag "<{open_[-1][0]}>" has no corresponding closing tag')
    return painted


def escape_code(color):
    """The codes of a level's color, such as `<blue><bold>`."""
    return "".join(_code(tag) or "" for tag in re.findall(r"<([^<>]+)>", color.strip()))
