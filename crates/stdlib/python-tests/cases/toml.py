# TOML as pyproject.toml has it, and what is said of text that isn't TOML.
import io
import tomllib
from decimal import Decimal

TEXT = '''
title = "TOML \\u00e9 \\t tab" # a comment
literal = 'C:\\path'
long = """
first \\
    second
""third"""""
raw = \'\'\'
a 'b' c\'\'\'
numbers = [1, -2, +3, 1_000, 0xff, 0o17, 0b101, 1.5, -0.1e-3, 6.02e23, inf, -inf]
flags = [true, false,]
nested = [[1, 2], ["a", "b"], # inside
]
when = 2026-01-02T03:04:05.678Z
local = 2026-01-02 03:04:05
day = 2026-01-02
hour = 03:04:05.5
zone = 2026-01-02T03:04:05+02:30
point = { x = 1, y.z = 2 }
"quoted key" = 1
dotted.a.b = 1
dotted.c = 2

[project]
name = "shop"
dependencies = [
    "fastapi",
    "pydantic>=2",
]

[project.optional]
test = ["pytest"]

[tool.pytest.ini_options]
asyncio_mode = "auto"

[[users]]
name = "Ada"

[[users.roles]]
role = "admin"

[[users]]
name = "Bob"
'''

for key, value in tomllib.loads(TEXT).items():
    print(key, repr(value))
print(tomllib.load(io.BytesIO(b"a = 1\r\nb = 2")), tomllib.loads(""), tomllib.loads("x = 1.10", parse_float=Decimal))

for text in [
    "a", "a =", "a = 1 b = 2", "[a", "[a]\n[a]", "a = 1\na = 2", "a.b = 1\n[a]", "[[a]]\n[a]", "a = [1", "a = {b = 1", "a = {b = 1, b = 2}", 'a = "x',
    'a = "\\q"', 'a = "\\ud800"', "a = 'x\n'", "a = 1979-13-01", "a = 1979-02-30", "= 1", "[]", "a = {}\na.b = 1", "a = []\n[[a]]", "a = 1\n[a]",
    "a = 01", "a = 1__0", "a = [1 2]", "[a]\nb.c = 1\n[a.b]", "a = truee", "a = yes", 'a = """x', "[a] b = 1", "\x01", "# \x01", "a = {b = 1\n}",
]:  # fmt: skip
    try:
        print(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        print(repr(text), error)
try:
    tomllib.load(io.StringIO("a = 1"))
except TypeError as error:
    print(error)
