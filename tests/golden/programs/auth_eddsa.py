"""Ed25519, by PyJWT and by cryptography itself."""

import jwt
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from fastapi import FastAPI

PRIVATE_KEY = """-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIMF76uT5/H39Ay28QQduQaOq/CRB4pN6Dir60cs9adAO
-----END PRIVATE KEY-----
"""
PUBLIC_KEY = """-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEAE8XL9A0LF50NmPw/1KooOw0z9AXQoCsJvIBWQTSNCxk=
-----END PUBLIC KEY-----
"""
app = FastAPI()


@app.get("/token")
def token():
    made = jwt.encode({"sub": "ann"}, PRIVATE_KEY, algorithm="EdDSA")
    return {"token": made, "claims": jwt.decode(made, PUBLIC_KEY, algorithms=["EdDSA"])}


@app.get("/sign")
def sign(text: str, changed: str):
    key = load_pem_private_key(PRIVATE_KEY.encode(), None)
    signature = key.sign(text.encode())
    try:
        key.public_key().verify(signature, changed.encode())
    except InvalidSignature:
        return {"signature": signature.hex(), "fits": False}
    return {"signature": signature.hex(), "fits": True}


@app.get("/raw")
def raw():
    key = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    public = key.public_key().public_bytes_raw()
    return {"public": public.hex(), "same": Ed25519PublicKey.from_public_bytes(public) == key.public_key()}


@app.get("/new")
def new():
    one, two = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    return {"different": one.private_bytes_raw() != two.private_bytes_raw(), "class": type(one).__name__}

# > GET /token
# > GET /sign?text=a&changed=a
# > GET /sign?text=a&changed=b
# > GET /raw
# > GET /new
