"""Records what real FastAPI answers to the programs in `programs/`.

A program file ends with its requests, one comment line each; `README.md` describes that line. This script reads them,
runs each program on the installed FastAPI, and writes `cases/THEME.jsonl`, where THEME is the part of the file's name
before its first underscore. The theme `guide` is what the guide has; `guide.py` records it.
"""

from __future__ import annotations

import argparse
import base64
import importlib
import json
import logging
import multiprocessing
import os
import re
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

import guide

HERE = Path(__file__).resolve().parent
MARK = "# > "
ENVIRONMENT = "# $ "
BOUNDARY = "golden-boundary"
FORM = "application/x-www-form-urlencoded"
# Programs of this theme are recorded with the statements that they send to the database.
SQL_THEME = "database"
# The theme of the guide's programs.
GUIDE_THEME = "guide"
DURATION = re.compile(r"\b\d+(\.\d+)?(e-\d+)?s\b")


def multipart(parts: list[dict[str, str]]) -> str:
    """A multipart body with a fixed boundary, so that recording twice gives the same file."""
    lines = []
    for part in parts:
        disposition = f'form-data; name="{part["name"]}"'
        if "filename" in part:
            disposition += f'; filename="{part["filename"]}"'
        lines += [f"--{BOUNDARY}", f"Content-Disposition: {disposition}"]
        if "type" in part:
            lines.append(f"Content-Type: {part['type']}")
        lines += ["", part["text"]]
    return "\r\n".join([*lines, f"--{BOUNDARY}--", ""])


def request_of(line: str) -> dict[str, Any]:
    """One request line: METHOD URL, then any number of [header: value], then a body."""
    method, _, rest = line.partition(" ")
    url, _, rest = rest.partition(" ")
    headers: list[list[str]] = []
    while rest.startswith("[") and not rest.startswith(("[{", "[[", '["', "[]")) and ": " in rest.split("]")[0]:
        header, _, rest = rest[1:].partition("]")
        name, _, value = header.partition(": ")
        headers.append([name, value])
        rest = rest.lstrip()
    body = rest.strip()
    if not body:
        return {"method": method, "url": url, "headers": headers, "body": None}
    kind = "application/json"
    if body.startswith("form "):
        kind, body = FORM, body[5:]
    elif body.startswith("multipart "):
        kind, body = f"multipart/form-data; boundary={BOUNDARY}", multipart(json.loads(body[10:]))
    if not any(name.lower() == "content-type" for name, _ in headers):
        headers.append(["content-type", kind])
    return {"method": method, "url": url, "headers": headers, "body": {"text": body}}


def read_program(path: Path) -> dict[str, Any]:
    lines = path.read_text(encoding="utf-8").splitlines()
    source = "\n".join(line for line in lines if not line.startswith((MARK, ENVIRONMENT))).rstrip() + "\n"
    requests = [request_of(line[len(MARK) :]) for line in lines if line.startswith(MARK)]
    if not requests:
        raise SystemExit(f"{path.name} has no requests")
    files = {"main.py": source}
    beside = path.with_suffix("")
    for file in sorted(beside.rglob("*")):
        if file.is_file():
            files[file.relative_to(beside).as_posix()] = file.read_text(encoding="utf-8")
    case = {"id": f"golden/{path.stem}", "files": files, "app": "main:app", "requests": requests}
    variables = [line[len(ENVIRONMENT) :].partition("=") for line in lines if line.startswith(ENVIRONMENT)]
    if variables:
        case["env"] = {name: value for name, _, value in variables}
    return {**case, "sql": True} if theme_of(path) == SQL_THEME else case


def theme_of(path: Path) -> str:
    return path.stem.partition("_")[0]


