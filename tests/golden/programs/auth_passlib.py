"""One context for several schemes; the old ones are replaced."""

from fastapi import FastAPI, HTTPException
from passlib.context import CryptContext
from passlib.exc import UnknownHashError

context = CryptContext(
    schemes=["argon2", "pbkdf2_sha256", "sha256_crypt", "plaintext"],
    deprecated="auto",
    argon2__time_cost=1,
    argon2__memory_cost=64,
    argon2__parallelism=1,
)
strict = CryptContext(schemes=["pbkdf2_sha256", "sha256_crypt"], pbkdf2_sha256__default_rounds=1000)
HASHES = {
    "argon2": "$argon2id$v=19$m=64,t=1,p=1$c2FsdHNhbHRzYWx0c2FsdA$+v0rf6ETYAIpqJIjJyARZ3W3zqJlkf+0TRXzsLHmR6o",
    "pbkdf2": "$pbkdf2-sha256$1000$c2FsdHNhbHQ$hgR9HsqtKupWxpnv8y99TrPDajTT/9PcSTlNafpdLXQ",
    "crypt": "$5$rounds=1000$saltsalt$eKLZU9t9OoPWrqOQsoTIKG0aYkZ5rGOoOQhiIvoSWX2",
    "plain": "secret",
}
app = FastAPI()


@app.get("/verify/{kind}")
def verify(kind: str, password: str):
    stored = HASHES[kind]
    fits, new = context.verify_and_update(password, stored)
    return {
        "scheme": context.identify(stored),
        "fits": fits,
        "old": context.needs_update(stored),
        "new": new and new[:10],
    }


@app.get("/strict/{kind}")
def check(kind: str):
    try:
        return {"fits": strict.verify("secret", HASHES[kind]), "old": strict.needs_update(HASHES[kind])}
    except UnknownHashError as error:
        raise HTTPException(400, str(error))


@app.get("/made")
def made():
    one, two = context.hash("secret"), context.hash("secret")
    return [one[:9], len(one), one != two, context.verify("secret", one), context.verify("Secret", two)]


@app.get("/nobody")
def nobody():
    return strict.verify("secret", None)


@app.get("/schemes")
def schemes():
    return [context.schemes(), context.default_scheme(), strict.to_dict()]

# > GET /verify/argon2?password=secret
# > GET /verify/argon2?password=wrong
# > GET /verify/pbkdf2?password=secret
# > GET /verify/pbkdf2?password=wrong
# > GET /verify/crypt?password=secret
# > GET /verify/crypt?password=wrong
# > GET /verify/plain?password=secret
# > GET /verify/plain?password=wrong
# > GET /strict/argon2
# > GET /strict/pbkdf2
# > GET /strict/crypt
# > GET /made
# > GET /nobody
# > GET /schemes
