from fastapi import FastAPI

app = FastAPI(title="Notes")


@app.get("/")
def read_root():
    return {"notes": "are private"}
