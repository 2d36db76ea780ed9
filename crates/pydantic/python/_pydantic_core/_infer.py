"""Serialization by what a value is, filters of `include` and `exclude`, and JSON text."""

from ._errors import PydanticSerializationError


def nested(filter_, key):
    """The part of an include or exclude that is for one key: (is it mentioned, the inner filter or None)."""
    if filter_ is None:
        return False, None
    if isinstance(filter_, dict):
        found = filter_.get(key)
        everything = filter_.get('__all__')
        if found is None or found is False:
            if everything is None or everything is False or key not in filter_ and everything is None:
                return False, None
            found, everything = everything, None
        if everything is not None and everything is not True and found is not True and found is not Ellipsis:
            found = _merge(found, everything)
        if found is True or found is Ellipsis:
            return True, None
        return True, found
    if key in filter_:
        return True, None
    return ('__all__' in filter_, None)


def _merge(one, other):
    if not isinstance(one, dict):
        one = dict.fromkeys(one, True)
    if not isinstance(other, dict):
        other = dict.fromkeys(other, True)
    return {**other, **one}


def chosen(key, include, exclude):
    """Is a key written? If so, with which inner filters."""
    mentioned, inner_exclude = nested(exclude, key)
    if mentioned and inner_exclude is None:
        return False, None, None
    if include is None:
        return True, None, inner_exclude
    mentioned, inner_include = nested(include, key)
    return mentioned, inner_include, inner_exclude


def chosen_index(index, length, include, exclude):
    """The same for an index, which may count from the end."""
    if include is None and exclude is None:
        return True, None, None
    keep, inner_include, inner_exclude = chosen(index, _from_end(include, length), _from_end(exclude, length))
    return keep, inner_include, inner_exclude


def _from_end(filter_, length):
    if isinstance(filter_, dict):
        return {key + length if isinstance(key, int) and key < 0 else key: value for key, value in filter_.items()}
    if filter_ is None:
        return None
    return {key + length if isinstance(key, int) and key < 0 else key for key in filter_}


def json_key(key, options):
    """A key of a mapping as a key in JSON."""
    if type(key) is str:
        return key
    if key is None:
        return 'None'
    if key is True:
        return 'true'
    if key is False:
        return 'false'
    if isinstance(key, str):
        return getattr(key, '_value_', None) if isinstance(getattr(key, '_value_', None), str) else str.__str__(key)
    if hasattr(key, '_value_'):
        return json_key(key._value_, options)
    if isinstance(key, tuple):
        return ','.join(json_key(item, options) for item in key)
    found = infer(key, options, None, None)
    if isinstance(found, (str, int, float)):
        return found if isinstance(found, str) else _float_text(found) if isinstance(found, float) else str(found)
    raise TypeError(f'`{found!r}` not valid as object key')


def _float_text(value):
    if value != value:
        return 'NaN'
    if value in (float('inf'), float('-inf')):
        return 'Infinity' if value > 0 else '-Infinity'
    return repr(value)


_SAME = (str, int, bool, type(None))
_PYTHON_SAME = (str, int, float, bool, type(None), bytes)


def bytes_text(value, options):
    """Bytes in JSON."""
    mode = options.config.get('ser_json_bytes', 'utf8')
    if mode == 'utf8':
        try:
            return bytes(value).decode()
        except UnicodeDecodeError as error:
            raise PydanticSerializationError(
                f'Error serializing to JSON: invalid utf-8 sequence of 1 bytes from index {error.start}'
            )
    if mode == 'hex':
        return bytes(value).hex()
    import base64

    return base64.urlsafe_b64encode(bytes(value)).decode()


def temporal_text(value, options):
    """A date, time or duration in JSON."""
    import datetime as dt

    if isinstance(value, dt.timedelta):
        mode = options.config.get('ser_json_temporal') or options.config.get('ser_json_timedelta', 'iso8601')
        if mode in ('float', 'seconds'):
            return value.total_seconds()
        if mode == 'milliseconds':
            return value.total_seconds() * 1000
        from ._temporal import iso_duration

        return iso_duration(value)
    mode = options.config.get('ser_json_temporal', 'iso8601')
    if mode in ('seconds', 'milliseconds'):
        factor = 1 if mode == 'seconds' else 1000
        if isinstance(value, dt.datetime):
            aware = value if value.tzinfo is not None else value.replace(tzinfo=dt.timezone.utc)
            return aware.timestamp() * factor
        if isinstance(value, dt.date):
            return dt.datetime(value.year, value.month, value.day, tzinfo=dt.timezone.utc).timestamp() * factor
        return (value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6) * factor
    text = value.isoformat()
    if text.endswith('+00:00'):
        text = text[:-6] + 'Z'
    return text


