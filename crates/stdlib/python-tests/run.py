"""Runs the snippets of `cases/` on our modules and compares what they print.

    run.py               compare with the recorded outputs
    run.py --record      record the outputs that CPython 3.14 gives (oracle314.mjs), or this Python without it
    run.py NAME ...      only these cases

A case is a program whose printed output must be the same on CPython's own library (recorded in
`NAME.out`) and on ours. Cases that begin with `import asyncio` are recorded by this Python, because
pyodide has no loop that can be run.
"""

import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
CASES = HERE / "cases"


def run(case, ours):
    """What the case prints, on our library or on CPython's."""
    if ours:
        command = [sys.executable, str(HERE / "harness.py"), str(case)]
    elif os.environ.get("PYODIDE_FROM") and not case.read_text().startswith("import asyncio"):
        command = ["node", str(HERE / "oracle314.mjs"), str(case)]
    else:
        command = [sys.executable, "-W", "ignore", str(case)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    except subprocess.TimeoutExpired:
        return "timed out\n"
    text = done.stdout
    if done.returncode:
        text += "\n--- stderr\n" + done.stderr
    return text


def main():
    arguments = [name for name in sys.argv[1:] if not name.startswith("--")]
    record = "--record" in sys.argv
    failed = total = 0
    for case in sorted(CASES.glob("*.py")):
        if arguments and case.stem not in arguments:
            continue
        out = case.with_suffix(".out")
        if record:
            out.write_text(run(case, ours=False))
        want = out.read_text() if out.exists() else ""
        got = run(case, ours=True)
        total += 1
        if got == want and "--- stderr" not in want:
            continue
        failed += 1
        print(f"FAIL {case.stem}")
        shown = 0
        want_lines, got_lines = want.splitlines(), got.splitlines()
        for number in range(max(len(want_lines), len(got_lines))):
            a = want_lines[number] if number < len(want_lines) else "<nothing>"
            b = got_lines[number] if number < len(got_lines) else "<nothing>"
            if b == "--- stderr":
                break
            if a != b:
                print(f"  line {number + 1}\n    want {a}\n    got  {b}")
                shown += 1
                if shown == 8:
                    break
        if "--- stderr" in got:
            print("   ", got.split("--- stderr", 1)[1].strip()[-400:].replace("\n", "\n    "))
    print(f"{total - failed} of {total} cases pass")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
