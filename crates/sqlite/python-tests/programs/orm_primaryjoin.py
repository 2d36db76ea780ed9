"""More than one path between two tables; primaryjoin and foreign()."""
from sqlalchemy import *
from sqlalchemy.orm import *
from _support import attempt, engine_for

Base = declarative_base()


class City(Base):
    __tablename__ = "cities"
    id = Column(Integer, primary_key=True)
    name = Column(String)
    code = Column(String)
    arrivals = relationship("Trip", foreign_keys="Trip.to_id", back_populates="to")
    departures = relationship("Trip", foreign_keys="Trip.from_id", back_populates="from_")
    long_ones = relationship("Trip", primaryjoin="and_(City.id == Trip.from_id, Trip.km > 100)", viewonly=True)
    notes = relationship("Note", primaryjoin="City.code == foreign(Note.city_code)", backref="city")


class Trip(Base):
    __tablename__ = "trips"
    id = Column(Integer, primary_key=True)
    km = Column(Integer)
    from_id = Column(Integer, ForeignKey("cities.id"))
    to_id = Column(Integer, ForeignKey("cities.id"))
    from_ = relationship(City, foreign_keys=[from_id], back_populates="departures")
    to = relationship(City, foreign_keys=[to_id], back_populates="arrivals")


class Note(Base):
    __tablename__ = "notes"
    id = Column(Integer, primary_key=True)
    city_code = Column(String)
    text = Column(String)


engine = engine_for(Base)
with Session(engine) as s:
    a, b = City(name="A", code="a"), City(name="B", code="b")
    s.add_all([Trip(from_=a, to=b, km=50), Trip(from_=a, to=b, km=500)])
    a.notes.append(Note(text="n"))
    s.commit()
    print([t.km for t in a.departures], [t.km for t in a.long_ones], b.arrivals == a.departures, a.notes[0].city is a)
    q = s.query(City.name, func.count(Trip.id)).outerjoin(City.long_ones).group_by(City.id)
    print(q.all())
    start, end = aliased(City), aliased(City)
    print(s.query(start.name, end.name, Trip.km).select_from(Trip).join(start, Trip.from_).join(end, Trip.to).all())
    print(s.query(Trip).options(joinedload(Trip.from_), joinedload(Trip.to)).filter(Trip.km > 60).one().to.name)
    print(s.query(City).filter(City.notes.any(Note.text == "n")).one().name, s.query(City).filter(~City.departures.any()).one().name)
    print(s.query(Trip).filter(Trip.from_.has(name="A")).count(), s.query(Trip).filter(Trip.to == b).count(), s.query(Trip).filter(with_parent(a, City.departures)).count())