def infer(value, options, include=None, exclude=None):
    """A value serialized by what it is."""
    kind = type(value)
    is_json = options.mode == 'json'
    if kind in _SAME:
        return value
    if kind is float:
        if is_json and (value != value or value in (float('inf'), float('-inf'))):
            return float_json(value, options)
        return value
    serializer = getattr(kind, '__pydantic_serializer__', None)
    if serializer is not None and hasattr(serializer, 'to_python'):
        return serialize_model(value, serializer, options, include, exclude)
    if is_json:
        return _guarded(value, options, lambda: _infer_json(value, kind, options, include, exclude))
    return _guarded(value, options, lambda: _infer_python(value, kind, options, include, exclude))


def float_json(value, options):
    """An infinite number in JSON."""
    mode = options.config.get('ser_json_inf_nan', 'null')
    if mode == 'strings':
        return _float_text(value)
    return None if mode == 'null' else value


def serialize_model(value, serializer, options, include, exclude):
    """A value whose class has its own serializer."""
    run = getattr(serializer, '_run', None)
    if run is None:
        return serializer.to_python(
            value,
            mode=options.mode,
            include=include,
            exclude=exclude,
            by_alias=options.by_alias,
            exclude_unset=bool(options.exclude_unset),
            exclude_defaults=bool(options.exclude_defaults),
            exclude_none=bool(options.exclude_none),
            round_trip=bool(options.round_trip),
            context=options.context,
            warnings=False,
            fallback=options.fallback,
        )
    saved = options.config
    options.config = {**serializer._config}
    try:
        return run()(value, options, include, exclude)
    finally:
        options.config = saved


def _guarded(value, options, make):
    if isinstance(value, (list, tuple, dict, set, frozenset)) or hasattr(value, '__dict__'):
        key = id(value)
        if key in options.depth:
            raise ValueError('Circular reference detected (id repeated)')
        if len(options.depth) > 200:
            raise ValueError('Circular reference detected (depth exceeded)')
        options.depth.append(key)
        try:
            return make()
        finally:
            options.depth.pop()
    return make()


def items(value, options, include, exclude, run=infer):
    """The items of a sequence, filtered."""
    if include is None and exclude is None:
        return [run(item, options, None, None) for item in value]
    result = []
    length = len(value) if hasattr(value, '__len__') else 0
    for index, item in enumerate(value):
        keep, inner_include, inner_exclude = chosen_index(index, length, include, exclude)
        if keep:
            result.append(run(item, options, inner_include, inner_exclude))
    return result


def mapping(value, options, include, exclude, run=infer, run_key=None):
    """The entries of a mapping, filtered."""
    result = {}
    is_json = options.mode == 'json'
    for key, item in value.items():
        keep, inner_include, inner_exclude = (
            (True, None, None) if include is None and exclude is None else chosen(key, include, exclude)
        )
        if not keep:
            continue
        if run_key is not None:
            key = run_key(key, options, None, None)
            if is_json:
                key = json_key(key, options)
        elif is_json:
            key = json_key(key, options)
        else:
            key = infer(key, options, None, None) if type(key) is not str else key
        result[key] = run(item, options, inner_include, inner_exclude)
    return result


def _infer_python(value, kind, options, include, exclude):
    if kind in _PYTHON_SAME:
        return value
    if isinstance(value, dict):
        found = mapping(value, options, include, exclude)
        return found
    if isinstance(value, list):
        return items(value, options, include, exclude)
    if isinstance(value, tuple):
        found = items(value, options, include, exclude)
        return kind(*found) if hasattr(kind, '_fields') else tuple(found)
    if isinstance(value, (set, frozenset)):
        return (
            kind(items(value, options, include, exclude))
            if kind in (set, frozenset)
            else set(items(value, options, include, exclude))
        )
    if hasattr(kind, '__dataclass_fields__') and not isinstance(value, type):
        return dataclass_data(value, options, include, exclude)
    if type(value).__name__ == 'deque' and type(value).__module__ == 'collections':
        return kind(items(value, options, include, exclude))
    if options.fallback is not None and not hasattr(value, '__dict__'):
        return value
    if kind.__name__ in ('generator', 'ValidatorIterator'):
        return (infer(item, options, None, None) for item in value)
    return value


def dataclass_data(value, options, include, exclude):
    """The fields of a standard dataclass."""
    data = {}
    for name, field in type(value).__dataclass_fields__.items():
        if getattr(field._field_type, 'name', '_FIELD') == '_FIELD' and hasattr(value, name):
            data[name] = getattr(value, name)
    return mapping(data, options, include, exclude)


