"""Enumerations: Enum, IntEnum, StrEnum, ReprEnum, and what their metaclass does.

Flags stand in `_enum_flags`, which is loaded when a program asks for them.
"""

from _enum_body import EnumDict, auto, member, nonmember

_EnumDict = EnumDict
_LAZY = "Flag IntFlag FlagBoundary STRICT CONFORM EJECT KEEP show_flag_values".split()
_LAZY += "verify EnumCheck UNIQUE CONTINUOUS NAMED_FLAGS".split()
__all__ = "Enum IntEnum StrEnum ReprEnum EnumType EnumMeta EnumDict auto unique member".split()
__all__ += "nonmember property global_enum pickle_by_enum_name pickle_by_global_name".split() + _LAZY


def __getattr__(name):
    if name in _LAZY:
        import _enum_flags

        value = globals()[name] = getattr(_enum_flags, name)
        return value
    raise AttributeError(f"module 'enum' has no attribute {name!r}")


_MISSING = object()
_property = property


class property(_property):
    """A property whose name a member may also have: the class answers with the member."""

    def __get__(self, instance, owner=None):
        if instance is None:
            name = getattr(self, "_attribute", None)
            if name is None:
                return self
            raise AttributeError(f"{owner!r} has no attribute {name!r}")
        return super().__get__(instance, owner)

    def __set_name__(self, owner, name):
        self._attribute = name


class _Redirect:
    """Stands for a member that has the name of a property: `name` and `value` above all."""

    def __init__(self, fget, member):
        self.fget = fget
        self.member = member

    def __get__(self, instance, owner=None):
        return self.member if instance is None else self.fget(instance)

    def __set__(self, instance, value):
        raise AttributeError("<enum> cannot set attribute of a member")


class EnumType(type):
    """The metaclass of enumerations."""

    @classmethod
    def __prepare__(metacls, cls, bases, *, boundary=None, _simple=False, **kwds):
        for base in bases:
            if isinstance(base, EnumType) and base._member_names_:
                raise TypeError(f"<enum {cls!r}> cannot extend {base!r}")
        namespace = EnumDict(cls)
        first = _first_enum(bases)
        if first is not None:
            namespace._generate = first._generate_next_value_
        return namespace

    def __new__(metacls, cls, bases, classdict, *, boundary=None, _simple=False, **kwds):
        names = classdict._member_names
        first = _first_enum(bases)
        member_type = _data_type(cls, bases)
        classdict.setdefault("_ignore_", []).append("_ignore_")
        space = dict(classdict)
        for name in classdict["_ignore_"]:
            space.pop(name, None)
        invalid = set(names) & {"mro", ""}
        if invalid:
            raise ValueError(f"invalid enum member name(s) {','.join([repr(n) for n in invalid])}")
        order = space.pop("_order_", None)
        values = [(name, space.pop(name)) for name in names]
        if "_generate_next_value_" in space:
            space["_generate_next_value_"] = staticmethod(classdict._generate)
        new_member, use_args = _find_new(space, member_type, first)
        own_new = space.pop("__new__", None) if first is not None else None
        space["_member_names_"] = []
        space["_member_map_"] = {}
        space["_value2member_map_"] = {}
        space["_unhashable_values_"] = []
        space["_member_type_"] = member_type
        space["_new_member_"] = new_member
        space["_use_args_"] = use_args
        space["_hashable_values_"] = []
        if boundary is not None:
            space["_boundary_"] = boundary
        enum_class = super().__new__(metacls, cls, bases, space, **kwds)
        if first is not None:
            _take_enum_methods(enum_class, first, member_type, space)
        if own_new is not None:
            enum_class.__new_member__ = new_member
        make = getattr(enum_class, "_make_flag_", None)
        for name, value in values:
            _add_member(enum_class, name, value, new_member, use_args, member_type, make)
        finish = getattr(enum_class, "_finish_flags_", None)
        if finish is not None:
            finish()
        if order is not None:
            wanted = order.replace(",", " ").split() if isinstance(order, str) else list(order)
            wanted = [name for name in wanted if enum_class._member_map_.get(name) is not None and name in enum_class._member_names_]  # fmt: skip
            if wanted != enum_class._member_names_:
                raise TypeError(
                    f"member order does not match _order_:\n  {enum_class._member_names_!r}\n  {wanted!r}"
                )
        return enum_class

    def __init__(cls, *args, **kwds):
        pass

    def __bool__(cls):
        return True

    def __call__(cls, value=_MISSING, names=None, *values, module=None, qualname=None, type=None, start=1, boundary=None):  # fmt: skip
        if value is _MISSING:
            raise TypeError(
                "EnumType.__call__() missing 1 required positional argument: 'value'"
            )
        if cls._member_map_:
            if names is not None:
                value = (value, names, *values)
            return _lookup(cls, value)
        if names is None and type is None:
            if getattr(cls, "_make_flag_", None) is not None or not isinstance(value, str):
                return _lookup(cls, value)
            raise TypeError(f"{cls} has no members; specify `names=()` if you meant to create a new, empty, enum")  # fmt: skip
        return cls._create_(value, names, module=module, qualname=qualname, type=type, start=start, boundary=boundary)  # fmt: skip

    def _create_(cls, class_name, names, *, module=None, qualname=None, type=None, start=1, boundary=None):  # fmt: skip
        metacls = cls.__class__
        bases = (cls,) if type is None else (type, cls)
        namespace = metacls.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        if isinstance(names, dict):
            names = list(names.items())
        names = list(names or ())
        if names and isinstance(names[0], str):
            values = []
            pairs = []
            for count, name in enumerate(names):
                value = namespace._generate(name, start, count, values[:])
                values.append(value)
                pairs.append((name, value))
            names = pairs
        for name, value in names:
            namespace[name] = value
        if module is None:
            from _playground import caller_globals

            found = caller_globals(1)
            module = found.get("__name__") if found else None
        if module is not None:
            namespace["__module__"] = module
        namespace["__qualname__"] = class_name if qualname is None else qualname
        return metacls.__new__(metacls, class_name, bases, namespace, boundary=boundary)

    def __contains__(cls, value):
        if isinstance(value, cls):
            return True
        try:
            if value in cls._value2member_map_:
                return True
        except TypeError:
            return any([value == known for known in cls._unhashable_values_])
        if getattr(cls, "_make_flag_", None) is not None:
            try:
                cls._missing_(value)
                return True
            except ValueError:
                return False
        return False

    def __iter__(cls):
        members = cls._member_map_
        return iter([members[name] for name in cls._member_names_])

    def __reversed__(cls):
        members = cls._member_map_
        return iter([members[name] for name in reversed(cls._member_names_)])

    def __len__(cls):
        return len(cls._member_names_)

    def __getitem__(cls, name):
        return cls._member_map_[name]

    @_property
    def __members__(cls):
        from types import MappingProxyType

        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        kind = "enum" if getattr(cls, "_make_flag_", None) is None else "flag"
        return f"<{kind} {cls.__name__!r}>"

    def __dir__(cls):
        names = ["__class__", "__contains__", "__doc__", "__getitem__", "__init_subclass__"]
        names += ["__iter__", "__len__", "__members__", "__module__", "__name__", "__qualname__"]
        return sorted(names + list(cls._member_names_))

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", ()):
            raise AttributeError(f"cannot reassign member {name!r}")
        super().__setattr__(name, value)

    def __delattr__(cls, name):
        if name in cls.__dict__.get("_member_map_", ()):
            raise AttributeError(f"{cls.__name__!r} cannot delete member {name!r}.")
        super().__delattr__(name)


