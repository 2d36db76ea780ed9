"""A cookie that nobody can read, by Fernet."""

import json

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from fastapi import Cookie, FastAPI, HTTPException

fernet = Fernet(b"cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=")
app = FastAPI()


@app.get("/read")
def read(sealed: str = Cookie("")):
    try:
        return json.loads(fernet.decrypt(sealed.encode()))
    except InvalidToken:
        raise HTTPException(400, "The cookie was changed")


@app.get("/age")
def age(sealed: str = Cookie()):
    made = fernet.extract_timestamp(sealed.encode())
    told = {"made": made}
    for later in (5, 500):
        try:
            told[later] = fernet.decrypt_at_time(sealed.encode(), 60, made + later)
        except InvalidToken:
            told[later] = "too old"
    return told


@app.get("/round")
def round_trip(text: str):
    sealed = fernet.encrypt(text.encode())
    other = Fernet(Fernet.generate_key())
    both = MultiFernet([other, fernet])
    return {
        "text": fernet.decrypt(sealed),
        "rotated": other.decrypt(both.rotate(sealed)),
        "length": len(sealed),
        "readable": text.encode() in sealed,
    }


@app.get("/key")
def key(value: str):
    try:
        Fernet(value)
    except ValueError as error:
        return str(error)
    return "good"

# > GET /read [cookie: sealed=gAAAAABlU_EAOmHdkhAQd1voObbFY2CPPJP_SPOdPndkkYoYam_XJEeVHAX_-TqelkvXi53flRDcDnCPmB-2nnstLYOgjHUQiw==]
# > GET /read [cookie: sealed=gAAAAABlU_EAOmHdkhAQd1voObbFY2CPPJP_SPOdPndkkYoYam_XJEeVHAX_-TqelkvXi53flRDcDnCPmB-2nnstLYOgjHUQiA==]
# > GET /read
# > GET /age [cookie: sealed=gAAAAABlU_EAOmHdkhAQd1voObbFY2CPPJP_SPOdPndkkYoYam_XJEeVHAX_-TqelkvXi53flRDcDnCPmB-2nnstLYOgjHUQiw==]
# > GET /round?text=hello
# > GET /round?text=
# > GET /key?value=short
# > GET /key?value=cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4%3D
