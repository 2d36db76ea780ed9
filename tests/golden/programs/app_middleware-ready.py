from fastapi import FastAPI
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.middleware.trustedhost import TrustedHostMiddleware

app = FastAPI()
app.add_middleware(TrustedHostMiddleware, allowed_hosts=["testserver", "*.example.com"])
app.add_middleware(GZipMiddleware, minimum_size=1000)


@app.get("/")
def root():
    return "ok"

# > GET /
# > GET / [host: api.example.com]
# > GET / [host: evil.test]
