"""Records what real pytest says of the programs in `pytest/`: the outcome of each test, and what is told about it.

Each folder there is a program with its tests. It is copied to a folder of its own and tested there; what comes out is written to
`pytest.jsonl`, which the test binary `golden` compares with what the engine says of the same files.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
PROGRAMS = HERE / "pytest"
TARGET = HERE / "pytest.jsonl"

# Runs inside of pytest and writes what it reports.
PLUGIN = r"""
import json, os, pytest

told = {"tests": {}, "errors": []}


def message(report, call):
    longrepr = report.longrepr
    if hasattr(longrepr, "errorstring"):
        return longrepr.errorstring.partition("\n")[0]
    if isinstance(longrepr, tuple):
        return longrepr[2].removeprefix("Skipped").removeprefix(": ")
    if call.excinfo is not None:
        return call.excinfo.exconly(tryshort=True)
    return str(longrepr or "")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    known = told["tests"].setdefault(report.nodeid, {"outcome": "passed"})
    outcome = None
    if hasattr(report, "wasxfail"):
        outcome = "xfailed" if report.skipped else "xpassed"
        known["message"] = report.wasxfail.removeprefix("reason: ")
    elif report.skipped:
        outcome = "skipped"
        known["message"] = message(report, call)
    elif report.failed:
        if report.when == "call" or known["outcome"] not in ("failed", "error"):
            outcome = "failed" if report.when == "call" else "error"
            known["message"] = message(report, call)
    known["outcome"] = outcome or known["outcome"]
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    report = yield
    if report.failed:
        told["errors"].append(report.nodeid)
    elif report.skipped and isinstance(report.longrepr, tuple):
        text = report.longrepr[2].removeprefix("Skipped: ")
        told["tests"][report.nodeid] = {"outcome": "skipped", "message": text}
    return report


def pytest_sessionfinish(session):
    with open(os.environ["TOLD"], "w", encoding="utf-8") as file:
        json.dump(told, file)
"""


def normal(text: str) -> str:
    """What is said, without addresses, without advice for the command line, without the module of an exception's class."""
    text = re.sub(r"0x[0-9a-f]+", "0x", text)
    text = re.sub(r", use -vv? to show", "", text)
    text = re.sub(r"(\n *Use -v to get more diff)+(\n *\Z)?", "", text)
    text = re.sub(r"\n *\Z", "", text)
    text = re.sub(r"^(\w+\.)+(?=[A-Z]\w*(:|$))", "", text)
    return text.removeprefix("AssertionError: ") if text.startswith("AssertionError: assert ") else text


def files_of(folder: Path) -> dict[str, str]:
    found = [file for file in sorted(folder.rglob("*")) if file.is_file() and "__pycache__" not in file.parts]
    return {file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8") for file in found}


def run(files: dict[str, str], named: list[str], variables: dict[str, str]) -> dict[str, Any]:
    """What pytest reports of these files, or of the tests in those that are named."""
    with tempfile.TemporaryDirectory() as work:
        for name, text in files.items():
            path = Path(work, "program", name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        Path(work, "told_plugin.py").write_text(PLUGIN, encoding="utf-8")
        environment = {name: value for name, value in os.environ.items() if name not in ("CI", "BUILD_NUMBER")}
        environment.update(variables)
        environment.update(
            TOLD=f"{work}/told.json", PYTHONPATH=work, PYTHONDONTWRITEBYTECODE="1", PYTEST_DISABLE_PLUGIN_AUTOLOAD="1"
        )
        options = ["-p", "told_plugin", "-p", "anyio", "-p", "no:cacheprovider", "--continue-on-collection-errors"]
        if any("mark.asyncio" in text or "asyncio_mode" in text for text in files.values()) and find_spec(
            "pytest_asyncio"
        ):
            options += ["-p", "pytest_asyncio.plugin"]
        limits = ["-o", "truncation_limit_lines=0", "-o", "truncation_limit_chars=0", "-q"]
        command = [sys.executable, "-m", "pytest", *options, *limits, *named]
        done = subprocess.run(command, cwd=f"{work}/program", env=environment, capture_output=True, text=True)
        if not Path(work, "told.json").exists():
            raise SystemExit(f"{sorted(files)}: {done.stdout}{done.stderr}")
        told = json.loads(
            Path(work, "told.json").read_text(encoding="utf-8").replace(f"{work}/program/", "").replace(work, "")
        )
    # The playground has one loop.
    told["tests"] = {name: test for name, test in told["tests"].items() if not re.search(r"\[(.*-)?trio", name)}
    return told


def record(folder: Path) -> dict[str, Any]:
    """The program with what pytest says of its tests."""
    files = files_of(folder)
    told = run(files, [], {})
    tests = []
    for nodeid, test in told["tests"].items():
        message = normal(test.get("message", ""))
        tests.append({"id": nodeid, "outcome": test["outcome"], **({"message": message} if message else {})})
    return {"id": folder.name, "files": files, "tests": tests, "errors": told["errors"]}


def known() -> dict[str, dict[str, Any]]:
    """What was recorded before, by the names of the programs."""
    lines = TARGET.read_text(encoding="utf-8").splitlines() if TARGET.exists() else []
    return {case["id"]: case for case in map(json.loads, lines)}


def main() -> None:
    """Record the programs that have changed, or all of them with `--all`."""
    before = {} if "--all" in sys.argv else known()
    cases = []
    for folder in sorted(PROGRAMS.iterdir()):
        case = before.get(folder.name)
        if case is None or case["files"] != files_of(folder):
            case = record(folder)
        cases.append(case)
    lines = [json.dumps(case, ensure_ascii=False, separators=(",", ":")) for case in cases]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(cases)} programs, {sum(len(case['tests']) for case in cases)} tests")


if __name__ == "__main__":
    main()
