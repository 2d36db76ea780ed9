"""PyYAML: reads and writes YAML 1.1."""

from .composer import Composer
from .constructor import BaseConstructor, FullConstructor, SafeConstructor
from .emitter import Emitter
from .error import Mark, MarkedYAMLError, YAMLError
from .nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode
from .representer import BaseRepresenter, Representer, SafeRepresenter
from .resolver import BaseResolver, Resolver

__version__ = "6.0.4"
__with_libyaml__ = False


class _Loader:
    def __init__(self, stream):
        self._composer = Composer(stream, self)

    def check_data(self):
        return self._composer.check()

    def get_data(self):
        if self._composer.check():
            return self.construct_document(self._composer.document())

    def get_single_node(self):
        return self._composer.single()

    def get_single_data(self):
        node = self._composer.single()
        return None if node is None else self.construct_document(node)

    def dispose(self):
        """Nothing is held."""


class BaseLoader(_Loader, BaseConstructor, BaseResolver):
    """Makes lists, dicts and texts only."""


class SafeLoader(_Loader, SafeConstructor, Resolver):
    """Makes what YAML itself knows."""


class FullLoader(_Loader, FullConstructor, Resolver):
    """Makes plain Python types too."""


class Loader(FullLoader):
    """The same: tags that would run code aren't supported."""


class UnsafeLoader(Loader):
    """The same: tags that would run code aren't supported."""


class _Dumper:
    def __init__(self, stream=None, default_style=None, default_flow_style=False, sort_keys=True, **options):
        options.pop("encoding", None)
        self._emitter = Emitter(self, **options)
        self._represent_with(default_style, default_flow_style, sort_keys)

    def _represent_with(self, *settings):
        BaseRepresenter.__init__(self, *settings)


class BaseDumper(_Dumper, BaseRepresenter, BaseResolver):
    """Knows no types by itself."""


class SafeDumper(_Dumper, SafeRepresenter, Resolver):
    """Writes what YAML itself knows."""


class Dumper(_Dumper, Representer, Resolver):
    """Writes Python's types too."""


def load(stream, Loader):
    """The object of the only document."""
    return Loader(stream).get_single_data()


def load_all(stream, Loader):
    """The objects of all documents."""
    loader = Loader(stream)
    while loader.check_data():
        yield loader.get_data()


def full_load(stream):
    return load(stream, FullLoader)


def full_load_all(stream):
    return load_all(stream, FullLoader)


def safe_load(stream):
    return load(stream, SafeLoader)


def safe_load_all(stream):
    return load_all(stream, SafeLoader)


def unsafe_load(stream):
    return load(stream, UnsafeLoader)


def unsafe_load_all(stream):
    return load_all(stream, UnsafeLoader)


def compose(stream, Loader=Loader):
    """The root node of the only document."""
    return Loader(stream).get_single_node()


def dump_all(documents, stream=None, Dumper=Dumper, encoding=None, **options):
    """Write objects as documents; without a stream, return the text."""
    dumper = Dumper(stream, **options)
    for data in documents:
        dumper._emitter.document(dumper.represent_document(data))
    text = dumper._emitter.finish()
    if encoding is not None:
        text = text.encode(encoding)
    if stream is None:
        return text
    stream.write(text)


def dump(data, stream=None, Dumper=Dumper, **kwds):
    return dump_all([data], stream, Dumper=Dumper, **kwds)


def safe_dump_all(documents, stream=None, **kwds):
    return dump_all(documents, stream, Dumper=SafeDumper, **kwds)


def safe_dump(data, stream=None, **kwds):
    return dump_all([data], stream, Dumper=SafeDumper, **kwds)


def add_constructor(tag, constructor, Loader=None):
    for loader in (BaseLoader, FullLoader, UnsafeLoader) if Loader is None else (Loader,):
        loader.add_constructor(tag, constructor)


def add_multi_constructor(tag_prefix, multi_constructor, Loader=None):
    for loader in (FullLoader, UnsafeLoader) if Loader is None else (Loader,):
        loader.add_multi_constructor(tag_prefix, multi_constructor)


def add_representer(data_type, representer, Dumper=Dumper):
    Dumper.add_representer(data_type, representer)


def add_multi_representer(data_type, multi_representer, Dumper=Dumper):
    Dumper.add_multi_representer(data_type, multi_representer)


def add_implicit_resolver(tag, regexp, first=None, Loader=None, Dumper=Dumper):
    for loader in (FullLoader, UnsafeLoader) if Loader is None else (Loader,):
        loader.add_implicit_resolver(tag, regexp, first)
    Dumper.add_implicit_resolver(tag, regexp, first)


class YAMLObject:
    """Classes that read and write themselves, which aren't supported."""

    def __init_subclass__(cls, **kwargs):
        from _playground import unsupported

        unsupported("yaml.YAMLObject", "use yaml.add_constructor() and yaml.add_representer()")


def __getattr__(name):
    if name in ("scan", "parse", "emit", "serialize", "serialize_all", "compose_all"):
        from _playground import unsupported

        unsupported(f"yaml.{name}", "use yaml.safe_load() and yaml.safe_dump()")
    raise AttributeError(f"module 'yaml' has no attribute '{name}'")
