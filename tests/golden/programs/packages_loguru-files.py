"""loguru into a file and to functions, configured at once; a level of one's own; a middleware that logs."""

from fastapi import FastAPI, Request
from loguru import logger

records = []
logger.configure(
    handlers=[
        {"sink": "logs/app.log", "format": "{level} {message} {extra[app]}", "level": "INFO"},
        {"sink": lambda message: records.append([message.record["level"].name, message.record["message"]]), "level": 0},
    ],
    levels=[{"name": "AUDIT", "no": 27, "color": "<yellow>", "icon": "@"}],
    extra={"app": "golden"},
)
app = FastAPI()


@app.middleware("http")
async def log_requests(request: Request, call_next):
    with logger.contextualize(path=request.url.path):
        response = await call_next(request)
        logger.bind(status=response.status_code).info("{} {}", request.method, request.url.path)
    return response


@app.get("/work")
def work():
    logger.debug("details")
    logger.log("AUDIT", "worked")
    return logger.level("AUDIT")


@app.get("/file")
def file():
    with open("logs/app.log") as stream:
        return stream.read().splitlines()


@app.get("/records")
def all_records():
    return records


@app.get("/quiet")
def quiet():
    logger.disable("main")
    logger.info("nobody hears this")
    logger.enable("main")
    logger.info("but this")


# > GET /work
# > GET /file
# > GET /quiet
# > GET /records
