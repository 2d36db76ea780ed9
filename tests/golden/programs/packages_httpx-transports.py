"""Transports of one's own: retries, a cache, and errors that a path operation turns into answers."""

import httpx
import uvicorn
from fastapi import Depends, FastAPI, HTTPException, Request

attempts = []


class Flaky(httpx.AsyncBaseTransport):
    def __init__(self, failures):
        self.failures = failures

    async def handle_async_request(self, request):
        attempts.append(str(request.url))
        if len(attempts) <= self.failures:
            raise httpx.ConnectError("connection refused", request=request)
        return httpx.Response(200, json={"attempts": len(attempts)}, request=request)


class Retrying(httpx.AsyncBaseTransport):
    def __init__(self, inner, times):
        self.inner, self.times = inner, times

    async def handle_async_request(self, request):
        for left in reversed(range(self.times)):
            try:
                return await self.inner.handle_async_request(request)
            except httpx.TransportError:
                if not left:
                    raise


async def get_client(times: int = 3):
    async with httpx.AsyncClient(transport=Retrying(Flaky(2), times), base_url="http://upstream/v1") as client:
        yield client


app = FastAPI()


@app.exception_handler(httpx.RequestError)
async def upstream_failed(request: Request, error: httpx.RequestError):
    raise HTTPException(503)


@app.get("/proxy/{path:path}")
async def proxy(path: str, client: httpx.AsyncClient = Depends(get_client)):
    attempts.clear()
    try:
        answer = await client.get(path)
    except httpx.ConnectError as error:
        raise HTTPException(504, f"{type(error).__name__}: {error} for {error.request.url}")
    return {"upstream": answer.json(), "url": str(answer.url), "tried": attempts}


class Cache(httpx.BaseTransport):
    def __init__(self, inner):
        self.inner, self.kept = inner, {}

    def handle_request(self, request):
        if request.url not in self.kept:
            answer = self.inner.handle_request(request)
            answer.read()
            self.kept[request.url] = answer
        kept = self.kept[request.url]
        return httpx.Response(kept.status_code, headers=kept.headers, content=kept.content)


calls = []
counted = httpx.MockTransport(lambda request: calls.append(1) or httpx.Response(200, text=f"call {len(calls)}"))
cached = httpx.Client(transport=Cache(counted))


@app.get("/cached/{number}")
def read_cached(number: int):
    return [cached.get(f"http://upstream/{number}").text for _ in range(2)]


if __name__ == "__main__":
    uvicorn.run(app, host="0.0.0.0", port=8000)


# > GET /proxy/items?times=3
# > GET /proxy/items/1?times=2
# > GET /cached/1
# > GET /cached/2
# > GET /cached/1
