"""What the playground runs on."""


def python_version():
    return "3.14.2"


def python_version_tuple():
    return "3", "14", "2"


def python_implementation():
    return "CPython"


def system():
    return "Linux"


def machine():
    return "wasm32"


def node():
    return "playground"


def release():
    return "1.0"


def version():
    return "1"


def processor():
    return ""


def python_compiler():
    return ""


def architecture(*args, **kwargs):
    return "32bit", ""


def platform(aliased=False, terse=False):
    return "Linux-1.0-wasm32"


def uname():
    from collections import namedtuple

    kind = namedtuple("uname_result", "system node release version machine")
    return kind(system(), node(), release(), version(), machine())
