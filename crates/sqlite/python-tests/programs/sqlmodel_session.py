"""Sessions, statements and what is sent for them."""

import logging
import sys
import warnings
from datetime import datetime, timedelta, timezone
from typing import Optional

import sqlmodel
from pydantic import AwareDatetime, NaiveDatetime
from sqlmodel import Field, Relationship, Session, SQLModel, and_, col, create_engine, delete, func, not_, or_, select, update
from sqlmodel.pool import StaticPool

logging.basicConfig(stream=sys.stdout, format='%(message)s')
logging.getLogger('sqlalchemy.engine').setLevel(logging.INFO)


class Link(SQLModel, table=True):
    a_id: int | None = Field(default=None, foreign_key='a.id', primary_key=True)
    b_id: int | None = Field(default=None, foreign_key='b.id', primary_key=True)


class A(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(index=True)
    bs: list['B'] = Relationship(back_populates='as_', link_model=Link)
    one: Optional['One'] = Relationship(sa_relationship_kwargs={'uselist': False}, back_populates='a', cascade_delete=True)


class B(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    as_: list[A] = Relationship(back_populates='bs', link_model=Link)


class One(SQLModel, table=True):
    a_id: int = Field(foreign_key='a.id', primary_key=True, ondelete='CASCADE')
    when: datetime
    aware: AwareDatetime | None = None
    naive: NaiveDatetime | None = None
    a: A = Relationship(back_populates='one')


engine = create_engine('sqlite://', poolclass=StaticPool)
SQLModel.metadata.create_all(engine)


def attempt(action):
    try:
        print('=>', repr(action()))
    except Exception as error:
        print('=>', type(error).__name__, str(error).splitlines()[0])


now = datetime(2024, 5, 1, 12, tzinfo=timezone(timedelta(hours=2)))
with Session(engine) as session:
    a = A(name='first', bs=[B()], one=One(when=now, aware=now, naive=datetime(2024, 5, 1)))
    session.add(a)
    session.commit()
    session.refresh(a)
    print(a.id, a.one.when, a.one.aware, a.one.naive, [b.id for b in a.bs], a.bs[0].as_ == [a])
    print(TypeError if a.one.a is not a else 'same')
    session.add(A(name='second'))
    session.commit()

with Session(engine) as session:
    for statement in (
        select(A),
        select(A.name),
        select(A.id, A.name),
        select(A, B).join(Link, Link.a_id == A.id).join(B),
        select(func.count()).select_from(A),
        select(A.name).where(or_(A.name == 'first', and_(A.id > 1, not_(A.name == 'x')))).order_by(col(A.name).desc()),
        select(One).where(One.when < now + timedelta(days=1)),
        select(One).where(One.when > now),
        select(A).where(A.one == None),  # noqa: E711
        select(A).where(A.bs.any()),
    ):
        result = session.exec(statement)
        print(type(statement).__name__, type(result.all()).__name__)
    print([tuple(row) for row in session.exec(select(A.id, A.name).order_by(A.id))])
    print(session.exec(update(A).where(A.id == 2).values(name='changed')).rowcount)
    print(session.exec(select(A).where(A.id == 2)).one().name)
    attempt(lambda: session.exec(select(A)).one())
    attempt(lambda: session.exec(select(A).where(A.id == 9)).one())
    attempt(lambda: session.exec(select(One).where(One.when == datetime(2024, 1, 1))).all())
    attempt(lambda: session.exec(select(A), params={'x': 1}).first().name)
    attempt(lambda: col('name'))
    attempt(lambda: and_())
    attempt(lambda: sqlmodel.or_())
    session.rollback()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        print(session.query(A).count(), session.execute(select(A.id)).scalars().all())
        print([str(item.message).split('.')[0] for item in caught])
    session.delete(session.get(A, 1))
    session.commit()
    print(session.exec(select(One)).all(), session.exec(select(Link)).all(), session.exec(delete(B)).rowcount)
print(sqlmodel.__version__, [name for name in dir(sqlmodel) if name[0].isupper()])
