"""Asynchronous sessions, and what needs a greenlet."""
import asyncio

from sqlalchemy import *
from sqlalchemy.exc import *
from sqlalchemy.ext.asyncio import *
from sqlalchemy.orm import *
from _blog import *


class Kept(AsyncAttrs, Base):
    __tablename__ = "kept"
    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    owner: Mapped[User | None] = relationship()


async def attempt(awaitable):
    try:
        print("value:", await awaitable)
    except Exception as error:
        print(type(error).__module__, type(error).__name__, "|", str(error))


async def main():
    engine = create_async_engine("sqlite+aiosqlite://", echo=True)
    async with engine.begin() as conn:
        await conn.run_sync(Base.metadata.create_all)
    maker = async_sessionmaker(engine, expire_on_commit=False)
    async with maker() as session:
        session.add_all([User(name="ann", addresses=[Address(email="a@x")]), User(name="bob")])
        await session.commit()
        print(session.in_transaction(), session.new, session.dirty)
    async with maker() as session:
        users = (await session.scalars(select(User).options(selectinload(User.addresses)).order_by(User.id))).all()
        print(users, users[0].addresses)
        one = await session.get(User, 2)
        print(one, await session.get(User, 99), await session.scalar(select(func.count(User.id))))
        try:
            one.addresses
        except Exception as error:
            print(type(error).__name__, "|", error)
        await session.rollback()
        await session.refresh(one, ["addresses"])
        print(one.addresses)
        one.name = "bert"
        await session.flush()
        await attempt(session.get_one(User, 77))
        await session.rollback()
        try:
            print(one.name)
        except Exception as error:
            print(type(error).__name__, "|", error)
    async with maker.begin() as session:
        session.add(Kept(owner_id=1))
        async with session.begin_nested():
            session.add(User(name="nested"))
    async with maker() as session:
        kept = (await session.execute(select(Kept))).scalar_one()
        print(await kept.awaitable_attrs.owner)
        result = await session.stream(select(User).order_by(User.id))
        async for row in result:
            print(row)
        async for user in await session.stream_scalars(select(User).order_by(User.id)):
            print(user)
        print(await (await session.stream_scalars(select(User.name).order_by(User.id))).all())
        await session.delete(kept)
        await session.commit()
        print(kept in session, inspect(kept).detached)
        await attempt(session.execute(select(text("nope"))))
        await session.run_sync(lambda s: print(type(s).__name__, s.query(User).count()))
        print(async_object_session(await session.get(User, 1)) is session)
        merged = await session.merge(User(id=1, name="merged"))
        await session.commit()
        await session.refresh(merged)
        print(merged)
        session.add(User(id=1, name="twice"))
        await attempt(session.commit())
        await session.rollback()
    await engine.dispose()


asyncio.run(main())