class SqlLog(logging.Handler):
    """What SQLAlchemy's engines say about the statements they send; how long something took is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[str] = []
        logger = logging.getLogger("sqlalchemy.engine")
        logger.setLevel(logging.INFO)
        logger.addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if message.startswith("["):
            note, bracket, parameters = message.partition("]")
            message = DURATION.sub("Ts", note) + bracket + parameters
        self.messages.append(message)

    def take(self) -> list[str]:
        taken, self.messages = self.messages, []
        return in_fixed_order(taken)


def in_fixed_order(messages: list[str]) -> list[str]:
    """A table's indexes are a set, so those that are created one after the other come in any order: sort them."""
    result: list[str] = []
    indexes: list[list[str]] = []
    for message in messages:
        if message.startswith(("CREATE INDEX", "CREATE UNIQUE INDEX")):
            indexes.append([message])
        elif indexes and len(indexes[-1]) == 1:
            indexes[-1].append(message)
        else:
            result += sum(sorted(indexes), [])
            indexes = []
            result.append(message)
    return result + sum(sorted(indexes), [])


def body_of(raw: bytes) -> dict[str, str] | None:
    if not raw:
        return None
    try:
        return {"text": raw.decode("utf-8")}
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(raw).decode("ascii")}


def record(case: dict[str, Any]) -> dict[str, Any]:
    """The case with the reference's answers; the program gets a folder of its own."""
    from fastapi.testclient import TestClient

    case = dict(case)
    requests = case.pop("requests")
    log = SqlLog() if case.get("sql") else None
    before = os.getcwd()
    with tempfile.TemporaryDirectory() as folder:
        for name, source in case["files"].items():
            Path(folder, name).parent.mkdir(parents=True, exist_ok=True)
            Path(folder, name).write_text(source, encoding="utf-8")
        os.chdir(folder)
        os.environ.update(case.get("env", {}))
        sys.path.insert(0, folder)
        module, _, name = case["app"].partition(":")
        sys.modules.pop(module, None)
        importlib.invalidate_caches()
        try:
            app = getattr(importlib.import_module(module), name)
            steps = []
            with TestClient(app, raise_server_exceptions=False, follow_redirects=False) as client:
                if log:
                    case["load_sql"] = log.take()
                for asked in requests:
                    text = asked["body"]["text"].encode("utf-8") if asked["body"] else None
                    headers = [(name, value) for name, value in asked["headers"]]
                    answer = client.request(asked["method"], asked["url"], headers=headers, content=text)
                    steps.append(
                        {
                            "request": asked,
                            "response": {
                                "status": answer.status_code,
                                "headers": [list(pair) for pair in answer.headers.multi_items()],
                                "body": body_of(answer.content),
                            },
                            **({"sql": log.take()} if log else {}),
                        }
                    )
            case["steps"] = steps
            case["openapi"] = app.openapi()
        finally:
            os.chdir(before)
            sys.path.remove(folder)
    return case


def written(case: dict[str, Any]) -> str:
    return json.dumps(case, ensure_ascii=False, separators=(",", ":"))


def main() -> None:
    """Record all programs, or those of the themes that are named."""
    sys.dont_write_bytecode = True
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("themes", nargs="*", help="record only these")
    parser.add_argument("--all", action="store_true", help="of the guide, also what hasn't changed")
    parser.add_argument("--only", default="", metavar="TEXT", help="of the guide, only cases whose id has it")
    chosen = parser.parse_args()
    wanted = set(chosen.themes)
    themes: dict[str, list[str]] = defaultdict(list)
    recorded = requests = 0
    programs = [path for path in sorted((HERE / "programs").glob("*.py")) if not wanted or theme_of(path) in wanted]
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["fastapi.testclient"])
    with context.Pool(1, maxtasksperchild=1) as pool:
        for path, case in zip(programs, pool.imap(record, map(read_program, programs), chunksize=1)):
            recorded += 1
            requests += len(case["steps"])
            themes[theme_of(path)].append(written(case))
        if not wanted or GUIDE_THEME in wanted:
            for case in guide.recorded(pool, chosen.all, chosen.only):
                recorded += 1
                requests += len(case["steps"])
                themes[GUIDE_THEME].append(written(case))
    target = HERE / "cases"
    target.mkdir(exist_ok=True)
    for old in target.glob("*.jsonl"):
        if not wanted or old.stem in wanted:
            old.unlink()
    for theme, lines in themes.items():
        (target / f"{theme}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{recorded} programs, {requests} requests, {len(themes)} files")


if __name__ == "__main__":
    main()
