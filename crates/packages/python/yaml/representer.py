"""Makes nodes of objects."""

import datetime
from collections import OrderedDict

from .error import RepresenterError
from .nodes import MappingNode, ScalarNode, SequenceNode

_PREFIX = "tag:yaml.org,2002:"


class BaseRepresenter:
    """Knows no types; programs add theirs."""

    yaml_representers = {}
    yaml_multi_representers = {}

    @classmethod
    def add_representer(cls, data_type, representer):
        """Have a function make the nodes of objects of this type."""
        cls.yaml_representers = {**cls.yaml_representers, data_type: representer}

    @classmethod
    def add_multi_representer(cls, data_type, representer):
        """The same for the type and all that come from it."""
        cls.yaml_multi_representers = {**cls.yaml_multi_representers, data_type: representer}

    def __init__(self, default_style=None, default_flow_style=False, sort_keys=True):
        self.default_style = default_style
        self.default_flow_style = default_flow_style
        self.sort_keys = sort_keys
        self._nodes = {}
        self._kept = []
        self._key = None

    def represent_document(self, data):
        self._nodes, self._kept = {}, []
        return self.represent_data(data)

    def represent_data(self, data):
        if self.ignore_aliases(data):
            self._key = None
        else:
            self._key = id(data)
            if self._key in self._nodes:
                return self._nodes[self._key]
            # An object that goes away would leave its identity to another.
            self._kept.append(data)
        kinds = type(data).__mro__
        if kinds[0] in self.yaml_representers:
            return self.yaml_representers[kinds[0]](self, data)
        for kind in kinds:
            if kind in self.yaml_multi_representers:
                return self.yaml_multi_representers[kind](self, data)
        for table in (self.yaml_multi_representers, self.yaml_representers):
            if None in table:
                return table[None](self, data)
        return ScalarNode(None, str(data))

    def _known(self, node):
        if self._key is not None:
            self._nodes[self._key] = node
        return node

    def represent_scalar(self, tag, value, style=None):
        return self._known(ScalarNode(tag, value, style=self.default_style if style is None else style))

    def represent_sequence(self, tag, sequence, flow_style=None):
        node = self._known(SequenceNode(tag, [], flow_style=flow_style))
        node.value += [self.represent_data(item) for item in sequence]
        return self._styled(node, flow_style, node.value)

    def represent_mapping(self, tag, mapping, flow_style=None):
        node = self._known(MappingNode(tag, [], flow_style=flow_style))
        if hasattr(mapping, "items"):
            mapping = list(mapping.items())
            if self.sort_keys:
                try:
                    mapping = sorted(mapping)
                except TypeError:
                    # Keys that have no order stay as they are.
                    mapping = list(mapping)
        for key, value in mapping:
            node.value.append((self.represent_data(key), self.represent_data(value)))
        return self._styled(node, flow_style, [item for pair in node.value for item in pair])

    def _styled(self, node, flow_style, items):
        if flow_style is None:
            node.flow_style = self.default_flow_style
            if node.flow_style is None:
                node.flow_style = all(isinstance(item, ScalarNode) and not item.style for item in items)
        return node

    def ignore_aliases(self, data):
        return False


class SafeRepresenter(BaseRepresenter):
    """Knows the types that YAML itself has."""

    def ignore_aliases(self, data):
        return data is None or data == () or isinstance(data, (str, bytes, bool, int, float))

    def represent_none(self, data):
        return self.represent_scalar(_PREFIX + "null", "null")

    def represent_str(self, data):
        return self.represent_scalar(_PREFIX + "str", data)

    def represent_binary(self, data):
        import base64

        return self.represent_scalar(_PREFIX + "binary", base64.encodebytes(data).decode("ascii"), style="|")

    def represent_bool(self, data):
        return self.represent_scalar(_PREFIX + "bool", "true" if data else "false")

    def represent_int(self, data):
        return self.represent_scalar(_PREFIX + "int", str(data))

    def represent_float(self, data):
        if data != data:
            value = ".nan"
        elif data in (float("inf"), float("-inf")):
            value = ".inf" if data > 0 else "-.inf"
        else:
            value = repr(data).lower()
            if "." not in value and "e" in value:
                value = value.replace("e", ".0e", 1)
        return self.represent_scalar(_PREFIX + "float", value)

    def represent_list(self, data):
        return self.represent_sequence(_PREFIX + "seq", data)

    def represent_dict(self, data):
        return self.represent_mapping(_PREFIX + "map", data)

    def represent_set(self, data):
        return self.represent_mapping(_PREFIX + "set", dict.fromkeys(data))

    def represent_date(self, data):
        return self.represent_scalar(_PREFIX + "timestamp", data.isoformat())

    def represent_datetime(self, data):
        return self.represent_scalar(_PREFIX + "timestamp", data.isoformat(" "))

    def represent_undefined(self, data):
        raise RepresenterError("cannot represent an object", data)


for _type, _function in {
    type(None): SafeRepresenter.represent_none,
    str: SafeRepresenter.represent_str,
    bytes: SafeRepresenter.represent_binary,
    bool: SafeRepresenter.represent_bool,
    int: SafeRepresenter.represent_int,
    float: SafeRepresenter.represent_float,
    list: SafeRepresenter.represent_list,
    tuple: SafeRepresenter.represent_list,
    dict: SafeRepresenter.represent_dict,
    set: SafeRepresenter.represent_set,
    datetime.date: SafeRepresenter.represent_date,
    datetime.datetime: SafeRepresenter.represent_datetime,
    None: SafeRepresenter.represent_undefined,
}.items():
    SafeRepresenter.add_representer(_type, _function)


class Representer(SafeRepresenter):
    """Knows Python's types too, as far as they can be read again without calling anything."""

    def represent_tuple(self, data):
        return self.represent_sequence(_PREFIX + "python/tuple", data)

    def represent_complex(self, data):
        real, imag = data.real, data.imag
        if imag == 0.0:
            value = repr(real)
        else:
            value = f"{imag!r}j" if real == 0.0 else f"{real!r}{'+' if imag > 0 else ''}{imag!r}j"
        return self.represent_scalar(_PREFIX + "python/complex", value)

    def represent_name(self, data):
        return self.represent_scalar(f"{_PREFIX}python/name:{data.__module__}.{data.__name__}", "")

    def represent_ordered_dict(self, data):
        tag = f"{_PREFIX}python/object/apply:{type(data).__module__}.{type(data).__name__}"
        return self.represent_sequence(tag, [[[key, value] for key, value in data.items()]])

    def represent_object(self, data):
        from enum import Enum

        name = f"{type(data).__module__}.{type(data).__name__}"
        if isinstance(data, Enum):
            return self.represent_sequence(f"{_PREFIX}python/object/apply:{name}", [data.value])
        if type(data).__reduce_ex__ is not object.__reduce_ex__ or isinstance(data, (int, float, str, list, dict)):
            from _playground import unsupported

            unsupported(f"yaml.dump() of {name} objects", "convert it to a dict or a str, or use add_representer()")
        state = data.__getstate__() if hasattr(data, "__getstate__") else data.__dict__
        return self.represent_mapping(f"{_PREFIX}python/object:{name}", state or {})


Representer.add_representer(complex, Representer.represent_complex)
Representer.add_representer(tuple, Representer.represent_tuple)
Representer.add_representer(OrderedDict, Representer.represent_ordered_dict)
Representer.add_multi_representer(type, Representer.represent_name)
Representer.add_representer(type(SafeRepresenter.represent_int), Representer.represent_name)
Representer.add_multi_representer(object, Representer.represent_object)
