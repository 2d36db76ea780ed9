"""Flags: enumerations whose members combine by `|`, `&`, `^` and `~`; and `verify`."""

from enum import Enum, ReprEnum, StrEnum, _lookup


class FlagBoundary(StrEnum):
    """What happens to bits that no member has."""

    STRICT = "strict"
    CONFORM = "conform"
    EJECT = "eject"
    KEEP = "keep"


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


def _bits(value):
    while value:
        low = value & -value
        yield low
        value &= ~low


def _shown(number, width):
    text = bin(number if number >= 0 else ~number)[2:].rjust(width, "0")
    if number < 0:
        text = "".join(["1" if digit == "0" else "0" for digit in text])
    return f"0b{1 if number < 0 else 0} {text}"


class Flag(Enum):
    """Members are bits that can be combined."""

    _boundary_ = STRICT
    _flag_mask_ = 0
    _singles_mask_ = 0
    _all_bits_ = 0

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start if start is not None else 1
        try:
            highest = max(last_values).bit_length() - 1
        except Exception:
            raise TypeError(f"invalid flag value {last_values[-1]!r}") from None
        return 2 ** (highest + 1)

    @classmethod
    def _make_flag_(cls):
        return True

    @classmethod
    def _is_canonical_(cls, value):
        return not isinstance(value, int) or value > 0 and value & (value - 1) == 0

    @classmethod
    def _finish_flags_(cls):
        mask = singles = 0
        for member in list(cls._member_map_.values()):
            value = member._value_
            if not isinstance(value, int):
                raise TypeError(f"unsupported flag value {value!r}")
            mask |= value
            if value > 0 and value & (value - 1) == 0:
                singles |= value
        cls._flag_mask_ = mask
        cls._singles_mask_ = singles
        cls._all_bits_ = 2 ** mask.bit_length() - 1

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        mask, every = cls._flag_mask_, cls._all_bits_
        original = value
        negative = None
        outside = not ~every <= value <= every or value & (every ^ mask)
        boundary = cls._boundary_
        if outside:
            if boundary is STRICT:
                width = max(value.bit_length(), mask.bit_length())
                raise ValueError(
                    f"{cls!r} invalid value {value!r}\n    given {_shown(value, width)}\n"
                    f"  allowed {_shown(mask, width)}"
                )
            if boundary is CONFORM:
                value = value & mask
            elif boundary is EJECT:
                return value
            elif value < 0:
                value = max(every + 1, 2 ** value.bit_length()) + value
        if value < 0:
            negative = value
            value = every + 1 + value & mask if boundary is not KEEP else every + 1 + value
        known = cls._value2member_map_.get(value)
        if known is not None:
            return known
        if cls._member_type_ is object:
            pseudo = object.__new__(cls)
        else:
            pseudo = cls._member_type_.__new__(cls, value)
        pseudo._value_ = value
        names = [m._name_ for m in cls if m._value_ & value]
        unknown = value & ~cls._flag_mask_
        pseudo._name_ = "|".join(names) or None
        if names and unknown:
            pseudo._name_ += f"|{unknown}"
        cls._value2member_map_[value] = pseudo
        if negative is not None and original == negative:
            cls._value2member_map_[negative] = pseudo
        return pseudo

    def __contains__(self, other):
        if not isinstance(other, type(self)):
            raise TypeError(
                f"unsupported operand type(s) for 'in': {type(other).__qualname__!r} and "
                f"{type(self).__qualname__!r}"
            )
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        known = type(self)._value2member_map_
        for bit in _bits(self._value_ & type(self)._flag_mask_):
            if bit in known:
                yield known[bit]

    def __len__(self):
        return bin(self._value_).count("1")

    def __bool__(self):
        return bool(self._value_)

    def __repr__(self):
        name = type(self).__name__
        shown = self._value_
        if self._name_ is None:
            return f"<{name}: {shown!r}>"
        return f"<{name}.{self._name_}: {shown!r}>"

    def __str__(self):
        name = type(self).__name__
        if self._name_ is None:
            return f"{name}({self._value_!r})"
        return f"{name}.{self._name_}"

    def _other(self, other):
        if isinstance(other, type(self)):
            return other._value_
        if self._member_type_ is not object and isinstance(other, self._member_type_):
            return other
        return NotImplemented

    def __or__(self, other):
        value = self._other(other)
        if value is NotImplemented:
            return NotImplemented
        return _lookup(type(self), self._value_ | value)

    def __and__(self, other):
        value = self._other(other)
        if value is NotImplemented:
            return NotImplemented
        return _lookup(type(self), self._value_ & value)

    def __xor__(self, other):
        value = self._other(other)
        if value is NotImplemented:
            return NotImplemented
        return _lookup(type(self), self._value_ ^ value)

    def __invert__(self):
        cls = type(self)
        if cls._boundary_ in (EJECT, KEEP):
            return _lookup(cls, ~self._value_)
        return _lookup(cls, cls._singles_mask_ & ~self._value_)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """Flags that are integers too."""

    __str__ = int.__repr__
    __format__ = int.__format__
    __repr__ = Flag.__repr__
    __or__ = __ror__ = Flag.__or__
    __and__ = __rand__ = Flag.__and__
    __xor__ = __rxor__ = Flag.__xor__
    __invert__ = Flag.__invert__


def show_flag_values(value):
    """The numbers of the bits in a value."""
    return list(_bits(int(value)))


class EnumCheck(StrEnum):
    """What `verify` can check."""

    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


class verify:
    """A decorator that checks an enumeration."""

    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        name = enumeration.__name__
        for check in self.checks:
            if check is UNIQUE:
                aliases = [
                    f"{alias} -> {found.name}"
                    for alias, found in enumeration.__members__.items()
                    if alias != found.name
                ]
                if aliases:
                    raise ValueError(f"aliases found in {enumeration!r}: {', '.join(aliases)}")
            elif check is CONTINUOUS:
                values = {member.value for member in enumeration}
                if len(values) < 2:
                    continue
                low, high = min(values), max(values)
                if issubclass(enumeration, Flag):
                    wanted = [2**n for n in range(low.bit_length() - 1, high.bit_length())]
                else:
                    wanted = range(low, high + 1)
                missing = [value for value in wanted if value not in values]
                if missing:
                    shown = ", ".join([str(value) for value in missing])
                    kind = "flag" if issubclass(enumeration, Flag) else "enum"
                    raise ValueError(f"invalid {kind} {name!r}: missing values {shown}")
            elif check is NAMED_FLAGS:
                known = {member.value for member in enumeration}
                for alias, found in enumeration.__members__.items():
                    unnamed = [bit for bit in _bits(found.value) if bit not in known]
                    if unnamed:
                        raise ValueError(
                            f"invalid Flag {name!r}: alias {alias} is missing value 0x{sum(unnamed):x} "
                            "[use enum.show_flag_values(value) for details]"
                        )
        return enumeration


for _kind in (Flag, IntFlag, FlagBoundary, EnumCheck):
    _kind.__module__ = "enum"
del _kind
