"""Answer a case file with our FastAPI and Starlette on CPython.

    replay.py CASES [--jobs N] [--only TEXT] [--out FILE] [--engine-client]

Our sources stand before the installed packages on sys.path, so that everything else (pydantic first of all) is the
real one. Every case runs in a process of its own; a case that hangs is ended after 30 s.
"""

import argparse
import base64
import importlib
import json
import os
import signal
import sys
import tempfile
import traceback
import warnings
from pathlib import Path

HERE = Path(__file__).resolve().parent


def encode_body(raw):
    if not raw:
        return None
    try:
        return {"text": raw.decode("utf-8")}
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(raw).decode("ascii")}


def decode_body(body):
    if not body:
        return b""
    if "text" in body:
        return body["text"].encode("utf-8")
    return base64.b64decode(body["base64"])


def answer(case):
    with tempfile.TemporaryDirectory() as folder:
        for name, source in case["files"].items():
            target = Path(folder, name)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(source, encoding="utf-8")
        sys.path.insert(0, folder)
        os.environ.update(case.get("env") or {})
        os.chdir(folder)
        module, _, attribute = case["app"].partition(":")
        try:
            app = getattr(importlib.import_module(module), attribute)
            schema = app.openapi()
        except Exception as error:
            return {"id": case["id"], "load_error": type(error).__name__, "detail": traceback.format_exc()[-1500:]}
        from fastapi._serve import Client

        client = Client(app)
        client.start()
        steps = []
        for step in case["steps"]:
            asked = step["request"]
            status, headers, body = client.request(
                asked["method"], asked["url"], asked.get("headers") or [], decode_body(asked.get("body"))
            )
            steps.append({"response": {"status": status, "headers": headers, "body": encode_body(body)}})
        client.stop()
        os.chdir("/")
        return {"id": case["id"], "steps": steps, "openapi": schema}


def in_child(case):
    """The case's answer line, from a forked child."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        signal.alarm(30)
        try:
            line = json.dumps(answer(case), ensure_ascii=False)
        except BaseException as error:  # the harness must always write a line
            line = json.dumps({"id": case["id"], "load_error": type(error).__name__, "detail": traceback.format_exc()[-1500:]})
        with os.fdopen(writer, "w", encoding="utf-8") as pipe:
            pipe.write(line)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as pipe:
        line = pipe.read()
    os.waitpid(child, 0)
    return line or json.dumps({"id": case["id"], "load_error": "Died", "detail": "no answer"})


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("cases")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--only", default="")
    parser.add_argument("--out", default="-")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    sys.path[:0] = [str(HERE), str(HERE.parent / "python")]
    import fastapi.applications, fastapi._serve, fastapi.openapi.utils, fastapi.security, starlette.testclient  # noqa: E401,F401  once, before the forks

    assert str(HERE.parent) in fastapi.__file__, fastapi.__file__
    with open(options.cases, encoding="utf-8") as lines:
        cases = [json.loads(line) for line in lines if line.strip()]
    cases = [case for case in cases if options.only in case["id"]]
    out = sys.stdout if options.out == "-" else open(options.out, "w", encoding="utf-8")
    if options.jobs > 1:
        from multiprocessing.pool import ThreadPool

        with ThreadPool(options.jobs) as pool:
            for line in pool.imap_unordered(in_child, cases):
                print(line, file=out)
    else:
        for case in cases:
            print(in_child(case), file=out)
    out.flush()


if __name__ == "__main__":
    main()
