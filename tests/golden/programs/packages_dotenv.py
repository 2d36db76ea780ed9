"""python-dotenv: loading, reading and changing the program's own `.env`."""

import io
import os

from dotenv import dotenv_values, find_dotenv, get_key, load_dotenv, set_key, unset_key
from fastapi import FastAPI

loaded = load_dotenv()
app = FastAPI()
NAMES = ["FIRST", "SECOND", "TAKEN", "COMBINED", "BARE"]


@app.get("/environment")
def environment():
    return {"loaded": loaded, "values": {name: os.getenv(name) for name in NAMES}, "found": bool(find_dotenv())}


@app.get("/values")
def values():
    return [dotenv_values(".env"), dotenv_values("absent.env"), dotenv_values(".env", interpolate=False)]


@app.get("/stream")
def stream():
    text = "A=1\n B = 'it\\'s' \nexport C=\"x\\ty\"\nD=a # b\nE=a#b\n=bad\n'F'=6\nG\nH=${A}${NONE:-z}\n"
    return dotenv_values(stream=io.StringIO(text))


@app.post("/override")
def override():
    return [load_dotenv(override=True), os.environ["TAKEN"]]


@app.put("/key/{name}")
def put(name: str, value: str, quote: str = "always"):
    answer = set_key(".env", name, value, quote_mode=quote)
    with open(".env") as file:
        return [answer, file.read().splitlines(), get_key(".env", name)]


@app.delete("/key/{name}")
def delete(name: str):
    return [unset_key(".env", name), get_key(".env", name)]


# $ TAKEN=by the environment
# > GET /environment
# > GET /values
# > GET /stream
# > POST /override
# > PUT /key/FIRST?value=it's
# > PUT /key/NEW?value=plain&quote=never
# > PUT /key/AUTO?value=two%20words&quote=auto
# > DELETE /key/SECOND
# > DELETE /key/ABSENT