EnumMeta = EnumType


def _first_enum(bases):
    if not bases:
        return None
    last = bases[-1]
    if not isinstance(last, EnumType):
        raise TypeError(
            "new enumerations should be created as `EnumName([mixin_type, ...] [data_type,] enum_type)`"
        )
    return last


def _data_type(cls, bases):
    """The one built-in type, or class with values, that is mixed in; `object` without one."""
    found = []
    for chain in bases:
        candidate = None
        for base in chain.__mro__:
            if base is object:
                continue
            if isinstance(base, EnumType):
                if base._member_type_ is not object:
                    if base._member_type_ not in found:
                        found.append(base._member_type_)
                    break
            elif "__new__" in base.__dict__ or "__dataclass_fields__" in base.__dict__:
                kind = candidate or base
                if kind not in found:
                    found.append(kind)
                break
            else:
                candidate = candidate or base
    if len(found) > 1:
        raise TypeError(f"too many data types for {cls!r}: {set(found)!r}")
    return found[0] if found else object


def _find_new(space, member_type, first):
    """The function that makes members, and whether it takes the value as arguments."""
    new = space.get("__new__")
    if new is not None:
        return getattr(new, "__func__", new), True
    if first is not None:
        saved = getattr(first, "__new_member__", None)
        if saved is not None:
            return getattr(saved, "__func__", saved), True
    new = getattr(member_type, "__new__", object.__new__)
    if member_type is object or new is object.__new__:
        return object.__new__, False
    return new, True


def _take_enum_methods(enum_class, first, member_type, space):
    # A mixed-in type comes earlier in the order of bases, but members should show as members.
    for name in ("__repr__", "__str__", "__format__", "__reduce_ex__"):
        if name in space:
            continue
        found = getattr(enum_class, name)
        if found == getattr(member_type, name, None) or found == getattr(object, name):
            if name in ("__str__", "__format__") and issubclass(enum_class, ReprEnum):
                continue
            setattr(enum_class, name, getattr(first, name))


