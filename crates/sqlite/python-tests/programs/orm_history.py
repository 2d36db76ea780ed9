"""Attribute history, inspect(), make_transient, object_session, identity keys, equality of states."""
from sqlalchemy import *
from sqlalchemy.orm import *
from sqlalchemy.orm.attributes import *
from sqlalchemy.orm.util import identity_key
from _blog import *
from _support import attempt, engine_for

engine = engine_for(Base)
with Session(engine) as s:
    fill(s)
    u = s.get(User, 1)
    print(inspect(u).attrs.name.history, inspect(u).attrs.name.loaded_value)
    u.name = "new"
    print(inspect(u).attrs.name.history, get_history(u, "name").has_changes(), s.is_modified(u))
    u.name = "new"
    u.posts.append(Post(title="x"))
    h = inspect(u).attrs.posts.history
    print(len(h.added), len(h.unchanged), len(h.deleted), bool(inspect(u).modified))
    s.flush()
    print(inspect(u).attrs.posts.history.added, inspect(u).unloaded, inspect(u).key, inspect(u).identity)
    u.fullname = "Full"
    print(inspect(u).attrs.fullname.history)
    s.flush()
    print(u.fullname)
    s.expire(u)
    print(sorted(inspect(u).unloaded), sorted(inspect(u).expired_attributes))
    print(identity_key(User, 1), identity_key(instance=u), object_session(u) is s)
    s.expunge(u)
    print(inspect(u).detached, object_session(u), u in s)
    make_transient(u)
    print(inspect(u).transient, u.id)
    u2 = User(id=1)
    make_transient_to_detached(u2)
    s.add(u2)
    print(inspect(u2).persistent, u2.name)
    s.rollback()
    insp = inspect(User)
    print(insp.primary_key, insp.tables, [c.key for c in insp.column_attrs], insp.relationships.posts.direction.name, insp.class_.__name__)
    print(inspect(User.name).key, inspect(User.posts).property.mapper.class_.__name__, User.posts.property.uselist, User.name.type, User.name.expression)
    print(insp.all_orm_descriptors.keys(), insp.get_property("name").columns, insp.mapped_table if hasattr(insp, "mapped_table") else None)
    attempt(lambda: insp.get_property("nope"))
    print(User.__mapper__, repr(User.name), str(User.posts), User.__table__.c.name is insp.c.name)
