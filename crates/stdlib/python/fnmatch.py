"""Patterns of file names: `*`, `?` and `[...]`."""


def translate(pat):
    """The pattern as a regular expression."""
    out = []
    at, end = 0, len(pat)
    while at < end:
        char = pat[at]
        at += 1
        if char == "*":
            if not out or out[-1] != ".*":
                out.append(".*")
        elif char == "?":
            out.append(".")
        elif char == "[":
            close = at
            if close < end and pat[close] == "!":
                close += 1
            if close < end and pat[close] == "]":
                close += 1
            while close < end and pat[close] != "]":
                close += 1
            if close >= end:
                out.append("\\[")
            else:
                inner = pat[at:close].replace("\\", "\\\\").replace("[", "\\[")
                if inner.startswith("!"):
                    inner = "^" + inner[1:]
                elif inner.startswith("^"):
                    inner = "\\" + inner
                out.append(f"[{inner}]")
                at = close + 1
        else:
            import re

            out.append(re.escape(char))
    return f"(?s:{''.join(out)})\\Z"


_compiled = {}


def fnmatchcase(name, pat):
    found = _compiled.get(pat)
    if found is None:
        import re

        found = _compiled[pat] = re.compile(translate(pat)).match
    return found(name) is not None


fnmatch = fnmatchcase


def filter(names, pat):
    return [name for name in names if fnmatchcase(name, pat)]


def filterfalse(names, pat):
    return [name for name in names if not fnmatchcase(name, pat)]
