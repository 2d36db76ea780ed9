"""Records what real FastAPI and real pytest say of everything that runs in the guide.

The command line tool lists it (`fastapi-playground content-cases content`): the programs with their presets, the
programs in the texts with their exchanges, the questions that are answered by running, and the solutions of exercises
with the requests and the tests that check them. `record.py` asks for the cases; what is the same as it was recorded
isn't recorded again.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from multiprocessing.pool import Pool
from pathlib import Path
from typing import Any

import record_pytest

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TARGET = HERE / "cases" / "guide.jsonl"


def tool() -> str:
    """The command line tool: the one that `cargo xtask record` has built, or what lies where cargo puts it."""
    return os.environ.get("FASTAPI_PLAYGROUND") or str(ROOT / "target" / "debug" / "fastapi-playground")


def read_cases() -> list[dict[str, Any]]:
    told = subprocess.run([tool(), "content-cases", str(ROOT / "content")], capture_output=True, text=True)
    if told.returncode:
        raise SystemExit(told.stderr)
    return [json.loads(line) for line in told.stdout.splitlines()]


def read_recorded() -> dict[str, dict[str, Any]]:
    if not TARGET.exists():
        return {}
    cases = map(json.loads, TARGET.read_text(encoding="utf-8").splitlines())
    return {case["id"]: case for case in cases}


def same(case: dict[str, Any], known: dict[str, Any]) -> bool:
    """Whether a case is still what was recorded."""
    keys = ("files", "app", "env", "fails")
    return (
        all(case.get(key) == known.get(key) for key in keys)
        and case["requests"] == [step["request"] for step in known["steps"]]
        and case.get("tests") == known.get("tests", {}).get("files")
        and case.get("openapi", False) == ("openapi" in known)
    )


class Caught:
    """An application that remembers what it raised."""

    def __init__(self, app: Any) -> None:
        self.app = app
        self.raised: Exception | None = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        try:
            await self.app(scope, receive, send)
        except Exception as error:
            if scope["type"] == "http":
                self.raised = error
            raise

    def take(self) -> Exception | None:
        raised, self.raised = self.raised, None
        return raised


def message(error: BaseException) -> str:
    """An exception as the last line of a traceback has it, without the module of its class."""
    text = error.msg if isinstance(error, SyntaxError) else str(error)
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def record(case: dict[str, Any]) -> dict[str, Any]:
    """The case with the reference's answers; the program gets a folder of its own. Runs in a process of its own."""
    known = {key: case[key] for key in ("id", "files", "app", "env", "fails") if key in case}
    if "tests" in case:
        told = record_pytest.run(case["files"], case["tests"], case["env"])
        outcomes = {name: test["outcome"] for name, test in told["tests"].items()}
        return {**known, "steps": [], "tests": {"files": case["tests"], "outcomes": outcomes}}
    with tempfile.TemporaryDirectory() as folder:
        for name, source in case["files"].items():
            Path(folder, name).parent.mkdir(parents=True, exist_ok=True)
            Path(folder, name).write_text(source, encoding="utf-8")
        os.chdir(folder)
        os.environ.update(case["env"])
        sys.path.insert(0, folder)
        importlib.invalidate_caches()
        try:
            known["steps"] = []
            answer(case, known)
        except Exception as error:
            known["error"] = message(error)
        finally:
            os.chdir(HERE)
    return known


def record_later(case: dict[str, Any]) -> dict[str, Any]:
    """The same in more than a year: what depends on the day, such as a token or a date that is due, must differ."""
    import time_machine

    with time_machine.travel(datetime.now(UTC) + timedelta(days=400)):
        return record(case)


def answer(case: dict[str, Any], known: dict[str, Any]) -> None:
    from fastapi.testclient import TestClient

    from record import body_of

    module, _, name = case["app"].partition(":")
    app = getattr(importlib.import_module(module), name)
    caught = Caught(app)
    with TestClient(caught, raise_server_exceptions=False, follow_redirects=False) as client:
        for asked in case["requests"]:
            text = asked["body"]["text"].encode("utf-8") if asked["body"] else None
            headers = [(name, value) for name, value in asked["headers"]]
            told = client.request(asked["method"], asked["url"], headers=headers, content=text)
            response = {
                "status": told.status_code,
                "headers": [list(pair) for pair in told.headers.multi_items()],
                "body": body_of(told.content),
            }
            if raised := caught.take():
                response["error"] = message(raised)
            known["steps"].append({"request": asked, "response": response})
    if case.get("openapi"):
        known["openapi"] = app.openapi()


def mark_chance(first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    """Programs of the guide make tokens and keys: what isn't the same twice is marked, not recorded."""
    for one, other in zip(first["steps"], second["steps"]):
        one, other = one["response"], other["response"]
        if one["body"] != other["body"]:
            one["body"] = {"varies": True}
        if one.get("error") != other.get("error"):
            one.pop("error", None)
        names = {name for name, value in one["headers"] if [name, value] not in other["headers"]}
        # The length of a body that varies, and the time that an answer took, are compared nowhere.
        names -= {"content-length"}
        one["headers"] = [pair for pair in one["headers"] if pair[0] not in names and pair[0] != "x-process-time"]
        if names := sorted(names - {"x-process-time"}):
            one["varies"] = names
    return first


def recorded(pool: Pool, everything: bool, only: str) -> list[dict[str, Any]]:
    """All cases with their answers. With `only`, the others stay as they are, whether or not they still fit."""
    before = read_recorded()
    cases = read_cases()
    chosen = [case for case in cases if only in case["id"]]
    stale = [case for case in chosen if everything or case["id"] not in before or not same(case, before[case["id"]])]
    now = dict(before)
    pairs = zip(pool.imap(record, stale), pool.imap(record_later, stale))
    for number, (first, second) in enumerate(pairs, start=1):
        now[first["id"]] = mark_chance(first, second)
        print(f"{number}/{len(stale)} {first['id']}", flush=True)
        if ("error" in first) != ("fails" in first):
            print(f"  {'doesn’t load: ' + first['error'] if 'error' in first else 'loads, though it should fail'}")
    return [now[case["id"]] for case in cases if case["id"] in now]
