"""Makes objects of nodes."""

import re
import types
from collections.abc import Hashable

from .error import ConstructorError
from .nodes import MappingNode, ScalarNode, SequenceNode

_PREFIX = "tag:yaml.org,2002:"
_TIMESTAMP = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)(?:(?:[Tt]|[ \t]+)(?P<hour>\d\d?):(?P<minute>\d\d):(?P<second>\d\d)"
    r"(?:\.(?P<fraction>\d*))?(?:[ \t]*(?P<tz>Z|(?P<sign>[-+])(?P<tz_hour>\d\d?)(?::(?P<tz_minute>\d\d))?))?)?$"
)
_BOOLS = {"yes": True, "no": False, "true": True, "false": False, "on": True, "off": False}


class BaseConstructor:
    """Knows no tags; programs add theirs."""

    yaml_constructors = {}
    yaml_multi_constructors = {}

    @classmethod
    def add_constructor(cls, tag, constructor):
        """Have a function make the objects of nodes with this tag."""
        cls.yaml_constructors = {**cls.yaml_constructors, tag: constructor}

    @classmethod
    def add_multi_constructor(cls, tag_prefix, multi_constructor):
        """The same for all tags that begin so."""
        cls.yaml_multi_constructors = {**cls.yaml_multi_constructors, tag_prefix: multi_constructor}

    def construct_document(self, node):
        self._made, self._unfinished, self._open, self._deep = {}, [], set(), False
        data = self.construct_object(node)
        while self._unfinished:
            unfinished, self._unfinished = self._unfinished, []
            for generator in unfinished:
                for _ in generator:
                    pass
        return data

    def construct_object(self, node, deep=False):
        if id(node) in self._made:
            return self._made[id(node)]
        before, self._deep = self._deep, self._deep or deep
        if id(node) in self._open:
            raise ConstructorError(None, None, "found unconstructable recursive node", node.start_mark)
        self._open.add(id(node))
        data = self._construct(node)
        if isinstance(data, types.GeneratorType):
            # What a collection holds is filled in afterwards, so that it may hold itself.
            generator, data = data, next(data)
            if self._deep:
                for _ in generator:
                    pass
            else:
                self._unfinished.append(generator)
        self._made[id(node)] = data
        self._open.discard(id(node))
        self._deep = before
        return data

    def _construct(self, node):
        constructor = self.yaml_constructors.get(node.tag)
        if constructor is not None:
            return constructor(self, node)
        for prefix, multi in self.yaml_multi_constructors.items():
            if prefix is not None and node.tag.startswith(prefix):
                return multi(self, node.tag[len(prefix) :], node)
        if None in self.yaml_multi_constructors:
            return self.yaml_multi_constructors[None](self, node.tag, node)
        if None in self.yaml_constructors:
            return self.yaml_constructors[None](self, node)
        if isinstance(node, ScalarNode):
            return self.construct_scalar(node)
        if isinstance(node, SequenceNode):
            return self.construct_sequence(node)
        return self.construct_mapping(node)

    def _expect(self, node, kind):
        if not isinstance(node, kind):
            raise ConstructorError(None, None, f"expected a {kind.id} node, but found {node.id}", node.start_mark)

    def construct_scalar(self, node):
        self._expect(node, ScalarNode)
        return node.value

    def construct_sequence(self, node, deep=False):
        self._expect(node, SequenceNode)
        return [self.construct_object(child, deep) for child in node.value]

    def construct_mapping(self, node, deep=False):
        self._expect(node, MappingNode)
        mapping = {}
        for key_node, value_node in node.value:
            key = self.construct_object(key_node, deep)
            if not isinstance(key, Hashable):
                raise ConstructorError(
                    "while constructing a mapping", node.start_mark, "found unhashable key", key_node.start_mark
                )
            mapping[key] = self.construct_object(value_node, deep)
        return mapping

    def construct_pairs(self, node, deep=False):
        self._expect(node, MappingNode)
        return [(self.construct_object(key, deep), self.construct_object(value, deep)) for key, value in node.value]


