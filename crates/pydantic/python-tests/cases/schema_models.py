import json, enum, datetime, decimal
from typing import *
from pydantic import BaseModel, Field, TypeAdapter, computed_field
class Color(str, enum.Enum):
    "Colors"
    red='r'; blue='b'
class Addr(BaseModel):
    "An address."
    street: str = Field(description='St', examples=['x'])
    zip: str | None = None
class U(BaseModel):
    model_config={'json_schema_extra':{'examples':[{'a':1}]}}
    id: int; addr: Addr; other: Addr | None = None; addrs: list[Addr]=[]; col: Color = Color.red
    when: datetime.datetime; d: decimal.Decimal = Field(max_digits=4, decimal_places=2, gt=1); map: dict[str, Addr] = Field({}, title='MM', alias='mapp')
    lit: Literal['a','b']='a'; t: tuple[int,str]=(1,'a'); s: set[int]={1}; aa: Addr = Field(description='own')
    @computed_field
    @property
    def cf(self)->int: return 1
class Node(BaseModel):
    kids: 'list[Node]' = []
class Cat(BaseModel): k: Literal['cat']
class Dog(BaseModel): k: Literal['dog','wolf']
class Z(BaseModel):
    p: Cat|Dog = Field(discriminator='k'); n: Node; e: Color
for m in (U,Node,Z,Addr):
    for mode in ('validation','serialization'):
        print(json.dumps(m.model_json_schema(mode=mode)))
print(json.dumps(TypeAdapter(list[U]).json_schema()))
