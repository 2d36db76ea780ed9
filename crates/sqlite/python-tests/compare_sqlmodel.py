"""Run each program in programs/sqlmodel_*.py with the real SQLModel and with ours, and compare what they print.

    python compare_sqlmodel.py [PART OF A NAME ...]

Needs a Python in which the real SQLModel 0.0.50 is installed. Ours stands on our SQLAlchemy and, as far as it goes on
CPython, on the real Pydantic. Addresses and durations in the log are the only things that may differ.
"""

import difflib
import os
import sys
import tempfile
from pathlib import Path

from compare_core import HERE, OURS, run

PACKAGES = ("sqlalchemy", "sqlmodel")


def main(wanted):
    programs = [p for p in sorted(HERE.glob("programs/sqlmodel_*.py")) if not wanted or any(w in p.stem for w in wanted)]
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for name in PACKAGES:
            os.symlink(OURS / name, Path(folder) / name)
        for program in programs:
            real, real_error = run(program, False, folder)
            ours, ours_error = run(program, True, folder)
            if real == ours and "<exit" not in real:
                print(f"same    {program.stem}")
                continue
            failed += 1
            print(f"DIFFERS {program.stem}\n{(real_error if '<exit' in real else ours_error)[-1500:]}")
            lines = difflib.unified_diff(real.splitlines(), ours.splitlines(), "real", "ours", lineterm="", n=0)
            print("\n".join(line[:400] for line in list(lines)[:40]))
    print(f"{len(programs) - failed} of {len(programs)} print the same")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
