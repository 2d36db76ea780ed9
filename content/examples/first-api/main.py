from fastapi import FastAPI

app = FastAPI()

notes: dict[int, str] = {1: "Read the guide"}


@app.get("/")
def read_root():
    return {"Hello": "World"}


@app.get("/notes")
def list_notes():
    return notes


@app.post("/notes", status_code=201)
def add_note(text: str):
    number = max(notes, default=0) + 1
    notes[number] = text
    return {"number": number, "text": text}


@app.put("/notes/{number}")
def replace_note(number: int, text: str):
    notes[number] = text
    return {"number": number, "text": text}


@app.delete("/notes/{number}", status_code=204)
def remove_note(number: int):
    notes.pop(number, None)
