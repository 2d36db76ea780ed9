"""The hierarchy of exceptions and what they show."""
from sqlalchemy import exc

for n in sorted(n for n in dir(exc) if isinstance(getattr(exc, n), type) and issubclass(getattr(exc, n), (Exception, Warning)) and n not in ("SATestSuiteWarning",)):
    c = getattr(exc, n)
    print(n, [b.__name__ for b in c.__mro__[1:4]], getattr(c, "code", None))
print(exc.SQLAlchemyError("x"), str(exc.SQLAlchemyError("x", code="abc")), exc.SQLAlchemyError("a", "b"), repr(exc.ArgumentError("z")))
print(exc.StatementError("m", "select", {"a": 1}, ValueError("q")))
print(exc.IntegrityError("select", {"a": 1}, ValueError("q")))
print(exc.IntegrityError("select", [{"a": i} for i in range(20)], ValueError("q"), ismulti=True))
print(exc.IntegrityError("select", (1, "x" * 500), ValueError("q"), ismulti=False).args)
print(exc.NoSuchColumnError("k"), exc.SAWarning("w"), exc.MovedIn20Warning("w"), exc.SADeprecationWarning("w", code="zz"))
e = exc.OperationalError("s", None, ValueError("boom"), hide_parameters=True)
e.add_detail("more")
print(e, e.orig, e.statement, e.params, e.connection_invalidated, e.code, e.driver_exception if False else "")
