from typing import Annotated

from fastapi import FastAPI, Path

app = FastAPI()


@app.get("/ints/{n}")
def ints(n: int):
    return {"n": n, "type": type(n).__name__}


@app.get("/floats/{x}")
def floats(x: float):
    return {"x": x}


@app.get("/bools/{flag}")
def bools(flag: bool):
    return {"flag": flag}


@app.get("/limits/{n}")
def limits(n: Annotated[int, Path(ge=1, lt=100, multiple_of=3, title="A number")]):
    return n


@app.get("/old/{n}")
def old(n: int = Path(gt=0)):
    return n


@app.get("/files/{path:path}")
def files(path: str):
    return {"path": path}


@app.get("/words/latest")
def latest():
    return "fixed"


@app.get("/words/{word}")
def words(word: Annotated[str, Path(min_length=2, max_length=5, pattern="^[a-z]+$")]):
    return word

# > GET /ints/42
# > GET /ints/-7
# > GET /ints/seven
# > GET /ints/1.0
# > GET /ints/1.5
# > GET /ints/%2012%20
# > GET /floats/2
# > GET /floats/1e3
# > GET /floats/much
# > GET /bools/on
# > GET /bools/NO
# > GET /bools/maybe
# > GET /limits/9
# > GET /limits/0
# > GET /limits/100
# > GET /limits/10
# > GET /old/0
# > GET /files/a/b/c.txt
# > GET /files/
# > GET /words/latest
# > GET /words/a
# > GET /words/abcdefg
# > GET /words/AB1
# > GET /words/caf%C3%A9
