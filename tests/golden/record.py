"""Records what real FastAPI answers to the programs in `programs/`.

A program file ends with its requests, one comment line each; `README.md` describes that line. This script reads them,
runs each program on the installed FastAPI, and writes `cases/THEME.jsonl`, where THEME is the part of the file's name
before the first underscore. It is run by hand, when programs are added or the reference versions change; it never looks
at the engine's answers, so a wrong answer of ours can't become the expected one.
"""

from __future__ import annotations

import base64
import importlib
import json
import os
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
MARK = "# > "
BOUNDARY = "golden-boundary"
FORM = "application/x-www-form-urlencoded"


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
    source = "\n".join(line for line in lines if not line.startswith(MARK)).rstrip() + "\n"
    requests = [request_of(line[len(MARK) :]) for line in lines if line.startswith(MARK)]
    if not requests:
        raise SystemExit(f"{path.name} has no requests")
    return {"id": f"golden/{path.stem}", "files": {"main.py": source}, "app": "main:app", "requests": requests}


def body_of(raw: bytes) -> dict[str, str] | None:
    if not raw:
        return None
    try:
        return {"text": raw.decode("utf-8")}
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(raw).decode("ascii")}


def record(case: dict[str, Any]) -> dict[str, Any]:
    """The case with the reference's answers; each program gets a folder and an import of its own."""
    from fastapi.testclient import TestClient

    case = dict(case)
    requests = case.pop("requests")
    before = os.getcwd()
    with tempfile.TemporaryDirectory() as folder:
        for name, source in case["files"].items():
            Path(folder, name).write_text(source, encoding="utf-8")
        os.chdir(folder)
        sys.path.insert(0, folder)
        sys.modules.pop("main", None)
        importlib.invalidate_caches()
        try:
            app = importlib.import_module("main").app
            steps = []
            with TestClient(app, raise_server_exceptions=False, follow_redirects=False) as client:
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
                        }
                    )
            case["steps"] = steps
            case["openapi"] = app.openapi()
        finally:
            os.chdir(before)
            sys.path.remove(folder)
            sys.modules.pop("main", None)
    return case


def main() -> None:
    sys.dont_write_bytecode = True
    themes: dict[str, list[str]] = defaultdict(list)
    requests = 0
    programs = sorted((HERE / "programs").glob("*.py"))
    for path in programs:
        case = record(read_program(path))
        requests += len(case["steps"])
        themes[path.stem.partition("_")[0]].append(json.dumps(case, ensure_ascii=False, separators=(",", ":")))
    target = HERE / "cases"
    target.mkdir(exist_ok=True)
    for old in target.glob("*.jsonl"):
        old.unlink()
    for theme, lines in themes.items():
        (target / f"{theme}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(programs)} programs, {requests} requests, {len(themes)} files")


if __name__ == "__main__":
    main()