def _infer_json(value, kind, options, include, exclude):
    if hasattr(value, '_value_') and hasattr(kind, '__members__'):
        return infer(value._value_, options, None, None)
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, bool):
        return bool(value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return float_json(float(value), options) if value != value or abs(value) == float('inf') else float(value)
    if isinstance(value, dict):
        return mapping(value, options, include, exclude)
    if isinstance(value, (list, tuple, set, frozenset)):
        return items(value, options, include, exclude)
    if isinstance(value, (bytes, bytearray)):
        return bytes_text(value, options)
    module, name = kind.__module__, kind.__name__
    if module == 'datetime' or name in ('datetime', 'date', 'time', 'timedelta'):
        if hasattr(value, 'isoformat') or hasattr(value, 'total_seconds'):
            return temporal_text(value, options)
    if hasattr(value, 'isoformat'):
        return temporal_text(value, options)
    if name == 'Decimal' or name == 'UUID' or name == 'Fraction':
        return str(value)
    if module.split('.')[0] in ('ipaddress', 'pathlib') or name in ('Url', 'MultiHostUrl'):
        return str(value)
    if hasattr(kind, '__dataclass_fields__') and not isinstance(value, type):
        return dataclass_data(value, options, include, exclude)
    if name == 'Pattern' and module == 're':
        return value.pattern
    if name == 'complex':
        return str(value).strip('()')
    if (
        name == 'deque'
        or hasattr(value, '__next__')
        or name in ('generator', 'ValidatorIterator', 'dict_keys', 'dict_values')
    ):
        return items(list(value), options, include, exclude)
    from pathlib import PurePath

    if isinstance(value, PurePath):
        return str(value)
    if options.fallback is not None:
        return infer(options.fallback(value), options, include, exclude)
    if options.unknown:
        try:
            return str(value)
        except Exception:
            return f'<Unserializable {name} object>'
    shown = f'{kind}' if kind is not type else str(kind)
    raise PydanticSerializationError(f'Unable to serialize unknown type: {shown}')


def write(value, indent=None, ensure_ascii=False, inf_nan='null'):
    """JSON text, as compact as can be unless indented."""
    parts = []
    _write(value, parts, indent, 0, ensure_ascii, inf_nan)
    return ''.join(parts)


_ESCAPES = {'"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\b': '\\b', '\f': '\\f'}


def quote(text, ensure_ascii=False):
    """A text in JSON."""
    if text.isascii() and text.isprintable() and '"' not in text and '\\' not in text:
        return f'"{text}"'
    result = []
    for char in text:
        found = _ESCAPES.get(char)
        if found is not None:
            result.append(found)
        elif char < ' ':
            result.append(f'\\u{ord(char):04x}')
        elif ensure_ascii and ord(char) > 126:
            code = ord(char)
            if code > 0xFFFF:
                code -= 0x10000
                result.append(f'\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}')
            else:
                result.append(f'\\u{code:04x}')
        else:
            result.append(char)
    return '"' + ''.join(result) + '"'


def _write(value, parts, indent, level, ensure_ascii, inf_nan):
    if value is None:
        parts.append('null')
    elif value is True:
        parts.append('true')
    elif value is False:
        parts.append('false')
    elif isinstance(value, str):
        parts.append(quote(value, ensure_ascii))
    elif isinstance(value, int):
        parts.append(str(int(value)))
    elif isinstance(value, float):
        if value != value or value in (float('inf'), float('-inf')):
            parts.append(
                'null'
                if inf_nan == 'null'
                else _float_text(value)
                if inf_nan == 'constants'
                else quote(_float_text(value))
            )
        else:
            parts.append(_number(value))
    elif isinstance(value, dict):
        _write_many(value.items(), '{}', parts, indent, level, ensure_ascii, inf_nan, True)
    elif isinstance(value, (list, tuple, set, frozenset)):
        _write_many(value, '[]', parts, indent, level, ensure_ascii, inf_nan, False)
    else:
        raise PydanticSerializationError(f'Unable to serialize unknown type: {type(value)}')


def _number(value):
    text = repr(value)
    return text.replace('e+', 'e').replace('e-0', 'e-') if 'e' in text else text


def _write_many(values, brackets, parts, indent, level, ensure_ascii, inf_nan, pairs):
    if not values:
        parts.append(brackets)
        return
    parts.append(brackets[0])
    first = True
    for item in values:
        if not first:
            parts.append(',')
        first = False
        if indent is not None:
            parts.append('\n' + ' ' * (indent * (level + 1)))
        if pairs:
            key, item = item
            parts.append(quote(key if isinstance(key, str) else str(key), ensure_ascii))
            parts.append(': ' if indent is not None else ':')
        _write(item, parts, indent, level + 1, ensure_ascii, inf_nan)
    if indent is not None:
        parts.append('\n' + ' ' * (indent * level))
    parts.append(brackets[1])
