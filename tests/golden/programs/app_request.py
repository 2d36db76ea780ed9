from fastapi import FastAPI, Request, Response

app = FastAPI()


@app.api_route("/echo/{rest:path}", methods=["GET", "POST", "PUT"], include_in_schema=False)
async def echo(request: Request, rest: str):
    return {
        "method": request.method,
        "path": request.url.path,
        "url": str(request.url),
        "base": str(request.base_url),
        "query": dict(request.query_params),
        "multi": request.query_params.multi_items(),
        "params": request.path_params,
        "cookies": request.cookies,
        "type": request.headers.get("Content-Type"),
        "body": (await request.body()).decode(),
        "client": request.client.host,
    }


@app.post("/json")
async def json(request: Request):
    return {"sum": sum(await request.json())}


@app.get("/url")
def url(request: Request):
    return str(request.url_for("echo", rest="a/b"))


@app.post("/teapot")
def teapot(response: Response, request: Request):
    response.status_code = 418
    response.headers["x-len"] = request.headers["content-length"]
    return None

# > GET /echo/a/b?x=1&x=2&y=%C3%A9 [cookie: a=1; b="two"]
# > POST /echo/ hello
# > PUT /echo/x [content-type: text/plain] text body
# > POST /json [1, 2, 3]
# > GET /url
# > POST /teapot {"a": 1}
