from fastapi import FastAPI, Request

app = FastAPI()
sub = FastAPI(title="Sub")


@app.get("/")
def root():
    return "main"


@sub.get("/hello/{name}")
def hello(name: str, request: Request):
    return {"name": name, "root_path": request.scope["root_path"], "path": request.url.path}


@sub.get("/")
def sub_root():
    return "sub"


app.mount("/sub", sub)

# > GET /
# > GET /sub/hello/Ada
# > GET /sub/
# > GET /sub
# > GET /sub/nothing
# > GET /sub/openapi.json
# > GET /hello/Ada
