"""Many-to-many through a table."""
from sqlalchemy import *
from sqlalchemy.orm import *
from _blog import *
from _support import attempt, engine_for

engine = engine_for(Base)

with Session(engine) as s:
    p = Post(title="p")
    t = [Tag(name=n) for n in "abc"]
    p.tags = t[:2]
    s.add(p)
    s.commit()
    p.tags.append(t[2])
    p.tags.remove(t[0])
    s.commit()
    print(p.tags, t[0].posts, t[2].posts)
    t[0].posts.append(p)
    s.flush()
    print(p.tags)
    p.tags = [t[0]]
    s.commit()
    print(p.tags)
    print(s.scalars(select(Post).join(Post.tags).where(Tag.name == "a")).all())
    print(s.scalars(select(Tag).where(Tag.posts.contains(p))).all())
    print(s.scalars(select(Tag).where(~Tag.posts.any())).all())
