"""What `Query()`, `Body()`, `Depends()` and their kind make: descriptions of where a parameter comes from."""

from enum import Enum

from pydantic.fields import FieldInfo

from fastapi.datastructures import Default

_Unset = Default(None)
try:
    from pydantic_core import PydanticUndefined as Undefined
except ImportError:
    from pydantic.fields import PydanticUndefined as Undefined


class ParamTypes(Enum):
    query = "query"
    header = "header"
    path = "path"
    cookie = "cookie"


# What pydantic's Field knows too; the rest is FastAPI's own.
_PASSED = (
    "default_factory alias alias_priority validation_alias serialization_alias title description gt ge lt le"
    " min_length max_length pattern discriminator strict validate_default union_mode fail_fast multiple_of"
    " allow_inf_nan max_digits decimal_places examples deprecated json_schema_extra annotation"
).split()
_KNOWN = frozenset([*_PASSED, "regex", "example", "openapi_examples", "include_in_schema"])


class _Described(FieldInfo):
    """The part that all parameters share: which options there are, and what pydantic hears of them."""

    include_in_schema = True
    openapi_examples = None
    example = _Unset
    place = "Param"
    own_options = ()
    in_ = None

    def __init__(self, default=Undefined, **options):
        for name in options:
            if name not in _KNOWN and name not in self.own_options:
                raise TypeError(f"{self.place}() got an unexpected keyword argument {name!r}")
        passed = {}
        for name in _PASSED:
            value = options.get(name)
            # An explicit None means "not given" too, as it does for pydantic.
            if value is not None and value is not _Unset:
                passed[name] = value
        if default is not Undefined:
            passed["default"] = default
        alias = passed.get("alias")
        if alias is not None:
            # One alias is meant for both directions.
            passed.setdefault("validation_alias", alias)
            passed.setdefault("serialization_alias", alias)
        regex = options.get("regex")
        if regex is not None and regex is not _Unset:
            _warn("`regex` has been deprecated, please use `pattern` instead")
            passed["pattern"] = regex
        if options.get("example", _Unset) is not _Unset:
            _warn("`example` has been deprecated, please use `examples` instead")
        super().__init__(**passed)
        self.example = options.get("example", _Unset)
        self.include_in_schema = options.get("include_in_schema", True)
        self.openapi_examples = options.get("openapi_examples")
        for name in self.own_options:
            setattr(self, name, options.get(name, getattr(type(self), name)))

    def __repr__(self):
        return f"{self.place}({self.default})"


def _warn(message):
    import warnings

    from _playground import caller_source

    from fastapi.exceptions import FastAPIDeprecationWarning

    # However deep this is called: the line that a learner can change.
    place = caller_source()
    if place is None:
        warnings.warn(message, category=FastAPIDeprecationWarning, stacklevel=5)
    else:
        warnings.warn_explicit(message, FastAPIDeprecationWarning, place[0], place[1])


class Param(_Described):
    pass


class Path(Param):
    place = "Path"
    in_ = ParamTypes.path

    def __init__(self, default=..., **options):
        assert default is ..., "Path parameters cannot have a default value"
        super().__init__(default, **options)


class Query(Param):
    place = "Query"
    in_ = ParamTypes.query


class Header(Param):
    place = "Header"
    in_ = ParamTypes.header
    convert_underscores = True
    own_options = ("convert_underscores",)


class Cookie(Param):
    place = "Cookie"
    in_ = ParamTypes.cookie


class Body(_Described):
    place = "Body"
    embed = None
    media_type = "application/json"
    own_options = ("embed", "media_type")


class Form(Body):
    place = "Form"
    media_type = "application/x-www-form-urlencoded"


class File(Form):
    place = "File"
    media_type = "multipart/form-data"


class Depends:
    __slots__ = ("dependency", "use_cache", "scope", "max_concurrency", "concurrency")

    def __init__(self, dependency=None, use_cache=True, scope=None, *, max_concurrency=None):
        self.dependency = dependency
        self.use_cache = use_cache
        self.scope = scope
        self.max_concurrency = max_concurrency
        # One for each declaration: those that look the same are counted apart.
        self.concurrency = None
        if max_concurrency is not None:
            if type(max_concurrency) is not int or max_concurrency < 1:
                raise ValueError("max_concurrency must be a positive integer or None")
            from fastapi.concurrency import Concurrency

            self.concurrency = Concurrency(max_concurrency)

    def for_dependency(self, dependency):
        """The same declaration, of another function."""
        other = object.__new__(type(self))
        for kind in type(self).__mro__:
            for name in getattr(kind, "__slots__", ()):
                setattr(other, name, getattr(self, name))
        other.dependency = dependency
        return other

    def __eq__(self, other):
        if type(self) is not type(other):
            return False
        return (self.dependency, self.use_cache, self.scope, self.concurrency) == (
            other.dependency,
            other.use_cache,
            other.scope,
            other.concurrency,
        )

    def __hash__(self):
        return hash((self.dependency, self.use_cache, self.scope))

    def __repr__(self):
        scopes = f", scopes={self.scopes!r}" if isinstance(self, Security) else ""
        return (
            f"{type(self).__name__}(dependency={self.dependency!r}, use_cache={self.use_cache!r}, scope={self.scope!r}, "
            f"max_concurrency={self.max_concurrency!r}{scopes})"
        )


class Security(Depends):
    __slots__ = ("scopes",)

    def __init__(self, dependency=None, use_cache=True, scope=None, scopes=None, *, max_concurrency=None):
        super().__init__(dependency, use_cache, scope, max_concurrency=max_concurrency)
        self.scopes = scopes
