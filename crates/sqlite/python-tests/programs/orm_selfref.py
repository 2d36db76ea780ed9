"""A tree in one table."""
from sqlalchemy import *
from sqlalchemy.orm import *
from _support import attempt, engine_for


class Base(DeclarativeBase):
    pass


class Node(Base):
    __tablename__ = "nodes"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("nodes.id"))
    children: Mapped[list["Node"]] = relationship(back_populates="parent", cascade="all, delete-orphan")
    parent: Mapped["Node | None"] = relationship(back_populates="children", remote_side=[id])

    def __repr__(self):
        return self.name


engine = engine_for(Base)
with Session(engine) as s:
    root = Node(name="root", children=[Node(name="a", children=[Node(name="a1"), Node(name="a2")]), Node(name="b")])
    s.add(root)
    s.commit()
    print(root.children, root.children[0].children, root.children[0].parent)
with Session(engine) as s:
    n = s.scalars(select(Node).where(Node.parent_id.is_(None)).options(selectinload(Node.children).selectinload(Node.children))).one()
    print(n.children, [c.children for c in n.children])
with Session(engine) as s:
    n = s.scalars(select(Node).where(Node.parent == None).options(joinedload(Node.children))).unique().one()
    print(n.children)
    p = aliased(Node)
    print(s.execute(select(Node.name, p.name).join(p, Node.parent).order_by(Node.id)).all())
    print(s.execute(select(Node.name, p.name).join(Node.parent.of_type(p)).order_by(Node.id)).all())
    print(s.scalars(select(Node).where(Node.children.any(Node.name == "a1"))).all())
    print(s.scalars(select(Node).where(Node.parent.has(name="a")).order_by(Node.id)).all())
    s.delete(n)
    s.commit()
    print(s.query(Node).count())
