"""Constants of characters, Template and Formatter."""

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdefABCDEF"
octdigits = "01234567"
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    """Every word with a capital."""
    return (sep or " ").join([word.capitalize() for word in s.split(sep)])


_MISSING = {}


class Template:
    """Text with `$name` and `${name}` to be replaced."""

    delimiter = "$"
    idpattern = None

    def __init__(self, template):
        self.template = template

    def _parts(self):
        """Yields (kind, text, position): kind is text, name, escaped or invalid."""
        text, mark = self.template, self.delimiter
        at = 0
        while True:
            found = text.find(mark, at)
            if found < 0:
                yield "text", text[at:], at
                return
            yield "text", text[at:found], at
            rest = text[found + len(mark) :]
            if rest.startswith(mark):
                yield "escaped", mark, found
                at = found + 2 * len(mark)
                continue
            braced = rest.startswith("{")
            body = rest[1:] if braced else rest
            size = 0
            while size < len(body) and (body[size] == "_" or body[size].isascii() and (body[size].isalpha() or size and body[size].isdigit())):  # fmt: skip
                size += 1
            if not size or braced and body[size : size + 1] != "}":
                yield "invalid", mark, found
                at = found + len(mark)
                continue
            end = found + len(mark) + size + (2 if braced else 0)
            yield "name", body[:size], found
            at = end

    def _invalid(self, position):
        lines = self.template[:position].splitlines(True)
        if not lines:
            lineno, colno = 1, 1
        else:
            lineno = len(lines)
            colno = position - len("".join(lines[:-1]))
            colno += 1
        raise ValueError(f"Invalid placeholder in string: line {lineno}, col {colno}")

    def _fill(self, mapping, kws, safe):
        out = []
        source = self.template
        for kind, text, position in self._parts():
            if kind == "name":
                if text in kws:
                    out.append(str(kws[text]))
                elif not safe or text in mapping:
                    out.append(str(mapping[text]))
                else:
                    braced = source.startswith("{", position + len(self.delimiter))
                    out.append(f"{self.delimiter}{{{text}}}" if braced else self.delimiter + text)
            elif kind == "invalid" and not safe:
                self._invalid(position)
            else:
                out.append(text)
        return "".join(out)

    def substitute(self, mapping=_MISSING, /, **kws):
        return self._fill(mapping, kws, False)

    def safe_substitute(self, mapping=_MISSING, /, **kws):
        return self._fill(mapping, kws, True)

    def is_valid(self):
        return all([kind != "invalid" for kind, _, _ in self._parts()])

    def get_identifiers(self):
        names = [text for kind, text, _ in self._parts() if kind == "name"]
        return list(dict.fromkeys(names))


class Formatter:
    """`str.format` in steps that subclasses can change."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used = set()
        result, _ = self._vformat(format_string, args, kwargs, used, 2, 0)
        self.check_unused_args(used, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used, depth, auto):
        if depth < 0:
            raise ValueError("Max string recursion exceeded")
        out = []
        for literal, field, spec, conversion in self.parse(format_string):
            if literal:
                out.append(literal)
            if field is None:
                continue
            first = field
            for char in ".[":
                first = first.partition(char)[0]
            if first == "":
                if auto is False:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")  # fmt: skip
                field = str(auto) + field
                auto += 1
            elif first.isdigit():
                if auto:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")  # fmt: skip
                auto = False
            obj, first = self.get_field(field, args, kwargs)
            used.add(first)
            obj = self.convert_field(obj, conversion)
            spec, auto = self._vformat(spec, args, kwargs, used, depth - 1, auto)
            out.append(self.format_field(obj, spec))
        return "".join(out), auto

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion == "s":
            return str(value)
        if conversion == "r":
            return repr(value)
        if conversion == "a":
            return ascii(value)
        raise ValueError(f"Unknown conversion specifier {conversion!s}")

    def parse(self, format_string):
        """Yields (literal, field name, format spec, conversion)."""
        literal = []
        at, end = 0, len(format_string)
        while at < end:
            char = format_string[at]
            if char in "{}" and format_string[at + 1 : at + 2] == char:
                literal.append(char)
                at += 2
            elif char == "}":
                raise ValueError("Single '}' encountered in format string")
            elif char == "{":
                depth = 1
                start = at = at + 1
                while at < end and depth:
                    depth += {"{": 1, "}": -1}.get(format_string[at], 0)
                    at += 1
                if depth:
                    raise ValueError("expected '}' before end of string")
                body = format_string[start : at - 1]
                field, spec, conversion = body, "", None
                for index, c in enumerate(body):
                    if c in "!:":
                        field = body[:index]
                        rest = body[index:]
                        if c == "!":
                            conversion = rest[1:2]
                            rest = rest[2:]
                        spec = rest[1:] if rest.startswith(":") else ""
                        break
                yield "".join(literal), field, spec, conversion
                literal = []
            else:
                literal.append(char)
                at += 1
        if literal:
            yield "".join(literal), None, None, None

    def get_field(self, field_name, args, kwargs):
        first = field_name
        rest = ""
        for index, char in enumerate(field_name):
            if char in ".[":
                first, rest = field_name[:index], field_name[index:]
                break
        key = int(first) if first.isdigit() else first
        obj = self.get_value(key, args, kwargs)
        while rest:
            if rest[0] == ".":
                size = 1
                while size < len(rest) and rest[size] not in ".[":
                    size += 1
                obj = getattr(obj, rest[1:size])
                rest = rest[size:]
            else:
                item, _, rest = rest[1:].partition("]")
                obj = obj[int(item) if item.isdigit() else item]
        return obj, key
