"""Asynchronous engines and connections."""
import asyncio

from sqlalchemy import *
from sqlalchemy.ext.asyncio import *
from sqlalchemy.orm import *
from _blog import *


async def attempt(fn):
    try:
        print("value:", await fn())
    except Exception as error:
        print(type(error).__module__, type(error).__name__, "|", str(error))


async def main():
    try:
        create_async_engine("sqlite://")
    except Exception as error:
        print(type(error).__name__, "|", error)
    engine = create_async_engine("sqlite+aiosqlite:///:memory:", echo=True)
    print(engine.url, engine.dialect.driver, engine.name, type(engine.pool).__name__)
    async with engine.begin() as conn:
        await conn.run_sync(Base.metadata.create_all)
        await conn.execute(insert(User), [{"name": "a"}, {"name": "b"}])
    async with engine.connect() as conn:
        result = await conn.execute(select(User.id, User.name))
        print(result.all())
        print(await conn.scalar(select(func.count()).select_from(User)))
        print((await conn.scalars(select(User.name))).all())
        async with conn.begin_nested():
            await conn.execute(insert(User).values(name="c"))
        await conn.commit()
        async with conn.stream(select(User.name).order_by(User.id)) as stream:
            async for row in stream:
                print(row)
        trans = await conn.begin() if not conn.in_transaction() else conn.get_transaction()
        print(type(trans).__name__, trans.is_active)
        await trans.rollback()
        print(await conn.get_raw_connection() is not None)
    await attempt(lambda: conn.execute(text("select 1")))
    fresh = engine.connect()
    await attempt(lambda: fresh.execute(text("select 1")))
    conn = await engine.connect()
    await attempt(lambda: conn.execute(text("select nope")))
    await attempt(lambda: conn.exec_driver_sql("select 1"))
    try:
        conn.sync_connection.execute(text("select 1"))
    except Exception as error:
        print(type(error).__name__, "|", error)
    await conn.close()
    scoped = async_scoped_session(async_sessionmaker(engine), scopefunc=asyncio.current_task)
    scoped.add(User(name="s"))
    await scoped.commit()
    print(await scoped.scalar(select(func.count(User.id))))
    await scoped.remove()
    session = AsyncSession(engine)
    user = await session.get(User, 1)
    await session.commit()
    try:
        user.name
    except Exception as error:
        print(type(error).__name__, "|", error)
    print(await session.run_sync(lambda s: user.name))
    await session.close()
    try:
        inspect(engine)
    except Exception as error:
        print(type(error).__name__, "|", error)
    await engine.dispose()


asyncio.run(main())
