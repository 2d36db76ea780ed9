"""Showing exceptions and stacks as text."""

from _playground import getline as _getline

__all__ = [
    "extract_stack", "extract_tb", "format_exception", "format_exception_only", "format_list",
    "format_stack", "format_tb", "print_exc", "format_exc", "print_exception", "print_last",
    "print_stack", "print_tb", "clear_frames", "FrameSummary", "StackSummary", "TracebackException",
    "walk_stack", "walk_tb", "print_list",
]  # fmt: skip

_SENTINEL = object()


class FrameSummary:
    """One line of a traceback."""

    __slots__ = (
        "filename", "lineno", "end_lineno", "colno", "end_colno", "name", "_line", "locals",
    )  # fmt: skip

    def __init__(
        self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, end_lineno=None,
        colno=None, end_colno=None, **kwargs,
    ):  # fmt: skip
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self._line = line
        self.locals = None if locals is None else {key: repr(value) for key, value in locals.items()}
        self.end_lineno = lineno if end_lineno is None else end_lineno
        self.colno = colno
        self.end_colno = end_colno

    @property
    def line(self):
        if self._line is None:
            if self.lineno is None:
                return None
            self._line = _getline(self.filename, self.lineno)
        return self._line.strip()

    def _as_tuple(self):
        return (self.filename, self.lineno, self.name, self.line)

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return self._as_tuple() == other._as_tuple()
        if isinstance(other, tuple):
            return self._as_tuple() == other
        return NotImplemented

    def __getitem__(self, index):
        return self._as_tuple()[index]

    def __iter__(self):
        return iter(self._as_tuple())

    def __len__(self):
        return 4

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"


class StackSummary(list):
    """The lines of a traceback, outermost call first."""

    @classmethod
    def extract(cls, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        result = cls()
        for frame, lineno in frame_gen:
            code = frame.f_code
            result.append(
                FrameSummary(
                    code.co_filename, lineno, code.co_name,
                    locals=frame.f_locals if capture_locals else None,
                )
            )  # fmt: skip
        return _limited(result, limit)

    @classmethod
    def from_list(cls, a_list):
        result = cls()
        for frame in a_list:
            if isinstance(frame, FrameSummary):
                result.append(frame)
            else:
                filename, lineno, name, line = frame
                result.append(FrameSummary(filename, lineno, name, line=line))
        return result

    def format_frame_summary(self, frame):
        text = f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}\n'
        if frame.line:
            text += f"    {frame.line}\n"
            text += _carets(frame)
        for name, value in sorted((frame.locals or {}).items()):
            text += f"    {name} = {value}\n"
        return text

    def format(self, **kwargs):
        out = []
        last = None
        count = 0
        for frame in self:
            key = (frame.filename, frame.lineno, frame.name)
            if key != last:
                out += _repeated(count)
                last, count = key, 0
            count += 1
            if count > 3:
                continue
            out.append(self.format_frame_summary(frame))
        return out + _repeated(count)


def _repeated(count):
    count -= 3
    if count <= 0:
        return []
    return [f"  [Previous line repeated {count} more time{'s' if count > 1 else ''}]\n"]


def _carets(frame):
    """The line of marks below a line of source, when only a part of it was running."""
    if frame.colno is None or frame.end_lineno != frame.lineno or frame.end_colno is None:
        return ""
    raw = frame._line
    indent = len(raw) - len(raw.lstrip())
    start, end = frame.colno - indent, frame.end_colno - indent
    text = raw.strip()
    if start < 0 or end <= start or start == 0 and end >= len(text):
        return ""
    return "    " + " " * start + "^" * (end - start) + "\n"


def _limited(frames, limit):
    if limit is None:
        return frames
    return type(frames)(frames[:limit] if limit >= 0 else frames[limit:])


