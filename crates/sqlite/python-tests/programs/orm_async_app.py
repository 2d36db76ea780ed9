"""An asynchronous service as programs of FastAPI have it: repository, unit of work, eager loading, errors."""
import asyncio

from sqlalchemy import *
from sqlalchemy.exc import *
from sqlalchemy.ext.asyncio import *
from sqlalchemy.orm import *
from sqlalchemy.pool import StaticPool


class Base(AsyncAttrs, DeclarativeBase):
    pass


class Team(Base):
    __tablename__ = "teams"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    heroes: Mapped[list["Hero"]] = relationship(back_populates="team", cascade="all, delete-orphan")


class Hero(Base):
    __tablename__ = "heroes"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"))
    team: Mapped[Team] = relationship(back_populates="heroes", lazy="selectin")


engine = create_async_engine("sqlite+aiosqlite:///:memory:", echo=True, poolclass=StaticPool)
Local = async_sessionmaker(bind=engine, class_=AsyncSession, expire_on_commit=False, autoflush=False)


class Repository:
    def __init__(self, session):
        self.session = session

    async def add(self, obj):
        self.session.add(obj)
        await self.session.flush()
        return obj

    async def list(self, model, *options):
        return (await self.session.execute(select(model).options(*options).order_by(model.id))).scalars().all()


async def get_session():
    async with Local() as session:
        try:
            yield session
            await session.commit()
        except Exception:
            await session.rollback()
            raise


async def main():
    async with engine.begin() as conn:
        await conn.run_sync(Base.metadata.drop_all)
        await conn.run_sync(Base.metadata.create_all)
    async for session in get_session():
        repo = Repository(session)
        team = await repo.add(Team(name="t", heroes=[Hero(name="a"), Hero(name="b")]))
        print(team.id, [h.id for h in team.heroes])
    async for session in get_session():
        repo = Repository(session)
        heroes = await repo.list(Hero)
        print([(h.name, h.team.name) for h in heroes])
        print(len(await heroes[0].team.awaitable_attrs.heroes))
        teams = await repo.list(Team, selectinload(Team.heroes), )
        print([len(t.heroes) for t in teams])
    sessions = get_session()
    try:
        try:
            await Repository(await anext(sessions)).add(Team(name="t"))
        except Exception as error:
            await sessions.athrow(error)
    except IntegrityError as error:
        print(type(error).__name__, error.orig, error.statement)
    async with Local() as session:
        found = await session.execute(select(Team).where(Team.name == "nope"))
        try:
            found.scalar_one()
        except NoResultFound as error:
            print(error)
        result = await session.execute(update(Hero).where(Hero.name == "a").values(name="z").returning(Hero.id))
        print(result.scalars().all())
        await session.commit()
        result = await session.execute(delete(Hero).where(Hero.name == "z"))
        print(result.rowcount)
        await session.rollback()
        async with session.begin():
            session.add(Hero(name="n", team_id=1))
        hero = (await session.scalars(select(Hero).where(Hero.name == "n"))).first()
        print(hero.team.name, session.in_transaction())
        await session.close()
    async with AsyncSession(engine) as session:
        team = await session.get(Team, 1)
        await session.commit()
        try:
            team.heroes
        except MissingGreenlet as error:
            print(error)
        except Exception as error:
            print(type(error).__name__, error)

    async def one(n):
        async with Local() as s:
            return (await s.execute(select(func.count(Hero.id)).where(Hero.id > n))).scalar()

    print(await asyncio.gather(one(0)))
    await engine.dispose()


asyncio.run(main())
