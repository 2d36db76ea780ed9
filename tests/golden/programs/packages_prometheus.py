"""Metrics: counters by a middleware, a gauge, a histogram, and the page that Prometheus reads."""

import re

from fastapi import FastAPI, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, Info, generate_latest

registry = CollectorRegistry()
requests = Counter("http_requests_total", "Requests by path", ["method", "path", "status"], registry=registry)
in_progress = Gauge("in_progress", "Requests that are handled", registry=registry)
sizes = Histogram("body_bytes", "Sizes of bodies", buckets=[10, 100, 1000], registry=registry)
Info("build", "What runs", registry=registry).info({"version": "1.2", "name": 'quo"te'})
app = FastAPI()


@app.middleware("http")
async def count(request: Request, call_next):
    with in_progress.track_inprogress():
        response = await call_next(request)
    requests.labels(request.method, request.url.path, response.status_code).inc()
    return response


@app.post("/body")
async def body(request: Request):
    size = len(await request.body())
    sizes.observe(size)
    return {"size": size, "now": registry.get_sample_value("in_progress")}


@app.get("/metrics")
def metrics():
    text = re.sub(r"(_created(?:{.*})?) \S+", r"\1 T", generate_latest(registry).decode())
    return Response(text, media_type=CONTENT_TYPE_LATEST)


@app.get("/errors")
def errors():
    found = []
    for call in (requests.inc, lambda: requests.labels("x"), lambda: sizes.labels("x"), lambda: Counter("c", "c").inc(-1)):
        try:
            call()
        except ValueError as error:
            found.append(str(error))
    return found


# > POST /body {"a": 1}
# > POST /body {"text": "long enough to be in the second bucket"}
# > GET /nowhere
# > GET /errors
# > GET /metrics
