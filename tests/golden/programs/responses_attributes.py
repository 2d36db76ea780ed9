from collections import UserDict, UserList

from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict

app = FastAPI()
made: list[str] = []


class FromObject(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class Car(FromObject):
    id: int = 0
    doors: int = 5


class SportsCar(Car):
    top: int = 300


class Bike(FromObject):
    id: int = 0
    bell: bool = True

    def __init__(self, **values):
        made.append(str(sorted(values)))
        super().__init__(**values)


class Row:
    def __init__(self, **values):
        self.__dict__.update(values)


class Rows:
    def __init__(self, *rows):
        self.rows = rows

    def __iter__(self):
        return iter(self.rows)


@app.get("/either", response_model=list[Bike | Car])
def either():
    return [Car(id=1), Bike(id=2), SportsCar(id=3), SportsCar(doors=2), Row(id=4, bell=False), Row(doors=3), {"id": 5, "doors": 1}]


@app.get("/one/{kind}", response_model=Car | Bike)
def one(kind: str):
    return {"car": Car(), "bike": Bike(), "sports": SportsCar(), "row": Row(bell=False), "dict": {"bell": False}}[kind]


@app.get("/rows", response_model=list[Car])
def rows():
    return Rows(Row(id=1), Row(id=2, doors=3))


@app.get("/user-list")
def user_list() -> list[Car]:
    return UserList([Row(id=7)])


@app.get("/user-dict", response_model=list[int])
def user_dict():
    return UserDict({1: 2})


@app.get("/set", response_model=set[int])
def numbers():
    return Rows(1, 2, 1)


@app.get("/made")
def read_made():
    return made

# > GET /either
# > GET /one/car
# > GET /one/bike
# > GET /one/sports
# > GET /one/row
# > GET /one/dict
# > GET /rows
# > GET /user-list
# > GET /user-dict
# > GET /set
# > GET /made
