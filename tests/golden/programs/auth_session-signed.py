"""A session cookie that is signed, so that it can't be made up."""

from itsdangerous import BadSignature, Signer

from fastapi import Cookie, FastAPI, HTTPException, Response

signer = Signer("a-secret", salt="cookie")
app = FastAPI()


@app.post("/login/{name}")
def login(name: str, response: Response):
    response.set_cookie("who", signer.sign(name).decode(), httponly=True)
    return {"name": name}


@app.get("/me")
def me(who: str | None = Cookie(None)):
    if who is None:
        raise HTTPException(401, "Log in first")
    try:
        return {"name": signer.unsign(who).decode()}
    except BadSignature as error:
        raise HTTPException(403, str(error))


@app.get("/valid")
def valid(value: str):
    return signer.validate(value)

# > GET /me
# > POST /login/ann
# > GET /me
# > GET /me [cookie: who=bob.RG7NWOAW6_TG2MBO7grIWVKJxtk]
# > GET /me [cookie: who=bob.nonsense]
# > GET /me [cookie: who=bob]
# > GET /valid?value=x.Aik-l184gTNBN9AdYnDq1BvoCfg
# > GET /valid?value=x
