# Types of the standard library and Pydantic's own, in models, with constraints, in both directions, as JSON schema.
import datetime as dt
import ipaddress
import pathlib
import re
import uuid
from collections import Counter, deque
from collections.abc import Mapping, Sequence, Iterable
from decimal import Decimal
from enum import Enum, IntEnum, IntFlag
from fractions import Fraction
from typing import Annotated, Any, Hashable, List, NewType, Optional, Type, Union
from annotated_types import Ge, Interval, Len, LowerCase, MinLen, Predicate, IsFinite, Not, MultipleOf
from pydantic import *
from pydantic import TypeAdapter as TA
from pydantic_core import PydanticCustomError


def show(function):
    try:
        print(repr(function()))
    except ValidationError as error:
        for item in error.errors(include_url=False):
            print('  ', item)
    except Exception as error:
        print(type(error).__name__, str(error)[:400])


class E(Enum):
    a = 'x'
    b = 'y'

    @classmethod
    def _missing_(cls, value):
        return cls.b if value == 'zz' else None


class I(IntEnum):
    one = 1


class F(IntFlag):
    r = 1
    w = 2


UserId = NewType('UserId', int)
is_even = Predicate(lambda v: v % 2 == 0)
samples = [
    (E, ['x', 'zz', 'q', E.a]),
    (I, ['1', 1, 2, 1.0]),
    (F, [1, 3, 4]),
    (UserId, ['3', 'x']),
    (Annotated[int, is_even], [2, 3]),
    (Annotated[int, Not(lambda v: v > 3)], [2, 4]),
    (Annotated[str, LowerCase], ['a'] if False else ['A'.lower()]),
    (IsFinite[float], [1.0]),
    (Annotated[int, Interval(ge=1, lt=5), MultipleOf(2)], [2, 5, 3]),
    (Annotated[List[int], Len(1, 2)], [[], [1], [1, 2, 3]]),
    (Annotated[Union[int, str], Ge(3)], [3, 2, 'a']),
    (Annotated[Sequence[int], MinLen(2)], [[1], (1, 2), 'ab', deque([1, 2])]),
    (Sequence[str], ['abc', ['a'], ('a',)]),
    (Mapping[str, int], [{'a': '1'}, Counter('aa'), 3]),
    (Iterable[int], [[1, 'x']]),
    (Hashable, [1, []]),
    (Type[Exception], [ValueError, int, 3]),
    (type, [int, 3]),
    (Fraction, ['1/3', 0.5, 'x']),
    (complex, ['1+2j', 1, 'x']),
    (Counter[str], [{'a': 1}, {'a': 'x'}]),
    (frozenset[int], [[1, 1], {1}, 'x']),
    (dt.datetime, ['2020-01-01T00:00:00Z', 1600000000, '2020-13-01', dt.date(2020, 1, 1)]),
    (dt.date, ['2020-01-01', '2020-01-01T00:00', '2020-01-01T00:01', 0]),
    (dt.time, ['12:00', '25:00', 3600]),
    (dt.timedelta, ['PT1H', '1 00:00:00', 60, 'x']),
    (Annotated[dt.timedelta, Field(gt=dt.timedelta(0))], [0, 1]),
    (Decimal, ['1.10', 1.5, 'x', 'NaN']),
    (Annotated[Decimal, Field(max_digits=3, decimal_places=1, multiple_of=Decimal('0.5'))], ['1.5', '1.55', '1234']),
    (uuid.UUID, ['12345678123456781234567812345678', 'x', b'1' * 16]),
    (UUID4, [uuid.UUID(int=1)]),
    (pathlib.Path, ['/a/b', 3, b'x']),
    (pathlib.PurePath, ['a']),
    (re.Pattern, ['a+', '(', 3]),
    (re.Pattern[bytes], [b'a', 'a']),
    (ipaddress.IPv4Address, ['1.2.3.4', 'x', 1]),
    (ipaddress.IPv6Network, ['::/64', 'x']),
    (Union[ipaddress.IPv4Address, ipaddress.IPv6Address], ['::1', 'q']),
    (IPvAnyAddress, ['::1', 'q']),
    (AnyUrl, ['http://a b', 'x:', 'https://ex.com/ü?a=1']),
    (HttpUrl, ['https://example.com', 'ftp://x.y']),
    (Optional[HttpUrl], [None, 'nope']),
    (PostgresDsn, ['postgres://u@h/db', 'http://x']),
    (EmailStr, ['a@b.com', 'x']),
    (Union[EmailStr, int], ['x', 3]),
    (SecretStr, ['s', 3]),
    (Json[List[int]], ['[1, "2"]', '[x', 3, '{"a": 1}']),
    (Json, ['{}', b'[1]']),
    (ByteSize, ['1kb', '2.5MiB', -1, '3 b', 'x']),
    (Base64Bytes, [b'aGk=', 'x']),
    (Base64UrlStr, ['aGk=']),
    (StrictInt, [1, '1', True]),
    (PositiveInt, [0, 1]),
    (NonNegativeFloat, [-0.1, 0]),
    (FiniteFloat, ['nan', 1]),
    (conint(gt=1, multiple_of=2), [4, 3, 0]),
    (constr(strip_whitespace=True, to_upper=True, min_length=2, pattern='^[A-Z]+$'), [' ab ', 'a', '12']),
    (confloat(ge=0, le=1), [2, 0.5]),
    (condecimal(max_digits=2), ['1.2', '1.23']),
    (conlist(int, min_length=1, max_length=2), [[], [1]]),
    (conset(int, min_length=2), [[1, 1]]),
    (confrozenset(str, max_length=1), [['a', 'b']]),
    (conbytes(max_length=1), ['ab']),
    (condate(lt=dt.date(2000, 1, 1)), ['2001-01-01']),
    (PastDate, ['2999-01-01', '2000-01-01']),
    (AwareDatetime, ['2020-01-01T00:00Z', '2020-01-01T00:00']),
    (JsonValue, [{'a': [1, None]}, {1, 2}, {'a': {1: 2}}]),
    (Annotated[str, StringConstraints(max_length=2), AfterValidator(str.upper)], ['abc', 'ab']),
    (List[OnErrorOmit[int]], [[1, 'x', 2]]),
    (Annotated[int, Strict()], ['1']),
    (Annotated[Any, Field(gt=2)], [3, 1]),
    (object, [1]),
    (None, [None, 1]),
    (tuple[()], [(), (1,)]),
    (tuple[int, str], [('1', 'a'), (1,), (1, 'a', 2)]),
    (Annotated[float, Field(allow_inf_nan=False)], ['nan']),
    (Annotated[Union[float, int], AllowInfNan(False)], [1.0]),
    (Annotated[list[int], FailFast()], [['x', 'y']]),
    (ImportString, ['math.cos', 'nope.x', 3]),
]
for kind, values in samples:
    print('#', str(kind).replace('typing.', '')[:100])
    try:
        adapter = TA(kind)
    except Exception as error:
        print(type(error).__name__, str(error)[:200])
        continue
    for value in values:
        show(lambda: adapter.validate_python(value))
        try:
            valid = adapter.validate_python(value)
        except Exception:
            continue
        if type(valid).__name__ == 'ValidatorIterator':
            continue
        show(lambda: adapter.dump_python(valid, mode='json'))
    show(lambda: adapter.json_schema())
    show(lambda: adapter.json_schema(mode='serialization'))
