"""Arguments that are meant for one dialect, such as `sqlite_where`."""

from .. import exc


class DialectKWArgs:
    """Accepts arguments such as `sqlite_where`, kept by dialect in `dialect_options`."""

    _dialect_args = {}

    def _validate_dialect_kwargs(self, kwargs):
        self.dialect_options = options = _DialectOptions()
        self.dialect_kwargs = {}
        for k, v in kwargs.items():
            dialect, _, arg = k.partition("_")
            if not arg:
                raise TypeError(f"Additional arguments should be named <dialectname>_<argument>, got '{k}'")
            if dialect == "sqlite" and arg not in self._dialect_args.get("sqlite", ()):
                raise exc.ArgumentError(f"Argument {k!r} is not accepted by dialect 'sqlite' on behalf of {type(self)!r}")
            options[dialect][arg] = v
            self.dialect_kwargs[k] = v

    @property
    def kwargs(self):
        return self.dialect_kwargs


class _DialectOptions(dict):
    def __missing__(self, key):
        self[key] = value = _Defaults()
        return value


class _Defaults(dict):
    def __missing__(self, key):
        return None


for _cls in list(globals().values()):
    # Programs know these classes as those of sqlalchemy.sql.base.
    if isinstance(_cls, type) and _cls.__module__ == __name__:
        _cls.__module__ = "sqlalchemy.sql.base"
