from fastapi import FastAPI

app = FastAPI()


@app.get("/slash/")
def slash():
    return "slash"


@app.get("/bare")
def bare():
    return "bare"


@app.get("/both")
def both_get():
    return "get"


@app.post("/both")
def both_post():
    return "post"


@app.head("/head")
def head():
    return None


@app.api_route("/many", methods=["GET", "PATCH"], include_in_schema=False)
def many():
    return "many"


@app.options("/options")
def options():
    return {"allowed": True}


@app.get("/first/{a}")
def first(a: int):
    return a


@app.get("/first/me")
def never():
    return "never"

# > GET /slash
# > GET /slash?q=1
# > POST /slash {}
# > GET /bare/
# > GET /both
# > POST /both
# > DELETE /both
# > HEAD /both
# > HEAD /head
# > PATCH /many
# > OPTIONS /options
# > OPTIONS /both
# > GET /first/me
# > GET /
# > GET /both%2Fx
