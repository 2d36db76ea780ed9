from fastapi import FastAPI
from pydantic import AliasChoices, BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

app = FastAPI()


class Camel(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)

    first_name: str
    home_town: str | None = None


class Mixed(BaseModel):
    name: str = Field(alias="userName")
    size: int = Field(validation_alias=AliasChoices("size", "length"))
    note: str = Field(default="n", serialization_alias="comment")


@app.post("/camel")
def camel(c: Camel) -> Camel:
    return c


@app.post("/names", response_model=Camel, response_model_by_alias=False)
def names(c: Camel):
    return c


@app.post("/mixed")
def mixed(m: Mixed):
    return {"inside": m.name, "model": m, "dump": m.model_dump(), "by_alias": m.model_dump(by_alias=True)}

# > POST /camel {"firstName": "Ada", "homeTown": "London"}
# > POST /camel {"first_name": "Ada"}
# > POST /camel {"home_town": "London"}
# > POST /names {"firstName": "Ada"}
# > POST /mixed {"userName": "ada", "length": 3}
# > POST /mixed {"userName": "ada", "size": 4, "note": "x", "comment": "y"}
# > POST /mixed {"name": "ada"}
