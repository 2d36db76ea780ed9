"""A limit of requests for each client, counted by hand."""

from collections import Counter

from fastapi import Depends, FastAPI, HTTPException, Request, Response

app = FastAPI()
seen: Counter[str] = Counter()


class RateLimit:
    def __init__(self, limit: int):
        self.limit = limit

    async def __call__(self, request: Request, response: Response):
        client = request.headers.get("x-client", request.client.host if request.client else "unknown")
        key = f"{client}:{request.url.path}"
        seen[key] += 1
        left = self.limit - seen[key]
        if left < 0:
            raise HTTPException(429, "Too many requests", headers={"Retry-After": "60"})
        response.headers["X-RateLimit-Limit"] = str(self.limit)
        response.headers["X-RateLimit-Remaining"] = str(left)


@app.get("/cheap", dependencies=[Depends(RateLimit(3))])
def cheap():
    return "ok"


@app.get("/dear", dependencies=[Depends(RateLimit(1))])
async def dear():
    return "ok"


@app.post("/reset", status_code=204)
def reset():
    seen.clear()

# > GET /cheap
# > GET /cheap
# > GET /cheap
# > GET /cheap
# > GET /cheap [x-client: other]
# > GET /dear
# > GET /dear
# > POST /reset
# > GET /dear
