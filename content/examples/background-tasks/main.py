from fastapi import BackgroundTasks, FastAPI

app = FastAPI()


def write_log(message: str):
    with open("log.txt", "a") as file:
        file.write(message + "\n")


@app.post("/send-notification/{email}")
def send_notification(email: str, background_tasks: BackgroundTasks):
    background_tasks.add_task(write_log, f"notification for {email}")
    print("returning")
    return {"message": "Notification sent in the background"}


@app.post("/send-many")
def send_many(emails: list[str], background_tasks: BackgroundTasks):
    for email in emails:
        background_tasks.add_task(write_log, message=f"one of many: {email}")
    return {"count": len(emails)}
