"""The hash that is recommended today, with its real costs."""

from fastapi import FastAPI
from pwdlib import PasswordHash

password_hash = PasswordHash.recommended()
STORED = "$argon2id$v=19$m=65536,t=3,p=4$c2FsdHNhbHRzYWx0c2FsdA$FbJ1lfvVOaIr/c+LmFdF+61MmFGb6DP0RQgJ+CssLaY"
app = FastAPI()


@app.get("/verify")
def verify(password: str):
    return {"fits": password_hash.verify(password, STORED), "hasher": type(password_hash.current_hasher).__name__}


@app.get("/update")
def update():
    return password_hash.verify_and_update("secret", STORED)

# > GET /verify?password=secret
# > GET /verify?password=Secret
# > GET /update
