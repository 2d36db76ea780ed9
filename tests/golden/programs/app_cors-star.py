from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["*"], allow_headers=["*"])


@app.get("/")
def root():
    return "ok"

# > GET / [origin: https://a.example]
# > GET / [origin: https://a.example] [cookie: a=1]
# > OPTIONS / [origin: https://a.example] [access-control-request-method: PUT] [access-control-request-headers: X-Any]
