from fastapi import FastAPI

app = FastAPI(docs_url="/help", redoc_url=None, openapi_url="/api/schema.json", separate_input_output_schemas=False)


@app.get("/")
def root() -> dict[str, list[int]]:
    return {"a": [1]}

# > GET /docs
# > GET /redoc
# > GET /api/schema.json
# > GET /openapi.json
# > GET /
