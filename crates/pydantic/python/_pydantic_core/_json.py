"""JSON text to Python objects."""

from ._errors import invalid


def load(text):
    """The value in JSON text; raises Invalid."""
    import json

    if isinstance(text, (bytes, bytearray)):
        try:
            decoded = bytes(text).decode()
        except UnicodeDecodeError:
            raise invalid('json_invalid', text, {'error': 'invalid unicode code point at line 1 column 1'})
    elif isinstance(text, str):
        decoded = text
    else:
        raise invalid('json_type', text)
    try:
        return json.loads(decoded)
    except RecursionError:
        raise invalid('json_invalid', text, {'error': 'recursion limit exceeded at line 1 column 1'})
    except ValueError as problem:
        raise invalid('json_invalid', text, {'error': _explain(decoded, problem)})


def _explain(text, problem):
    """The wording of the parser that Pydantic uses."""
    at = getattr(problem, 'pos', len(text))
    message = getattr(problem, 'msg', str(problem))
    rest = text[at:].lstrip() if at < len(text) else ''
    stripped = text.rstrip()
    tail = stripped[-1:]
    word = stripped[at:] if at < len(text) else ''
    if message != 'Extra data' and (
        not rest or word and any(name.startswith(word) for name in ('true', 'false', 'null', '-'))
    ):
        line, column = _place(text, len(text) - 1 if text else 0)
        where = None if tail in (':', ',') or word else _open_container(text)
        kind = {'{': 'an object', '[': 'a list', '"': 'a string'}.get(where, 'a value')
        return f'EOF while parsing {kind} at line {line} column {column if text else 0}'
    if message.startswith('Unterminated string'):
        line, column = _place(text, len(text) - 1)
        return f'EOF while parsing a string at line {line} column {column}'
    at = len(text) - len(text[at:].lstrip()) if rest else at
    line, column = _place(text, at)
    if message == 'Extra data':
        if text[at].isdigit() and text[at - 1 : at] == '0':
            return f'invalid number at line {line} column {column}'
        return f'trailing characters at line {line} column {column}'
    if message.startswith('Expecting property name'):
        if text[at] == '}':
            return f'trailing comma at line {line} column {column}'
        return f'key must be a string at line {line} column {column}'
    if message.startswith("Expecting ':'"):
        return f'expected `:` at line {line} column {column}'
    if message.startswith("Expecting ','"):
        where = _open_container(text[:at])
        return f'expected `,` or `{"]" if where == "[" else "}"}` at line {line} column {column}'
    if message.startswith('Illegal trailing comma'):
        return f'trailing comma at line {line} column {column}'
    if message.startswith('Expecting value'):
        if text[at] in 'tfn':
            return f'expected ident at line {line} column {column + 1}'
        if text[at] == ']':
            return f'trailing comma at line {line} column {column}'
        return f'expected value at line {line} column {column}'
    if message.startswith('Invalid control character'):
        return f'control character (\\u0000-\\u001F) found while parsing a string at line {line} column {column}'
    if message.startswith('Invalid \\'):
        return f'invalid escape at line {line} column {column + 1}'
    return f'{message} at line {line} column {column}'


def _place(text, at):
    line = text.count('\n', 0, at) + 1
    return line, at - (text.rfind('\n', 0, at) + 1) + 1


def _open_container(text):
    stack = []
    in_string = escaped = False
    for char in text:
        if in_string:
            if escaped:
                escaped = False
            elif char == '\\':
                escaped = True
            elif char == '"':
                in_string = False
        elif char == '"':
            in_string = True
        elif char in '{[':
            stack.append(char)
        elif char in '}]' and stack:
            stack.pop()
    if in_string:
        return '"'
    return stack[-1] if stack else None


def from_json(data, *, allow_inf_nan=True, cache_strings=True, allow_partial=False):
    """The value in JSON text; raises ValueError."""
    from ._errors import Invalid

    try:
        return load(data)
    except Invalid as found:
        line = found.lines[0]
        raise ValueError(line.context['error'] if line.context else 'JSON input should be string, bytes or bytearray')
