from typing import Annotated

from fastapi import FastAPI, File, Form, UploadFile

app = FastAPI()


@app.post("/bytes")
def as_bytes(file: Annotated[bytes, File()]):
    return {"size": len(file)}


@app.post("/upload")
async def upload(file: UploadFile):
    content = await file.read()
    await file.seek(0)
    return {"name": file.filename, "type": file.content_type, "size": file.size, "start": content[:5].decode(), "again": len(await file.read())}


@app.post("/optional")
def optional(file: UploadFile | None = None):
    return {"name": file.filename if file else None}


@app.post("/many")
def many(files: list[UploadFile], note: Annotated[str, Form()] = "none"):
    return {"names": [f.filename for f in files], "note": note}

# > POST /bytes multipart [{"name": "file", "filename": "a.txt", "type": "text/plain", "text": "hello"}]
# > POST /bytes
# > POST /upload multipart [{"name": "file", "filename": "b.csv", "type": "text/csv", "text": "a,b\n1,2"}]
# > POST /upload multipart [{"name": "file", "text": "not a file"}]
# > POST /upload multipart [{"name": "other", "filename": "b.csv", "type": "text/csv", "text": "x"}]
# > POST /optional
# > POST /optional multipart [{"name": "file", "filename": "c.bin", "type": "application/octet-stream", "text": ""}]
# > POST /many multipart [{"name": "files", "filename": "a", "type": "text/plain", "text": "1"}, {"name": "files", "filename": "b", "type": "text/plain", "text": "2"}, {"name": "note", "text": "two files"}]
# > POST /many multipart [{"name": "note", "text": "no files"}]
