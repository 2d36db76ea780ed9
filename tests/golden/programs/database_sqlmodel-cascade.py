from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import event
from sqlmodel import Field, Relationship, Session, SQLModel, create_engine, select, text


class Album(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    title: str
    tracks: list["Track"] = Relationship(back_populates="album", cascade_delete=True)
    reviews: list["Review"] = Relationship(back_populates="album", passive_deletes="all")
    covers: list["Cover"] = Relationship(back_populates="album", passive_deletes=True)


class Track(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    title: str
    album_id: int = Field(foreign_key="album.id", ondelete="CASCADE")
    album: Album = Relationship(back_populates="tracks")


class Review(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    album_id: int | None = Field(default=None, foreign_key="album.id", ondelete="SET NULL", nullable=True)
    album: Album | None = Relationship(back_populates="reviews")


class Cover(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    album_id: int | None = Field(default=None, foreign_key="album.id", ondelete="RESTRICT")
    album: Album | None = Relationship(back_populates="covers")


engine = create_engine("sqlite:///music.db", connect_args={"check_same_thread": False})


@event.listens_for(engine, "connect")
def enable_foreign_keys(connection, record):
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


SQLModel.metadata.create_all(engine)


def get_session():
    with Session(engine) as session:
        yield session


SessionDep = Annotated[Session, Depends(get_session)]
app = FastAPI()


@app.post("/albums")
def add(title: str, tracks: list[str], session: SessionDep, cover: bool = False):
    album = Album(title=title, tracks=[Track(title=track) for track in tracks], reviews=[Review()])
    if cover:
        album.covers.append(Cover())
    session.add(album)
    session.commit()
    return {"id": album.id, "tracks": [track.id for track in album.tracks]}


@app.delete("/albums/{album_id}")
def remove(album_id: int, session: SessionDep):
    from sqlalchemy.exc import IntegrityError

    session.delete(session.get(Album, album_id))
    try:
        session.commit()
    except IntegrityError as error:
        session.rollback()
        return {"error": str(error.orig)}
    return {
        "tracks": session.exec(select(Track)).all(),
        "reviews": session.exec(select(Review)).all(),
        "keys": session.exec(text("PRAGMA foreign_keys")).scalar(),
    }


@app.delete("/albums/{album_id}/tracks/{index}")
def remove_track(album_id: int, index: int, session: SessionDep):
    album = session.get(Album, album_id)
    del album.tracks[index]
    session.commit()
    return [track.title for track in session.exec(select(Track).order_by(Track.id))]

# > POST /albums?title=One ["a", "b", "c"]
# > POST /albums?title=Two&cover=true ["d"]
# > DELETE /albums/1/tracks/1
# > DELETE /albums/1
# > DELETE /albums/2
