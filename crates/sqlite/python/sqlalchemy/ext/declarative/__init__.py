"""The older place of the declarative functions; each says where it has moved."""

import functools
import warnings

from ... import exc
from ...orm import decl_api
from ...orm.decl_api import DeclarativeMeta as DeclarativeMeta
from ...orm.decl_api import declared_attr as declared_attr


def _moved(name, closing="."):
    fn = getattr(decl_api, name)

    @functools.wraps(fn)
    def wrapper(*args, **kw):
        warnings.warn(
            exc.MovedIn20Warning(
                f"The ``{name}()`` function is now available as sqlalchemy.orm.{name}(){closing} (deprecated since: "
                "2.0)",
            ),
            stacklevel=2,
        )
        return fn(*args, **kw)

    return wrapper


declarative_base = _moved("declarative_base")
as_declarative = _moved("as_declarative", "")
has_inherited_table = _moved("has_inherited_table")
synonym_for = _moved("synonym_for", "")


def __getattr__(name):
    if name in ("ConcreteBase", "AbstractConcreteBase", "DeferredReflection"):
        raise ImportError(
            f"{name} isn't supported in the playground; use joined or single table inheritance, and declare the columns."
        )
    raise AttributeError(name)
