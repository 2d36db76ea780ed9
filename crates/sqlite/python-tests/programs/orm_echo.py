"""echo=True: batches of inserted rows, hidden and long parameters."""
import sys

from sqlalchemy import *
from sqlalchemy.orm import *
from _blog import *

engine = create_engine("sqlite://", echo=True)
Base.metadata.create_all(engine)
Base.metadata.create_all(engine)
with Session(engine) as s:
    s.add_all([User(name=f"u{i}", posts=[Post(title=f"t{i}{j}") for j in range(3)]) for i in range(12)])
    s.commit()
    print(s.scalars(select(func.count(Post.id))).one())
    s.execute(insert(Tag), [{"name": f"tag{i}"} for i in range(30)])
    s.execute(update(User).values(age=User.id * 2))
    s.rollback()
quiet = create_engine("sqlite://", echo=True, hide_parameters=True)
Base.metadata.create_all(quiet)
with Session(quiet) as s:
    s.add(User(name="secret"))
    s.commit()
long = create_engine("sqlite://", echo=True)
with Session(long) as s:
    print(s.execute(select(literal(1), literal("x" * 400))).all()[0][0])