def walk_tb(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def walk_stack(f):
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def extract_tb(tb, limit=None):
    """The lines of a traceback object."""
    frames = StackSummary()
    while tb is not None:
        code = tb.tb_frame.f_code
        place = getattr(tb, "_position", None) or (None, None, None, None)
        frames.append(
            FrameSummary(
                code.co_filename, tb.tb_lineno, code.co_name, end_lineno=place[1], colno=place[2],
                end_colno=place[3],
            )
        )  # fmt: skip
        tb = tb.tb_next
    return _limited(frames, limit)


def extract_stack(f=None, limit=None):
    """The calls that are running, without this one."""
    from _playground import stack

    frames = StackSummary()
    for filename, lineno, name, line in stack():
        if filename != __file__:
            frames.append(FrameSummary(filename, lineno, name, line=line))
    return frames if limit is None else StackSummary(frames[-limit:])


def format_list(extracted_list):
    return StackSummary.from_list(extracted_list).format()


def format_tb(tb, limit=None):
    return extract_tb(tb, limit).format()


def format_stack(f=None, limit=None):
    return extract_stack(f, limit).format()


def _write(lines, file):
    if file is None:
        import sys

        file = sys.stderr
    for line in lines:
        print(line, file=file, end="")


def print_list(extracted_list, file=None):
    _write(format_list(extracted_list), file)


def print_tb(tb, limit=None, file=None):
    _write(format_tb(tb, limit), file)


def print_stack(f=None, limit=None, file=None):
    _write(format_stack(f, limit), file)


def _type_name(kind):
    if kind.__module__ in ("__main__", "builtins"):
        return kind.__qualname__
    return f"{kind.__module__}.{kind.__qualname__}"


class TracebackException:
    """An exception taken apart for showing, without keeping its frames alive."""

    def __init__(
        self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True,
        capture_locals=False, compact=False, max_group_width=15, max_group_depth=10, _seen=None,
        **kwargs,
    ):  # fmt: skip
        seen = set() if _seen is None else _seen
        seen.add(id(exc_value))
        self.exc_type = exc_type
        self.exc_type_str = _type_name(exc_type) if exc_type is not None else None
        self.stack = extract_tb(exc_traceback, limit)
        self.__notes__ = getattr(exc_value, "__notes__", None)
        self._value = exc_value
        try:
            self._str = str(exc_value)
        except Exception:
            self._str = "<exception str() failed>"
        self.__cause__ = self.__context__ = None
        self.__suppress_context__ = getattr(exc_value, "__suppress_context__", False)
        self.max_group_width = max_group_width
        self.max_group_depth = max_group_depth

        def part(other):
            return TracebackException(
                type(other), other, other.__traceback__, limit=limit, _seen=seen,
                max_group_width=max_group_width, max_group_depth=max_group_depth,
            )  # fmt: skip

        cause = getattr(exc_value, "__cause__", None)
        context = getattr(exc_value, "__context__", None)
        if cause is not None and id(cause) not in seen:
            self.__cause__ = part(cause)
        if context is not None and id(context) not in seen and cause is None:
            if not self.__suppress_context__:
                self.__context__ = part(context)
        self.exceptions = None
        if isinstance(exc_value, BaseExceptionGroup):
            self.exceptions = [part(inner) for inner in exc_value.exceptions]

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    def __str__(self):
        return self._str

    def format_exception_only(self, *, show_group=False, **kwargs):
        if self.exc_type is None:
            yield "NoneType: None\n"
            return
        if isinstance(self._value, SyntaxError):
            yield from self._format_syntax_error()
        else:
            yield f"{self.exc_type_str}: {self._str}\n" if self._str else f"{self.exc_type_str}\n"
        notes = self.__notes__
        if isinstance(notes, (list, tuple)):
            for note in notes:
                for line in str(note).split("\n"):
                    yield line + "\n"
        elif notes is not None:
            yield f"{notes!r}\n"

    def _format_syntax_error(self):
        error = self._value
        if error.lineno is not None:
            yield f'  File "{error.filename or "<string>"}", line {error.lineno}\n'
            if error.text is not None:
                text = error.text.rstrip("\n")
                stripped = text.lstrip(" \n\f")
                yield f"    {stripped}\n"
                if error.offset is not None and error.offset >= 1:
                    start = error.offset - 1 - (len(text) - len(stripped))
                    end = getattr(error, "end_offset", None)
                    width = 1
                    if end and end > error.offset and error.end_lineno == error.lineno:
                        width = end - error.offset
                    if start >= 0:
                        yield f"    {' ' * start}{'^' * width}\n"
        yield f"{self.exc_type_str}: {error.msg or '<no detail available>'}\n"

    def format(self, *, chain=True, _depth=0, **kwargs):
        chained = []
        exc = self
        while exc is not None:
            if chain and exc.__cause__ is not None:
                chained.append((exc, _CAUSE))
                exc = exc.__cause__
            elif chain and exc.__context__ is not None:
                chained.append((exc, _CONTEXT))
                exc = exc.__context__
            else:
                chained.append((exc, None))
                exc = None
        for exc, _ in [chained[-1]]:
            yield from exc._format_one(_depth)
        for exc, message in reversed(chained[:-1]):
            yield from _indented(message, _depth)
            yield from exc._format_one(_depth)

    def _format_one(self, depth):
        if self.exceptions is None:
            if self.stack:
                yield from _indented("Traceback (most recent call last):\n", depth)
                for line in self.stack.format():
                    yield from _indented(line, depth)
            for line in self.format_exception_only():
                yield from _indented(line, depth)
            return
        if depth > self.max_group_depth:
            yield from _indented(f"... (max_group_depth is {self.max_group_depth})\n", depth)
            return
        inner = depth + 1 if depth == 0 else depth
        if self.stack:
            head = "Exception Group Traceback (most recent call last):\n"
            yield from _indented(head, inner, "+ " if depth == 0 else None)
            for line in self.stack.format():
                yield from _indented(line, inner)
        for line in self.format_exception_only():
            yield from _indented(line, inner)
        count = len(self.exceptions)
        shown = min(count, self.max_group_width + 1)
        for index in range(shown):
            pad = "  " * inner
            last = index == shown - 1
            cut = index >= self.max_group_width
            title = "..." if cut else str(index + 1)
            yield f"{pad}{'+-' if index == 0 else '  '}+---------------- {title} ----------------\n"
            if cut:
                left = count - self.max_group_width
                text = f"and {left} more exception{'s' if left > 1 else ''}\n"
                yield from _indented(text, inner + 1)
            else:
                yield from self.exceptions[index].format(_depth=inner + 1)
            if last:
                nested = self.exceptions[index].exceptions is not None and not cut
                if not nested:
                    yield f"{'  ' * (inner + 1)}+------------------------------------\n"

    def print(self, *, file=None, chain=True, **kwargs):
        _write(self.format(chain=chain), file)


_CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
_CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n"


def _indented(text, depth, margin=None):
    if depth == 0:
        yield text
        return
    prefix = "  " * depth + ("| " if margin is None else margin)
    yield "".join([prefix + line for line in text.splitlines(True)])


def _resolve(exc, value, tb):
    if value is _SENTINEL:
        if exc is None:
            return None, None, None
        return type(exc), exc, exc.__traceback__
    kind = type(value) if value is not None else None
    return kind, value, None if tb is _SENTINEL else tb


def format_exception(exc, /, value=_SENTINEL, tb=_SENTINEL, limit=None, chain=True, **kwargs):
    """The lines that Python shows for an exception."""
    return list(TracebackException(*_resolve(exc, value, tb), limit=limit).format(chain=chain))


def print_exception(exc, /, value=_SENTINEL, tb=_SENTINEL, limit=None, file=None, chain=True, **kwargs):  # fmt: skip
    _write(format_exception(exc, value, tb, limit, chain), file)


def format_exception_only(exc, /, value=_SENTINEL, *, show_group=False, **kwargs):
    if value is _SENTINEL:
        value = exc
    return list(TracebackException(type(value), value, None).format_exception_only())


def format_exc(limit=None, chain=True):
    """The exception that is being handled, as text."""
    import sys

    return "".join(format_exception(sys.exc_info()[1], limit=limit, chain=chain))


def print_exc(limit=None, file=None, chain=True):
    import sys

    print_exception(sys.exc_info()[1], limit=limit, file=file, chain=chain)


def print_last(limit=None, file=None, chain=True):
    import sys

    print_exception(getattr(sys, "last_exc", None), limit=limit, file=file, chain=chain)


def clear_frames(tb):
    pass
