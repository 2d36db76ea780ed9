from pathlib import Path

from fastapi import BackgroundTasks, FastAPI, HTTPException

app = FastAPI()


def write_log(message: str):
    with open("log.txt", "a") as file:
        file.write(message + "\n")


def count_lines() -> int:
    log = Path("log.txt")
    return len(log.read_text().splitlines()) if log.exists() else 0


@app.post("/send-notification/{email}")
def send_notification(email: str, background_tasks: BackgroundTasks):
    line = f"notification for {email}"
    background_tasks.add_task(write_log, line)
    print("returning")
    return {"message": "It will be sent"}


@app.post("/send-many")
def send_many(emails: list[str], background_tasks: BackgroundTasks):
    for email in emails:
        background_tasks.add_task(write_log, message=f"one of many: {email}")
    return {"count": len(emails)}


@app.post("/new-lines")
def new_lines(background_tasks: BackgroundTasks):
    before = count_lines()
    background_tasks.add_task(write_log, "a new line")
    return {"new_lines": count_lines() - before}


def failing_task():
    raise ValueError("The disk is full")


@app.post("/failing")
def failing(background_tasks: BackgroundTasks):
    background_tasks.add_task(failing_task)
    background_tasks.add_task(write_log, "after the failing task")
    return {"message": "All is well"}


@app.post("/refused")
def refused(background_tasks: BackgroundTasks):
    background_tasks.add_task(write_log, "from a request that was refused")
    raise HTTPException(409, "Not today")
