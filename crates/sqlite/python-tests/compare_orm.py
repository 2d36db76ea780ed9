"""Runs each program in programs/ with the real SQLAlchemy and with ours, and compares what they print.

    python compare_orm.py [--ours FOLDER] [--real FOLDER ...] [--show] [NAME ...]

The asynchronous programs need the real aiosqlite and greenlet: name their folder with --real.

Both run in subprocesses of the Python that runs this file, which has the real package installed. What depends on the
clock or on addresses in memory is made equal first: time stamps and durations of the log, `0x…`.
"""

import argparse
import difflib
import os
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
NORMALISE = [
    (re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} ", re.M), "TIME "),
    (re.compile(r"\b(generated in|cached since|no key) \d+(\.\d+)?(e-\d+)?s( ago)?"), r"\1 N"),
    (re.compile(r"0x[0-9a-f]+"), "0xN"),
    (re.compile(r"/\S*/(programs/)"), r"\1"),
]


def run(program, path):
    """What a program prints with these folders first on the path."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(path), "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    start = "import sys, runpy; runpy.run_path(sys.argv[1], run_name='__main__')"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", start, str(program)],
        env=env,
        capture_output=True,
        text=True,
        timeout=60,
        cwd=str(program.parent),
    )
    text = done.stdout
    if done.returncode:
        text += "\nFAILED\n" + done.stderr[-3000:]
    for pattern, replacement in NORMALISE:
        text = pattern.sub(replacement, text)
    return text


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*")
    parser.add_argument("--ours", default=str(HERE.parent / "python"))
    parser.add_argument("--real", action="append", default=[])
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    # Our folder has a sqlite3 for the engine, which CPython must not find.
    ours_path = tempfile.mkdtemp()
    for name in ("sqlalchemy", "aiosqlite", "sqlmodel"):
        os.symlink(pathlib.Path(args.ours).resolve() / name, pathlib.Path(ours_path) / name)
    programs = sorted((HERE / "programs").glob("orm_*.py"))
    if args.names:
        programs = [p for p in programs if any(name in p.stem for name in args.names)]
    failed = []
    for program in programs:
        real = run(program, args.real)
        ours = run(program, [ours_path])
        if "FAILED" in real:
            print(f"{program.stem}: fails with the real one")
            print(real[-1500:])
        if real != ours:
            failed.append(program.stem)
            print(f"{program.stem}: differs")
            if args.show:
                lines = difflib.unified_diff(real.splitlines(), ours.splitlines(), "real", "ours", lineterm="", n=3)
                print("\n".join(list(lines)[:80]))
    print(f"{len(programs) - len(failed)} of {len(programs)} programs agree")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
