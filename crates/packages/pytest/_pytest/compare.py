"""What differs between the two sides of a comparison that failed."""

from collections.abc import Sequence, Set

from _pytest.assertion import shown


def differences(operator, left, right):
    """The lines about it, or None."""
    if operator == "==":
        return _unequal(left, right)
    if operator == "not in" and isinstance(left, str) and isinstance(right, str):
        return _contained(left, right)
    if isinstance(left, (set, frozenset)) and isinstance(right, (set, frozenset)):
        if operator == "!=":
            return ["Both sets are equal"]
        if operator in (">=", ">"):
            return _superset(right, left, "right", operator == ">")
        if operator in ("<=", "<"):
            return _superset(left, right, "left", operator == "<")
    return None


def _superset(small, large, name, proper):
    if proper and small == large:
        return ["Both sets are equal"]
    return _extra(small - large, name)


def _extra(items, name):
    if not items:
        return []
    return [f"Extra items in the {name} set:", *[shown(item) for item in items]]


def _unequal(left, right):
    from _pytest.python_api import ApproxBase

    if isinstance(left, str) and isinstance(right, str):
        return _texts(left, right)
    if isinstance(left, ApproxBase):
        return left._repr_compare(right)
    if isinstance(right, ApproxBase):
        return right._repr_compare(left)
    if type(left) is type(right) and (_is_record(left) or hasattr(left, "_fields")):
        return _records(left, right)
    if _is_sequence(left) and _is_sequence(right):
        return _sequences(left, right)
    if isinstance(left, (set, frozenset)) and isinstance(right, (set, frozenset)):
        return _extra(left - right, "left") + _extra(right - left, "right")
    if isinstance(left, dict) and isinstance(right, dict):
        return _dicts(left, right)
    return []


def _is_sequence(value):
    return isinstance(value, Sequence) and not isinstance(value, str)


def _is_record(value):
    return hasattr(value, "__dataclass_fields__") and not isinstance(value, type)


def _sequences(left, right):
    bytes_both = isinstance(left, bytes) and isinstance(right, bytes)
    lines = []
    for index in range(min(len(left), len(right))):
        if left[index] != right[index]:
            end = index + 1
            pair = (left[index:end], right[index:end]) if bytes_both else (left[index], right[index])
            lines.append(f"At index {index} diff: {pair[0]!r} != {pair[1]!r}")
            break
    if bytes_both:
        return lines
    more = len(left) - len(right)
    if more:
        name, extra = ("Left", left[len(right)]) if more > 0 else ("Right", right[len(left)])
        if abs(more) == 1:
            lines.append(f"{name} contains one more item: {shown(extra)}")
        else:
            lines.append(f"{name} contains {abs(more)} more items, first extra item: {shown(extra)}")
    return lines


def _dicts(left, right):
    lines = []
    common = [key for key in left if key in right]
    different = [key for key in common if left[key] != right[key]]
    if len(common) > len(different):
        lines.append(f"Omitting {len(common) - len(different)} identical items")
    if different:
        lines.append("Differing items:")
        lines += [f"{shown({key: left[key]})} != {shown({key: right[key]})}" for key in different]
    for name, one, other in (("Left", left, right), ("Right", right, left)):
        extra = {key: value for key, value in one.items() if key not in other}
        if extra:
            lines.append(f"{name} contains {len(extra)} more item{'' if len(extra) == 1 else 's'}:")
            lines += _pretty(extra)
    return lines


def _pretty(value):
    from pprint import pformat

    return pformat(value).splitlines()


def _records(left, right):
    """Objects of one class that consists of fields."""
    if _is_record(left):
        if type(left).__eq__ is not getattr(type(left), "__eq__") or not left.__dataclass_params__.eq:
            return []
        fields = [name for name, field in left.__dataclass_fields__.items() if field.compare]
    else:
        fields = left._fields
    same = [name for name in fields if getattr(left, name) == getattr(right, name)]
    different = [name for name in fields if name not in same]
    lines = []
    if same:
        lines += ["", f"Omitting {len(same)} identical items"]
    if different:
        lines += [] if same else [""]
        lines += ["Differing attributes:", *_pretty(different)]
    for name in different:
        one, other = getattr(left, name), getattr(right, name)
        lines += ["", f"Drill down into differing attribute {name}:", f"  {name}: {one!r} != {other!r}"]
        lines += [f"  {line}" for line in _unequal(one, other)]
    return lines


def _texts(left, right):
    """Two texts line by line, without a long part that they have in common."""
    lines = []
    at = _same_start(left, right)
    if at > 42:
        at -= 10
        lines.append(f"Skipping {at} identical leading characters in diff")
        left, right = left[at:], right[at:]
    if len(left) == len(right):
        at = _same_start(left[:1] + left[:0:-1], right[:1] + right[:0:-1])
        if at > 42:
            at -= 10
            lines.append(f"Skipping {at} identical trailing characters in diff")
            left, right = left[:-at], right[:-at]
    if left.isspace() or right.isspace():
        left, right = repr(left), repr(right)
        lines.append("Strings contain only whitespace, escaping them using repr()")
    from difflib import ndiff

    return lines + [line.strip("\n") for line in ndiff(right.splitlines(True), left.splitlines(True))]


def _same_start(left, right):
    """How many characters are the same at the beginning. As in pytest, the last one is never counted, and from the end counting begins
    with the first one.
    """
    index = 0
    for index in range(min(len(left), len(right))):
        if left[index] != right[index]:
            break
    return index


def _contained(term, text):
    """A text that should not be in another."""
    index = text.find(term)
    without = text[:index] + text[index + len(term) :]
    lines = [f"{shown(term, 42)} is contained here:"]
    for line in _texts(text, without):
        if line.startswith("+ "):
            lines.append("  " + line[2:])
        elif not line.startswith(("Skipping", "- ")):
            lines.append(line)
    return lines
