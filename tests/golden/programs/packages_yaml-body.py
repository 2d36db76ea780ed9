"""Bodies in YAML, checked by a model, with errors that name the place."""

import yaml
from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import PlainTextResponse
from pydantic import BaseModel, ValidationError

app = FastAPI()


class Item(BaseModel):
    name: str
    tags: list[str] = []
    price: float | None = None


@app.post("/items/", openapi_extra={"requestBody": {"content": {"application/x-yaml": {"schema": Item.model_json_schema()}}}})
async def create_item(request: Request):
    raw = await request.body()
    try:
        data = yaml.safe_load(raw)
    except yaml.YAMLError as error:
        raise HTTPException(422, {"error": str(error), "line": error.problem_mark.line if hasattr(error, "problem_mark") else None})
    try:
        return Item.model_validate(data)
    except ValidationError as error:
        raise HTTPException(422, error.errors(include_url=False))


@app.post("/parse")
async def parse(request: Request):
    documents = yaml.safe_load_all(await request.body())
    return [repr(document) for document in documents]


@app.post("/dump", response_class=PlainTextResponse)
def dump(data: dict, flow: bool = False, sort: bool = True):
    return yaml.safe_dump(data, default_flow_style=flow, sort_keys=sort, allow_unicode=True)


# > POST /items/ [content-type: application/x-yaml] {name: Deadpoolio, tags: [x-force, x-men], price: 1.5}
# > POST /items/ [content-type: application/x-yaml] {name: x, tags: {a: 1}}
# > POST /items/ [content-type: application/x-yaml] {name: [unclosed
# > POST /items/ [content-type: application/x-yaml] name: "a" "b"
# > POST /items/ [content-type: application/x-yaml] name: *unknown
# > POST /parse [content-type: text/plain] [yes, No, 012, 0x1F, 1_000, 1:30, 1e3, 1.0e+3, .inf, 2001-12-14, 2001-12-14t21:59:43.10-05:00, ~, "5", null]
# > POST /parse [content-type: text/plain] {base: &b {x: 1, y: 2}, d: {<<: *b, y: 3}, e: !!set {a}, f: !!binary aGk=, ? [1, 2] : z}
# > POST /parse [content-type: text/plain] {a: !!python/object/apply:os.system [ls]}
# > POST /dump {"b": [1, {"c": null}], "a": "yes", "text": "two\nlines\n", "empty": {}, "é": "ü", "long": "word word word word word word word word word word word word word word word word word word"}
# > POST /dump?flow=true&sort=false {"b": [1, 2.5, true], "a": {"x": "- y", "z": "1"}}
