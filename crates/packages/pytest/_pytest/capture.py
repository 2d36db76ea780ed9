"""`capsys`: what a test prints, to be read by the test."""

import io
import sys
from collections import namedtuple

CaptureResult = namedtuple("CaptureResult", ["out", "err"])


class CaptureFixture:
    """Keeps what is printed until `readouterr` is called; at the end the rest is printed after all."""

    def __init__(self, binary=False):
        self._binary = binary
        self._saved = None

    def _start(self):
        self._saved = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = self._streams = io.StringIO(), io.StringIO()

    def _stop(self):
        sys.stdout, sys.stderr = self._saved
        for stream, rest in zip(self._saved, self._take()):
            if rest:
                stream.write(rest)
        self._saved = None

    def _take(self):
        found = []
        for stream in self._streams:
            found.append(stream.getvalue())
            stream.seek(0)
            stream.truncate()
        return found

    def readouterr(self):
        """What was printed since it was last asked: `out` and `err`."""
        out, err = self._take()
        if self._binary:
            return CaptureResult(out.encode(), err.encode())
        return CaptureResult(out, err)

    def disabled(self):
        """A block whose output isn't kept."""
        return _Disabled(self)


class _Disabled:
    def __init__(self, capture):
        self.capture = capture

    def __enter__(self):
        sys.stdout, sys.stderr = self.capture._saved

    def __exit__(self, *args):
        sys.stdout, sys.stderr = self.capture._streams
