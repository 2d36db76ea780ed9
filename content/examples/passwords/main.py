from typing import Annotated

from fastapi import FastAPI, HTTPException
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from pwdlib.hashers.bcrypt import BcryptHasher
from pydantic import AfterValidator, BaseModel, Field

app = FastAPI()

# New hashes are made by the first one; the others are understood too.
password_hash = PasswordHash((Argon2Hasher(), BcryptHasher()))

# What a database would have. Grace's hash was made years ago, with bcrypt.
HASHES = {
    "ada": "$argon2id$v=19$m=65536,t=3,p=4$GXDRkEFoTAmUKgNPMIFsWA$8Tns9IVTSs2Ad1x6eLRmh6WPiPGWkVycoBXirYKR5IA",
    "grace": "$2b$12$vZ3IFG6NZidDstk/qfhedOOJPgc/xD39BXXB9lUlDpc0muPlUvYpi",
}
# The hash of a password that nobody has, for names that aren't there.
NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$i1wO6tdcjuGlCnPkUlOsLA$d3jQYWUOaW6zJLcBXOGb4Jhbb/3bjZSyqALk6Rv2hvM"


def fits_bcrypt(password: str) -> str:
    if len(password.encode()) > 72:
        raise ValueError("At most 72 bytes")
    return password


class Credentials(BaseModel):
    username: str = Field(min_length=1, max_length=30)
    password: Annotated[str, Field(min_length=8), AfterValidator(fits_bcrypt)]


@app.post("/users", status_code=201)
def sign_up(new: Credentials):
    if new.username in HASHES:
        raise HTTPException(409, "This name is taken")
    HASHES[new.username] = password_hash.hash(new.password)
    return {"username": new.username}


@app.post("/login")
def log_in(given: Credentials):
    stored = HASHES.get(given.username, NOBODY)
    valid, renewed = password_hash.verify_and_update(given.password, stored)
    if not valid or given.username not in HASHES:
        raise HTTPException(401, "Incorrect username or password")
    if renewed is not None:
        HASHES[given.username] = renewed
    return {"username": given.username, "hash_renewed": renewed is not None}


# For learning only: a real program shows a hash to nobody.
@app.get("/hashes")
def show_hashes():
    return HASHES
