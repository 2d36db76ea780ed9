"""with_loader_criteria, and criteria on relationships."""
from sqlalchemy import *
from sqlalchemy.orm import *
from _blog import *
from _support import attempt, engine_for

engine = engine_for(Base)
with Session(engine) as s:
    fill(s)
with Session(engine) as s:
    opt = with_loader_criteria(Post, Post.title != "two")
    print(s.scalars(select(Post).options(opt)).all())
    for u in s.scalars(select(User).options(selectinload(User.posts), opt).order_by(User.id)):
        print(u, u.posts)
    print(s.scalars(select(User).join(User.posts.and_(Post.title == "one"))).unique().all())
    u = s.scalars(select(User).options(selectinload(User.posts.and_(Post.title == "one"))).order_by(User.id).execution_options(populate_existing=True)).first()
    print(u.posts)
with Session(engine) as s:
    u = s.scalars(select(User).options(opt).order_by(User.id)).first()
    print(u.posts)

    @event.listens_for(s, "do_orm_execute")
    def _(state):
        if state.is_select and not state.is_column_load and not state.is_relationship_load:
            state.statement = state.statement.options(with_loader_criteria(User, lambda cls: cls.id > 1))

    print(s.scalars(select(User)).all())
    print(s.query(User).count())
