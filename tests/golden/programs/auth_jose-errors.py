"""What python-jose says of wrong tokens, and its keys and options."""

from fastapi import FastAPI, Header
from jose import JOSEError, jwk, jws, jwt
from jose.exceptions import JWKError

app = FastAPI()


def told(function):
    try:
        return function()
    except JOSEError as error:
        return {"error": type(error).__name__, "detail": str(error)}


@app.get("/check")
def check(x_token: str = Header("")):
    return {
        "claims": told(lambda: jwt.decode(x_token, "secret", algorithms=["HS256"])),
        "audience": told(lambda: jwt.decode(x_token, "secret", algorithms="HS256", audience="web", issuer="me")),
        "unverified": told(lambda: jwt.get_unverified_claims(x_token)),
        "header": told(lambda: jwt.get_unverified_header(x_token)),
    }


@app.get("/keys")
def keys():
    token = jws.sign({"a": 1}, "secret", headers={"kid": "k"})
    return {
        "token": token,
        "text": jws.verify(token, "secret", ["HS256"]),
        "set": told(lambda: jws.verify(token, {"keys": [{"kty": "oct", "k": "c2VjcmV0"}]}, "HS256")),
        "list": told(lambda: jws.verify(token, ["a", "secret"], "HS256")),
        "wrong": told(lambda: jws.verify(token, ["a", "b"], "HS256")),
        "jwk": jwk.construct("secret", "HS256").to_dict(),
        "none": told(lambda: jwk.construct("secret")),
        "pem": told(lambda: jwt.encode({}, "-----BEGIN PUBLIC KEY-----")),
    }


@app.get("/hash")
def at_hash():
    token = jwt.encode({"sub": "ann"}, "secret", access_token="abc")
    decode = lambda access: told(lambda: jwt.decode(token, "secret", access_token=access))
    return [decode("abc"), decode("abd"), decode(None)]

# > GET /check [x-token: eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4ifQ.PjR3fgnevdXvvFDIexpV052PaeBybdsfUE102L3fkg4]
# > GET /check [x-token: eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJleHAiOjF9.8onrqJhmsoas7S-2eOXSmQe1UZfbsK0zZyIw7ik8gZE]
# > GET /check [x-token: eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJuYmYiOjQxMDI0NDQ4MDB9.KgEkwZAA8dmqRxbFoY53gOEmSljkOIrFbxPRREkNVJA]
# > GET /check [x-token: eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpYXQiOiJ4In0.Op6VYHRiWEvliLdzBGdzsmAo74GIZjj5ksvDlJoTMks]
# > GET /check [x-token: eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOjF9.ZA3enVRKELUD-0rnVN2V4ydOfb_Z-yxEKwulK53o1aY]
# > GET /check [x-token: eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJhdWQiOiJ3ZWIifQ.etEW3WHMXSX56IgerRLO8m7D-FekqkBP7XxbxmaO438]
# > GET /check [x-token: eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4ifQ.SaV-diJtzCA1oXd6Xl-qYyy1EbuO8VW369kesQDjUwU]
# > GET /check [x-token: eyJhbGciOiJIUzUxMiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhIn0.zu2LNuH0FJZmj-ZiRLqUValrbknntt6LZkcDQrcm4natLiW9kcxjGcOcIypvTKK1DJ3kOPr4PSRfqe9foPjHQg]
# > GET /check [x-token: ]
# > GET /check [x-token: abc]
# > GET /check [x-token: a.b]
# > GET /check [x-token: a.b.c]
# > GET /check [x-token: e30.e30.]
# > GET /check [x-token: eyJhbGciOiJub25lIn0.e30.]
# > GET /keys
# > GET /hash
