"""Run snippets under the real pydantic and under ours, and compare what they print.

    python compare.py [--record] [--pure] [NAME …]

`--record` writes the real output beside each case as `.out`. Without it ours is compared with the recorded output.
`--pure` uses the core in Python instead of the compiled one.
"""

import difflib
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
PACKAGES = os.path.join(HERE, '..', 'python')
CASES = os.path.join(HERE, 'cases')
# typing_extensions and typing_inspection are for the engine's Python only.
OURS = ('pydantic', 'pydantic_core', 'annotated_types')


def ours_path(folder):
    for name in OURS:
        os.symlink(os.path.abspath(os.path.join(PACKAGES, name)), os.path.join(folder, name))
    if '--pure' in sys.argv:
        os.symlink(os.path.abspath(os.path.join(PACKAGES, '_pydantic_core')), os.path.join(folder, '_pydantic_core'))
    else:
        os.symlink(os.path.join(HERE, '_pydantic_core.py'), os.path.join(folder, '_pydantic_core.py'))
    return folder


def run(path, extra):
    environment = dict(os.environ, PYTHONPATH=extra, PYTHONDONTWRITEBYTECODE='1', PYTHONHASHSEED='0')
    done = subprocess.run(
        [sys.executable, path], capture_output=True, text=True, env=environment, cwd=CASES, timeout=120
    )
    text = done.stdout
    if done.returncode:
        text += f'exit {done.returncode}\n' + done.stderr[-3000:]
    # Addresses differ from run to run.
    return re.sub(r':\d{12,}', ':N', re.sub(r' at 0x[0-9a-f]+', '', text))


def main():
    arguments = [name for name in sys.argv[1:] if not name.startswith('--')]
    record = '--record' in sys.argv
    names = sorted(name[:-3] for name in os.listdir(CASES) if name.endswith('.py'))
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        extra = ours_path(folder)
        for name in names:
            if arguments and name not in arguments:
                continue
            path = os.path.join(CASES, f'{name}.py')
            recorded = os.path.join(CASES, f'{name}.out')
            if record:
                with open(recorded, 'w') as file:
                    file.write(run(path, ''))
            with open(recorded) as file:
                expected = file.read()
            found = run(path, extra)
            if found == expected:
                print(f'ok   {name}')
                continue
            failed += 1
            print(f'FAIL {name}')
            lines = list(
                difflib.unified_diff(expected.splitlines(), found.splitlines(), 'real', 'ours', lineterm='', n=0)
            )
            print('\n'.join(line[:400] for line in lines[:80]))
    print(f'{failed} failed' if failed else 'all equal')
    sys.exit(1 if failed else 0)


main()
