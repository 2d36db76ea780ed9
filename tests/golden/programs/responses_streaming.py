from fastapi import FastAPI
from fastapi.responses import StreamingResponse

app = FastAPI()


def numbers(n: int):
    for i in range(n):
        yield f"{i}\n"


async def letters():
    for letter in "abc":
        yield letter.encode()


@app.get("/numbers/{n}")
def stream_numbers(n: int):
    return StreamingResponse(numbers(n), media_type="text/plain")


@app.get("/letters")
async def stream_letters():
    return StreamingResponse(letters(), headers={"X-Kind": "letters"}, status_code=201)


@app.get("/events")
def events():
    return StreamingResponse((f"data: {i}\n\n" for i in range(2)), media_type="text/event-stream")



# > GET /numbers/3
# > GET /numbers/0
# > GET /letters
# > GET /events
