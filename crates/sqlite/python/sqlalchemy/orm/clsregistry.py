"""Names in strings: `relationship("Address")` finds the class when the mappers are configured."""

import re
import weakref

from .. import exc as sa_exc
from .. import inspection, util
from .base import class_mapper, manager_of_class

_MODULES = "_sa_module_registry"


class _MultipleClasses:
    """Classes of the same name."""

    def __init__(self, classes):
        self.contents = [weakref.ref(cls) for cls in classes]

    def add(self, cls):
        for ref in self.contents:
            other = ref()
            if other is not None and other.__module__ == cls.__module__:
                util.warn(
                    "This declarative base already contains a class with the same class name and module name as "
                    f"{cls.__module__}.{cls.__name__}, and will be replaced in the string-lookup table."
                )
                self.contents.remove(ref)
                break
        self.contents.append(weakref.ref(cls))

    def only(self, path, name):
        found = [cls for cls in (ref() for ref in self.contents) if cls is not None]
        if len(found) > 1:
            raise sa_exc.InvalidRequestError(
                'Multiple classes found for path "%s" in the registry of this declarative base. Please use a fully '
                "module-qualified path." % ".".join([*path, name])
            )
        if not found:
            raise NameError(name)
        return found[0]


class _Module:
    """A module in the registry: `myapp.models.User` walks through these."""

    def __init__(self, path):
        self.path = path
        self.contents = {}

    def child(self, name):
        return self.contents.setdefault(name, _Module([*self.path, name]))

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        found = self.contents.get(name)
        if isinstance(found, _Module):
            return found
        if found is not None:
            return found.only(self.path, name)
        raise NameError(f"Module {self.path[-1]!r} has no mapped classes registered under the name {name!r}")


def add_class(name, cls, registry):
    existing = registry.get(name)
    if existing is None:
        registry[name] = cls
    elif not isinstance(existing, _MultipleClasses):
        registry[name] = marker = _MultipleClasses([existing])
        marker.add(cls)
        # The registry holds its values weakly, and nothing else holds the marker.
        registry.setdefault(_MODULES, _Module([])).contents.setdefault("*" + name, marker)
    else:
        existing.add(cls)
    root = registry.get(_MODULES)
    if root is None:
        registry[_MODULES] = root = _Module([])
        _roots.append(root)
    tokens = cls.__module__.split(".")
    # Each tail of the module's path may be written.
    while tokens:
        module = root
        for token in tokens:
            module = module.child(token)
        held = module.contents.get(name)
        if isinstance(held, _MultipleClasses):
            if cls not in [ref() for ref in held.contents]:
                held.contents = [weakref.ref(cls)]
        else:
            module.contents[name] = _MultipleClasses([cls])
        tokens = tokens[1:]


_roots = []


def remove_class(name, cls, registry):
    if registry.get(name) is cls:
        del registry[name]


class _GetColumns:
    """A class in an expression such as `"Address.id"`."""

    def __init__(self, cls):
        self.cls = cls

    def __getattr__(self, key):
        if key.startswith("__"):
            raise AttributeError(key)
        mapper = class_mapper(self.cls, configure=False)
        if key not in mapper.all_orm_descriptors:
            raise AttributeError(f"Class {self.cls!r} does not have a mapped column named {key!r}")
        return getattr(self.cls, key)


inspection._inspects(_GetColumns)(lambda target: inspection.inspect(target.cls))


class _Names(dict):
    def __init__(self, resolver, tables_only):
        super().__init__()
        self.resolver = resolver
        self.tables_only = tables_only

    def __missing__(self, key):
        self[key] = value = self.resolver._lookup(key, self.tables_only)
        return value


class Resolver:
    """Evaluates the strings of one relationship."""

    def __init__(self, cls, prop):
        self.cls = cls
        self.prop = prop

    def _table(self, key, metadata):
        if metadata.schema is not None and "." not in key:
            found = metadata.tables.get(f"{metadata.schema}.{key}")
            if found is not None:
                return found
        return metadata.tables.get(key)

    def _lookup(self, key, tables_only):
        registry = manager_of_class(self.cls).registry
        classes, metadata = registry._class_registry, registry._metadata_for(self.cls)
        if tables_only:
            table = self._table(key, metadata)
            if table is not None:
                return table
        found = classes.get(key) if key != _MODULES else None
        if found is not None:
            cls = found.only([], key) if isinstance(found, _MultipleClasses) else found
            return cls if tables_only else _GetColumns(cls)
        table = self._table(key, metadata)
        if table is not None:
            return table
        root = classes.get(_MODULES)
        if root is not None and key in root.contents:
            return getattr(root, key)
        import sqlalchemy

        from . import foreign, remote

        names = {"foreign": foreign, "remote": remote}
        if key in names:
            return names[key]
        return vars(sqlalchemy)[key]

    def _raise(self, arg, name, err):
        generic = re.match(r"(.+)\[(.+)\]", name)
        if generic:
            inner = generic.group(2).strip("'")
            raise sa_exc.InvalidRequestError(
                f'When initializing mapper {self.prop.parent}, expression "relationship({arg!r})" seems to be using a '
                "generic class as the argument to relationship(); please state the generic argument using an "
                f"annotation, e.g. \"{self.prop.key}: Mapped[{generic.group(1)}['{inner}']] = relationship()\""
            ) from err
        raise sa_exc.InvalidRequestError(
            f"When initializing mapper {self.prop.parent}, expression {arg!r} failed to locate a name ({name!r}). If "
            f"this is a class name, consider adding this relationship() to the {self.cls!r} class after both dependent "
            "classes have been defined."
        ) from err

    def name(self, arg):
        """The class of a name, which may be written with its module."""
        names = _Names(self, False)
        value = None
        try:
            for token in arg.split("."):
                value = names[token] if value is None else getattr(value, token)
        except KeyError as err:
            self._raise(arg, arg, err)
        except NameError as err:
            self._raise(arg, err.args[0], err)
        return value.cls if isinstance(value, _GetColumns) else value

    def evaluate(self, arg, tables_only=False):
        """An expression such as `"Address.id == User.address_id"`, or the name of a table."""
        names = _Names(self, tables_only)
        if tables_only:
            try:
                return names[arg]
            except KeyError as err:
                self._raise(arg, arg, err)
        try:
            value = eval(arg, {}, names)
        except (NameError, KeyError) as err:
            self._raise(arg, _missing_name(err), err)
        return value.cls if isinstance(value, _GetColumns) else value


def _missing_name(err):
    text = str(err.args[0])
    match = re.match(r"^name '(.+)' is not defined", text)
    return match.group(1) if match else text