class SafeConstructor(BaseConstructor):
    """Knows the tags of YAML itself."""

    def construct_scalar(self, node):
        if isinstance(node, MappingNode):
            for key_node, value_node in node.value:
                if key_node.tag == _PREFIX + "value":
                    return self.construct_scalar(value_node)
        return super().construct_scalar(node)

    def flatten_mapping(self, node):
        """Put what `<<` names into the mapping itself."""
        merged, seen, own = [], set(), []
        context = "while constructing a mapping"
        for key_node, value_node in node.value:
            if key_node.tag != _PREFIX + "merge":
                if key_node.tag == _PREFIX + "value":
                    key_node.tag = _PREFIX + "str"
                own.append((key_node, value_node))
                continue
            if isinstance(value_node, MappingNode):
                sources = [value_node]
            elif isinstance(value_node, SequenceNode):
                sources = value_node.value
            else:
                raise ConstructorError(
                    context,
                    node.start_mark,
                    f"expected a mapping or list of mappings for merging, but found {value_node.id}",
                    value_node.start_mark,
                )
            for source in sources:
                if not isinstance(source, MappingNode):
                    raise ConstructorError(
                        context,
                        node.start_mark,
                        f"expected a mapping for merging, but found {source.id}",
                        source.start_mark,
                    )
                self.flatten_mapping(source)
                for pair in source.value:
                    # Of two mappings with the same key the later counts, unless it is the same node or of one letter:
                    # the reference compares identities.
                    text = pair[0].value
                    name = text if isinstance(text, str) and len(text) < 2 else id(pair[0])
                    if name not in seen:
                        seen.add(name)
                        merged.append(pair)
        node.value = merged + own

    def construct_mapping(self, node, deep=False):
        if isinstance(node, MappingNode):
            self.flatten_mapping(node)
        return super().construct_mapping(node, deep)

    def construct_yaml_null(self, node):
        self.construct_scalar(node)

    def construct_yaml_bool(self, node):
        return _BOOLS[self.construct_scalar(node).lower()]

    def construct_yaml_int(self, node):
        sign, digits = _signed(self.construct_scalar(node).replace("_", ""))
        if digits.startswith(("0b", "0x")):
            return sign * int(digits[2:], 2 if digits[1] == "b" else 16)
        if digits[0] == "0" and digits != "0":
            return sign * int(digits, 8)
        return sign * _sexagesimal(digits, int)

    def construct_yaml_float(self, node):
        sign, digits = _signed(self.construct_scalar(node).replace("_", "").lower())
        if digits in (".inf", ".nan"):
            return sign * float(digits[1:]) if digits == ".inf" else float("nan")
        return sign * _sexagesimal(digits, float)

    def construct_yaml_binary(self, node):
        import base64
        import binascii

        try:
            value = self.construct_scalar(node).encode("ascii")
        except UnicodeEncodeError as error:
            problem = f"failed to convert base64 data into ascii: {error}"
            raise ConstructorError(None, None, problem, node.start_mark) from None
        try:
            return base64.decodebytes(value)
        except binascii.Error as error:
            raise ConstructorError(None, None, f"failed to decode base64 data: {error}", node.start_mark) from None

    def construct_yaml_timestamp(self, node):
        import datetime

        parts = _TIMESTAMP.match(self.construct_scalar(node)).groupdict()
        day = [int(parts[name]) for name in ("year", "month", "day")]
        if not parts["hour"]:
            return datetime.date(*day)
        time = [int(parts[name]) for name in ("hour", "minute", "second")]
        fraction = int(((parts["fraction"] or "") + "000000")[:6])
        zone = None
        if parts["sign"]:
            delta = datetime.timedelta(hours=int(parts["tz_hour"]), minutes=int(parts["tz_minute"] or 0))
            zone = datetime.timezone(-delta if parts["sign"] == "-" else delta)
        elif parts["tz"]:
            zone = datetime.timezone.utc
        return datetime.datetime(*day, *time, fraction, tzinfo=zone)

    def _list_of_pairs(self, node, what):
        pairs = []
        yield pairs
        if not isinstance(node, SequenceNode):
            raise ConstructorError(what, node.start_mark, f"expected a sequence, but found {node.id}", node.start_mark)
        for child in node.value:
            if not isinstance(child, MappingNode):
                problem = f"expected a mapping of length 1, but found {child.id}"
                raise ConstructorError(what, node.start_mark, problem, child.start_mark)
            if len(child.value) != 1:
                problem = f"expected a single mapping item, but found {len(child.value)} items"
                raise ConstructorError(what, node.start_mark, problem, child.start_mark)
            key, value = child.value[0]
            pairs.append((self.construct_object(key), self.construct_object(value)))

    def construct_yaml_omap(self, node):
        return self._list_of_pairs(node, "while constructing an ordered map")

    def construct_yaml_pairs(self, node):
        return self._list_of_pairs(node, "while constructing pairs")

    def construct_yaml_set(self, node):
        data = set()
        yield data
        data.update(self.construct_mapping(node))

    def construct_yaml_str(self, node):
        return self.construct_scalar(node)

    def construct_yaml_seq(self, node):
        data = []
        yield data
        data.extend(self.construct_sequence(node))

    def construct_yaml_map(self, node):
        data = {}
        yield data
        data.update(self.construct_mapping(node))

    def construct_undefined(self, node):
        raise ConstructorError(
            None, None, f"could not determine a constructor for the tag {node.tag!r}", node.start_mark
        )


def _signed(text):
    sign = -1 if text[0] == "-" else 1
    return sign, text[1:] if text[0] in "+-" else text


def _sexagesimal(text, kind):
    value = kind(0)
    for part in text.split(":"):
        value = value * 60 + kind(part)
    return value


for _name in "null bool int float binary timestamp omap pairs set str seq map".split():
    SafeConstructor.add_constructor(_PREFIX + _name, getattr(SafeConstructor, f"construct_yaml_{_name}"))
SafeConstructor.add_constructor(None, SafeConstructor.construct_undefined)


class FullConstructor(SafeConstructor):
    """Also knows the plain Python types; tags that would import or call something are refused, as unknown ones are."""

    def construct_python_tuple(self, node):
        return tuple(self.construct_sequence(node, True))

    def construct_python_bytes(self, node):
        return self.construct_yaml_binary(node)

    def construct_python_complex(self, node):
        return complex(self.construct_scalar(node))


for _name, _function in {
    "none": FullConstructor.construct_yaml_null,
    "bool": FullConstructor.construct_yaml_bool,
    "str": FullConstructor.construct_yaml_str,
    "int": FullConstructor.construct_yaml_int,
    "float": FullConstructor.construct_yaml_float,
    "list": FullConstructor.construct_yaml_seq,
    "dict": FullConstructor.construct_yaml_map,
    "tuple": FullConstructor.construct_python_tuple,
    "bytes": FullConstructor.construct_python_bytes,
    "complex": FullConstructor.construct_python_complex,
}.items():
    FullConstructor.add_constructor(f"{_PREFIX}python/{_name}", _function)