def _add_member(enum_class, name, value, new, use_args, member_type, make):
    args = value if isinstance(value, tuple) else (value,)
    if member_type is tuple:
        args = (value,)
    if not use_args:
        new_member = object.__new__(enum_class)
    elif make is not None and member_type is int:
        new_member = new(enum_class, value)
    else:
        new_member = new(enum_class, *args)
    if "_value_" not in new_member.__dict__:
        if member_type is object or not use_args:
            new_member._value_ = value
        else:
            try:
                new_member._value_ = member_type(*args)
            except Exception as exc:
                error = TypeError("_value_ not set in __new__, unable to create it")
                error.__cause__ = exc
                raise error
    value = new_member._value_
    new_member._name_ = name
    new_member.__objclass__ = enum_class
    new_member._sort_order_ = len(enum_class._member_names_)
    init = getattr(enum_class, "__init__", None)
    if init is not Enum_init and init is not None:
        new_member.__init__(*args)
    value = new_member._value_
    known = _known(enum_class, value)
    if known is None:
        canonical = make is None or enum_class._is_canonical_(value)
        if canonical:
            enum_class._member_names_.append(name)
        try:
            enum_class._value2member_map_[value] = new_member
            enum_class._hashable_values_.append(value)
        except TypeError:
            enum_class._unhashable_values_.append(value)
    else:
        new_member = known
    existing = None
    for base in enum_class.__mro__[1:]:
        existing = base.__dict__.get(name)
        if existing is not None:
            break
    if isinstance(existing, property):
        type.__setattr__(enum_class, name, _Redirect(existing.fget, new_member))
    else:
        type.__setattr__(enum_class, name, new_member)
    enum_class._member_map_[name] = new_member


def _known(cls, value):
    try:
        return cls._value2member_map_.get(value)
    except TypeError:
        for found in cls._member_map_.values():
            if found._value_ == value:
                return found
        return None


def _lookup(cls, value):
    if type(value) is cls:
        return value
    try:
        return cls._value2member_map_[value]
    except KeyError:
        pass
    except TypeError:
        for found in cls._member_map_.values():
            if found._value_ == value:
                return found
    failure = None
    try:
        result = cls._missing_(value)
    except Exception as exc:
        failure = exc
        result = None
    if isinstance(result, cls):
        return result
    if getattr(cls, "_boundary_", None) is not None and isinstance(result, int) and failure is None:
        return result  # a flag may eject a plain number
    invalid = ValueError(f"{value!r} is not a valid {cls.__qualname__}")
    if result is None and failure is None:
        raise invalid
    if failure is None:
        failure = TypeError(
            f"error in {cls.__name__}._missing_: returned {result!r} instead of None or a valid member"
        )
    if not isinstance(failure, ValueError):
        failure.__context__ = invalid
    raise failure


def Enum_init(self, *args, **kwds):
    pass


class Enum(metaclass=EnumType):
    """A set of names bound to constant values."""

    __init__ = Enum_init

    def __new__(cls, value):
        return _lookup(cls, value)

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        try:
            return sorted(last_values)[-1] + 1
        except TypeError:
            raise TypeError("unable to sort non-numeric values") from None

    @classmethod
    def _missing_(cls, value):
        return None

    def _add_alias_(self, name):
        type(self)._member_map_[name] = self
        type.__setattr__(type(self), name, self)

    def _add_value_alias_(self, value):
        type(self)._value2member_map_[value] = self

    def __repr__(self):
        kind = type(self)
        show = kind._member_type_.__repr__
        if kind._member_type_ is object or "__dataclass_fields__" in kind._member_type_.__dict__:
            return f"<{kind.__name__}.{self._name_}: {self._value_!r}>"
        return f"<{kind.__name__}.{self._name_}: {show(self._value_)}>"

    def __str__(self):
        return f"{type(self).__name__}.{self._name_}"

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __dir__(self):
        return sorted(["__class__", "__doc__", "__eq__", "__hash__", "__module__", "name", "value"])

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return type(self), (self._value_,)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    @property
    def name(self):
        """The name of the member."""
        return self._name_

    @property
    def value(self):
        """The value of the member."""
        return self._value_


class ReprEnum(Enum):
    """Only shows as an enumeration; `str()` and `format()` are the mixed-in type's."""


class IntEnum(int, ReprEnum):
    """Members are integers too."""

    __str__ = int.__repr__
    __format__ = int.__format__


class StrEnum(str, ReprEnum):
    """Members are strings too."""

    __str__ = str.__str__
    __format__ = str.__format__

    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError(f"too many arguments for str(): {values!r}")
        if len(values) == 1 and not isinstance(values[0], str):
            raise TypeError(f"{values[0]!r} is not a string")
        if len(values) >= 2 and not isinstance(values[1], str):
            raise TypeError(f"encoding must be a string, not {values[1]!r}")
        if len(values) == 3 and not isinstance(values[2], str):
            raise TypeError(f"errors must be a string, not {values[2]!r}")
        value = str(*values)
        result = str.__new__(cls, value)
        result._value_ = value
        return result

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


def unique(enumeration):
    """Refuse two names for one value."""
    duplicates = [
        f"{name} -> {found.name}"
        for name, found in enumeration.__members__.items()
        if name != found.name
    ]
    if duplicates:
        raise ValueError(f"duplicate values found in {enumeration!r}: {', '.join(duplicates)}")
    return enumeration


def global_enum(cls, update_str=False):
    """Put the members into the module's namespace too."""
    import sys

    sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls


def pickle_by_enum_name(self, proto):
    return getattr, (self.__class__, self._name_)


def pickle_by_global_name(self, proto):
    return self.name
