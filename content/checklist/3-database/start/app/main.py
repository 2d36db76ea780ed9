from fastapi import FastAPI

app = FastAPI(title="Contacts")


@app.get("/health")
def health():
    return {"status": "ok"}
