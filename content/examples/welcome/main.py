from fastapi import FastAPI

app = FastAPI(title="Welcome")


@app.get("/")
def welcome():
    return {"message": "Hello from your browser"}


@app.get("/double/{number}")
def double(number: int):
    return {"twice": number * 2}
