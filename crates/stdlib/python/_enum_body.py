"""The namespace of an enumeration's body, and the markers that stand in it: auto, member, nonmember."""


class member:
    """Make a member of what would otherwise be a method or a nested class."""

    def __init__(self, value):
        self.value = value


class nonmember:
    """Keep a value in the class without making it a member."""

    def __init__(self, value):
        self.value = value


class auto:
    """A value that the enumeration chooses."""

    value = None

    def __init__(self, value=None):
        if value is not None:
            self.value = value

    def __repr__(self):
        return f"auto({self.value!r})"


def _is_dunder(name):
    return len(name) > 4 and name[:2] == "__" and name[-2:] == "__" and name[2] != "_"


def _is_sunder(name):
    return len(name) > 2 and name[0] == "_" and name[-1] == "_" and name[1] != "_"


def _is_descriptor(value):
    return hasattr(value, "__get__") or hasattr(value, "__set__") or hasattr(value, "__delete__")


_SUNDERS = frozenset(
    "_order_ _generate_next_value_ _numeric_repr_ _missing_ _ignore_ _iter_member_ "
    "_iter_member_by_value_ _iter_member_by_def_ _add_alias_ _add_value_alias_ _name_ _value_ "
    "_boundary_ _make_flag_ _is_canonical_ _finish_flags_ _flag_mask_ _singles_mask_ "
    "_all_bits_".split()
)


class EnumDict(dict):
    """The namespace of an enumeration's body: it notes which names are members."""

    def __init__(self, cls_name=None):
        super().__init__()
        self._cls_name = cls_name
        self._member_names = {}
        self._last_values = []
        self._ignore = []
        self._auto_called = False
        self._generate = None

    @property
    def member_names(self):
        return list(self._member_names)

    def __setitem__(self, key, value):
        if self._cls_name is not None and key.startswith(f"_{self._cls_name}__"):
            pass  # a private name
        elif _is_sunder(key):
            if key not in _SUNDERS:
                raise ValueError(f"_sunder_ names, such as {key!r}, are reserved for future Enum use")  # fmt: skip
            if key == "_generate_next_value_":
                if self._auto_called:
                    raise TypeError("_generate_next_value_ must be defined before members")
                self._generate = getattr(value, "__func__", value)
            elif key == "_ignore_":
                self._ignore = value.replace(",", " ").split() if isinstance(value, str) else list(value)  # fmt: skip
                value = self._ignore
                already = set(value) & set(self._member_names)
                if already:
                    raise ValueError(f"_ignore_ cannot specify already set names: {already!r}")
        elif _is_dunder(key):
            if key == "__order__":
                key = "_order_"
        elif key in self._member_names:
            raise TypeError(f"{key!r} already defined as {self[key]!r}")
        elif key in self._ignore:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif isinstance(value, member) or not (
            _is_descriptor(value) or self._is_nested_class(value)
        ):
            if key in self:
                raise TypeError(f"{key!r} already defined as {self[key]!r}")
            if isinstance(value, member):
                value = value.value
            value = self._with_autos(key, value)
            self._member_names[key] = None
            self._last_values.append(value)
        super().__setitem__(key, value)

    def _is_nested_class(self, value):
        return isinstance(value, type) and getattr(value, "__qualname__", "").endswith(
            f"{self._cls_name}.{value.__name__}"
        )

    def _with_autos(self, key, value):
        if type(value) is auto:
            return self._auto(key, value)
        if type(value) is tuple and any([type(item) is auto for item in value]):
            return tuple([self._auto(key, item) if type(item) is auto else item for item in value])
        return value

    def _auto(self, key, value):
        self._auto_called = True
        if value.value is None:
            value.value = self._generate(key, 1, len(self._member_names), self._last_values[:])
        return value.value

    def update(self, members, **more):
        for key, value in members.items() if hasattr(members, "keys") else members:
            self[key] = value
        for key, value in more.items():
            self[key] = value


for _kind in (EnumDict, auto, member, nonmember):
    _kind.__module__ = "enum"
del _kind
