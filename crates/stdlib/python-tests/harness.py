"""Runs one program on CPython with our modules in place of CPython's.

Modules that the engine has natively stay CPython's; the private natives that our modules ask for
(`_types`, `_playground`, …) are made here from what CPython has.
"""

import importlib.machinery
import importlib.util
import pathlib
import sys

# What the engine writes in Rust must be imported before our modules take their names.
import base64, binascii, datetime, decimal, hashlib, itertools, math, os, re, struct, time, uuid, zlib  # noqa: E401
import _collections, _functools, _weakref, _contextvars, _random, _io, unicodedata, errno  # noqa: E401
import json as cpython_json
import types as cpython_types
import traceback as cpython_traceback
import linecache as cpython_linecache

PYTHON = pathlib.Path(__file__).resolve().parent.parent / "python"
KEEP = {"_io", "posix"}


def shim(name, **members):
    module = cpython_types.ModuleType(name)
    module.__dict__.update(members)
    sys.modules[name] = module
    return module


def make_shims():
    shim(
        "_types",
        **{name: value for name, value in vars(cpython_types).items() if name[0] != "_"},
    )
    sys.modules.pop("_typing", None)
    if sys.version_info < (3, 14):
        from union import Union

        sys.modules["_types"].UnionType = Union
    shim("_functools", partial=_functools.partial, reduce=_functools.reduce)
    shim("_collections", deque=_collections.deque, defaultdict=_collections.defaultdict)
    clock = [0.0]

    def advance(seconds):
        clock[0] += seconds

    def caller_globals(depth=0):
        frame = sys._getframe(depth + 2) if depth + 2 < 50 else None
        return frame.f_globals

    def unsupported(feature, instead):
        raise NotImplementedError(f"{feature} is not supported: {instead}")

    def stack():
        frames = []
        frame = sys._getframe(2)
        while frame is not None:
            code = frame.f_code
            if code.co_filename != __file__:
                line = cpython_linecache.getline(code.co_filename, frame.f_lineno)
                frames.append((code.co_filename, frame.f_lineno, code.co_name, line.rstrip("\n")))
            frame = frame.f_back
        return frames[::-1]

    def getsource(filename):
        return "".join(cpython_linecache.getlines(filename)) or None

    shim(
        "_playground",
        monotonic=lambda: clock[0],
        advance=advance,
        caller_globals=caller_globals,
        unsupported=unsupported,
        tracing=lambda: False,
        trace=lambda kind, source, **data: None,
        caller_source=lambda: None,
        getline=lambda name, number: cpython_linecache.getline(name, number).rstrip("\n"),
        getsource=getsource,
        stack=stack,
        entropy=os.urandom,
    )

    def loads(text, object_hook, object_pairs_hook, parse_float, parse_int, parse_constant, strict):
        decoder = cpython_json.JSONDecoder(
            object_hook=object_hook, object_pairs_hook=object_pairs_hook, parse_float=parse_float,
            parse_int=parse_int, parse_constant=parse_constant, strict=strict,
        )  # fmt: skip
        try:
            return decoder.decode(text)
        except cpython_json.JSONDecodeError as error:
            from json import JSONDecodeError

            raise JSONDecodeError(error.msg, error.doc, error.pos) from None

    def scan_once(text, index, hook, pairs, parse_float, parse_int, parse_constant, strict):
        decoder = cpython_json.JSONDecoder(
            object_hook=hook, object_pairs_hook=pairs, parse_float=parse_float,
            parse_int=parse_int, parse_constant=parse_constant, strict=strict,
        )  # fmt: skip
        return decoder.scan_once(text, index)

    def dumps(obj, skipkeys, ascii, circular, allow_nan, indent, item, key, sort_keys, default):
        return cpython_json.dumps(
            obj, skipkeys=skipkeys, ensure_ascii=ascii, check_circular=circular,
            allow_nan=allow_nan, indent=indent, separators=(item, key), sort_keys=sort_keys,
            default=default,
        )  # fmt: skip

    shim(
        "_json",
        loads=loads,
        scan_once=scan_once,
        dumps=dumps,
        encode_basestring=cpython_json.encoder.encode_basestring,
        encode_basestring_ascii=cpython_json.encoder.encode_basestring_ascii,
    )


class Finder:
    """Finds our modules before CPython's."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if name in KEEP:
            return None
        base = PYTHON.joinpath(*name.split("."))
        for file, package in ((base / "__init__.py", True), (base.with_suffix(".py"), False)):
            if file.exists():
                places = [str(base)] if package else None
                return importlib.util.spec_from_file_location(
                    name, file, submodule_search_locations=places
                )
        return None


def main():
    make_shims()
    names = set()
    for file in PYTHON.rglob("*.py"):
        parts = list(file.relative_to(PYTHON).with_suffix("").parts)
        names.add(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    for name in list(sys.modules):
        if name in names and name not in KEEP:
            del sys.modules[name]
    sys.meta_path.insert(0, Finder)
    sys.dont_write_bytecode = True
    program = pathlib.Path(sys.argv[1])
    sys.argv = sys.argv[1:]
    main_module = cpython_types.ModuleType("__main__")
    main_module.__file__ = str(program)
    sys.modules["__main__"] = main_module
    sys.path[0] = str(program.parent)
    code = compile(program.read_text(), str(program), "exec", dont_inherit=True)
    exec(code, main_module.__dict__)


main()
