"""Events of mappers, sessions and attributes."""
from sqlalchemy import *
from sqlalchemy.orm import *
from _blog import *
from _support import attempt, engine_for

engine = engine_for(Base)

from sqlalchemy import event

log = []


@event.listens_for(User, "before_insert")
def bi(mapper, connection, target):
    print("before_insert", target)
    target.fullname = "set by event"


@event.listens_for(User, "after_insert")
def ai(mapper, connection, target):
    print("after_insert", target.id)


@event.listens_for(User, "before_update")
def bu(mapper, connection, target):
    print("before_update", target)


@event.listens_for(User, "before_delete")
def bd(mapper, connection, target):
    print("before_delete", target)


@event.listens_for(Base, "after_delete", propagate=True)
def ad(mapper, connection, target):
    print("after_delete", target)


@event.listens_for(User.name, "set", retval=True)
def st(target, value, old, initiator):
    print("set", value, old is not None, initiator.key)
    return value.strip()


@event.listens_for(User.addresses, "append")
def ap(target, value, initiator):
    print("append", value)


@event.listens_for(User, "load")
def ld(target, context):
    print("load", target.id)


@event.listens_for(User, "refresh")
def rf(target, context, attrs):
    print("refresh", attrs if attrs is None else sorted(attrs))


@event.listens_for(Session, "before_flush")
def bf(session, ctx, instances):
    print("before_flush", session.new, session.dirty)


@event.listens_for(Session, "after_commit")
def ac(session):
    print("after_commit")


@event.listens_for(Session, "after_rollback")
def ar(session):
    print("after_rollback")


@event.listens_for(Session, "transient_to_pending")
def tp(session, instance):
    print("pending", instance)


@event.listens_for(Session, "do_orm_execute")
def doe(state):
    print("do_orm_execute", state.is_select, state.is_column_load, state.is_relationship_load, state.is_orm_statement)


S = sessionmaker(engine)


@event.listens_for(S, "after_flush")
def af(session, ctx):
    print("after_flush")


with S() as s:
    u = User(name=" x ", addresses=[Address(email="q")])
    s.add(u)
    s.commit()
    print(u.name, u.fullname)
    u.name = "new "
    s.commit()
    print(u.addresses)
with S() as s:
    u = s.scalars(select(User)).one()
    s.delete(u)
    s.rollback()
    s.delete(u)
    s.commit()
event.remove(Session, "after_commit", ac)
print(event.contains(Session, "after_commit", ac))
with S() as s:
    s.commit()
