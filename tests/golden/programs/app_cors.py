from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://app.example.com", "http://localhost:3000"],
    allow_credentials=True,
    allow_methods=["GET", "POST"],
    allow_headers=["X-Token"],
    expose_headers=["X-Count"],
    max_age=300,
)


@app.get("/")
def root():
    return "ok"

# > GET /
# > GET / [origin: https://app.example.com]
# > GET / [origin: https://evil.example.com]
# > OPTIONS / [origin: https://app.example.com] [access-control-request-method: POST]
# > OPTIONS / [origin: https://app.example.com] [access-control-request-method: DELETE]
# > OPTIONS / [origin: https://evil.example.com] [access-control-request-method: GET]
# > OPTIONS / [origin: http://localhost:3000] [access-control-request-method: GET] [access-control-request-headers: X-Token, X-Other]
# > OPTIONS /
