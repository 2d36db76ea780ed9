"""URLs."""
from sqlalchemy import *
from sqlalchemy.engine import URL, make_url

u = make_url("postgresql+psycopg2://user:p%40ss@localhost:5432/db?sslmode=require&x=1&x=2")
print(u, repr(u), u.username, u.password, u.host, u.port, u.database, dict(u.query), u.drivername, u.get_backend_name())
print(u.render_as_string(hide_password=False), u.set(database="q"), u.update_query_dict({"a": "b"}), u.difference_update_query(["x"]))
print(URL.create("sqlite", database="x.db"), URL.create("sqlite"), make_url("sqlite:///./a.db").database, make_url("sqlite:////abs/a.db").database, make_url("sqlite://").database)
print(make_url("sqlite:///x.db") == URL.create("sqlite", database="x.db"), hash(make_url("sqlite://")) == hash(make_url("sqlite://")), u._asdict())
for bad in ("", "abc", "://x", None):
    try:
        print(make_url(bad))
    except Exception as ex:
        print(type(ex).__name__, ex)
print(make_url("mysql://[::1]:3306/d").host, make_url("a+b://h").get_driver_name(), u.translate_connect_args())
