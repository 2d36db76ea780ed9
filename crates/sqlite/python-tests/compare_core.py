"""Run each program in programs/core_*.py with the real SQLAlchemy and with ours, and compare what they print.

    python compare_core.py [-v] [PART OF A NAME ...]

Needs a Python in which the real SQLAlchemy 2.1.9 is installed. Times and durations in the log are the only thing that
may differ.
"""

import difflib
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
OURS = HERE.parent / "python"
# The DB-API module is the interpreter's own on both sides: only the packages of ours named here are put on the path.
PACKAGES = ("sqlalchemy",)
_changing = [
    (re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} ", re.M), "<time> "),
    (re.compile(r"\[(generated in|no key|caching disabled) [\d.e-]+s"), r"[\1 <t>s"),
    (re.compile(r"\[cached since [\d.e+-]+s ago"), "[cached since <t>s ago"),
    (re.compile(r"0x[0-9a-f]+"), "0x<address>"),
]


def run(program, ours, folder):
    """What a program prints, and the last lines of its error output."""
    env = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONHOME")}
    env["PYTHONDONTWRITEBYTECODE"] = "1"
    if ours:
        env["PYTHONPATH"] = folder
    with tempfile.TemporaryDirectory() as cwd:
        done = subprocess.run(
            [sys.executable, str(program)], cwd=cwd, env=env, capture_output=True, text=True, timeout=120
        )
    text = done.stdout + ("" if done.returncode == 0 else f"\n<exit {done.returncode}>\n")
    for pattern, replacement in _changing:
        text = pattern.sub(replacement, text)
    return text, done.stderr


def main(args):
    verbose = "-v" in args
    wanted = [a for a in args if not a.startswith("-")]
    programs = sorted(HERE.glob("programs/core_*.py"))
    programs = [p for p in programs if not wanted or any(w in p.stem for w in wanted)]
    failed = []
    with tempfile.TemporaryDirectory() as folder:
        for name in PACKAGES:
            os.symlink(OURS / name, Path(folder) / name)
        for program in programs:
            real, real_err = run(program, False, folder)
            ours, ours_err = run(program, True, folder)
            if "<exit" in real:
                print(f"FAILS WITH THE REAL ONE {program.stem}\n{real_err[-1500:]}")
                failed.append(program)
            elif real != ours:
                failed.append(program)
                print(f"DIFFERS {program.stem}")
                if verbose:
                    diff = difflib.unified_diff(real.splitlines(), ours.splitlines(), "real", "ours", lineterm="", n=2)
                    print("\n".join(list(diff)[:60]))
                    if "<exit" in ours:
                        print(ours_err[-1800:])
    print(f"{len(programs) - len(failed)} of {len(programs)} agree")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
