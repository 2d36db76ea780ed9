"""A set of keys, as a login provider publishes it: the token's header names the one that fits."""

import jwt
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2AuthorizationCodeBearer
from jwt import PyJWKSet

JWKS = {
    "keys": [
        {"kty": "RSA", "n": "wN_Q_bcmqJWRTEjw-_9I5KokM8vGx4GBVkhXaVkhXn43c0WaarReYndWgxDVXRbikZGOi5h1CMsZRcY4WSXtzVfsq_Nw6QhbBujg3QQclylPL7PEWekjbxN2cxqIsMqGuJSx8Uq3A9eEU6LX-4hvuJMsjfpi6Fa-7WKUKggm9eoP7EseHQMXYltdSKGIKOFEZ0lGm5LG9jh7oGs5OwMCXWorDLLfQmaXRKMhu0ZJBixh0nOM9NMCSjy4ZMyVL7p8cx9USduM_95U9_zYyWyUVUDOIQC2Fl0xs8-7ezbmq0uoxWBAQf30SwCMEXGHH7YBIG_rKcAnGsPgAcqla2KD9Q", "e": "AQAB", "kid": "rsa-1", "use": "sig", "alg": "RS256"},
        {"kty": "EC", "crv": "P-256", "x": "9wS9XE-DMe-2SkhEcjSNRKSJdhbvpZBDpc0VGpUwj68", "y": "fdaP71EiueGUEN2reXwMewQ0Y_gGJVAjK6d-3voqP6s", "kid": "ec-1", "use": "sig"},
        {"kty": "oct", "kid": "hmac-1", "k": "YS1zZWNyZXQtb2YtYS1jb3Vyc2UtdGhhdC1pcy1sb25n", "use": "sig"},
        {"kty": "unknown", "kid": "skipped"},
    ]
}
keys = PyJWKSet.from_dict(JWKS)
scheme = OAuth2AuthorizationCodeBearer(
    authorizationUrl="https://login.example/authorize",
    tokenUrl="https://login.example/token",
    refreshUrl="https://login.example/refresh",
    scopes={"openid": "Who you are"},
)
app = FastAPI()


@app.get("/.well-known/jwks.json")
def jwks():
    return JWKS


@app.get("/keys")
def listed():
    return [[key.key_id, key.key_type, key.algorithm_name, key.public_key_use] for key in keys]


@app.get("/me")
def me(token: str = Depends(scheme)):
    try:
        kid = jwt.get_unverified_header(token).get("kid")
        return jwt.decode(token, keys[kid])
    except KeyError as error:
        raise HTTPException(401, f"No key: {error.args[0]}")
    except jwt.InvalidTokenError as error:
        raise HTTPException(401, f"{type(error).__name__}: {error}")

# > GET /.well-known/jwks.json
# > GET /keys
# > GET /me [authorization: Bearer eyJhbGciOiJFUzI1NiIsImtpZCI6ImVjLTEiLCJ0eXAiOiJKV1QifQ.eyJzdWIiOiJhbm4iLCJleHAiOjQxMDI0NDQ4MDB9.OIKC8FEdYLI3dly8Elbc-QHmsocZZXST4BW5D8eIv9IJg5S1XGb_tq_WuB90ER9SfieeDmLWyG1-wDbkNE0UJg]
# > GET /me [authorization: Bearer eyJhbGciOiJSUzI1NiIsImtpZCI6InJzYS0xIiwidHlwIjoiSldUIn0.eyJzdWIiOiJib2IifQ.MY2UdGQBphtIrJysZfBiQxvd-Q77mMRUda83ID3CPd3ur0b9-C6boUYi0IyBbXDI2aiZkKu4fVLjk2HTV-gTMvaldDEpbkwfZLRh-qhQLQCHYYN6U7NBDidBzGVXtshi1kT8C8cmQ_TxRw-v95m8T_INh2bfY8RBS7k-Yfbh2JtZhdemismcBqmQzr4Kd5Q1p8oopoGg-0T89pPov9RXpZHlKQ0yEtpgEw4DgM8gTUf0x41q0JaR3NIQK_aC7LkdgccgqCY_I9kvd3tz7eObOmt-Ywxg8T-mrOIj2ieFCLGM2JldvzZY24QbSa_82XGYT2IHMlNeOkCawc9R8D21YA]
# > GET /me [authorization: Bearer eyJhbGciOiJIUzI1NiIsImtpZCI6ImhtYWMtMSIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ4In0.MQSd0xvbPeF-hp4svZ2jxDvWlPRP9qq_nAwLcRQ_U8M]
# > GET /me [authorization: Bearer eyJhbGciOiJIUzI1NiIsImtpZCI6ImhtYWMtMSIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ4In0.p1kw0ea2pnt0GXjPHsPkuck1i-fPK-spEJxmJgPScTc]
# > GET /me [authorization: Bearer eyJhbGciOiJIUzI1NiIsImtpZCI6InJzYS0xIiwidHlwIjoiSldUIn0.eyJzdWIiOiJ4In0.HalBZl8uzyKrH8jnABKeXzw--oGyUaxKg7RFSO2dHEY]
# > GET /me [authorization: Bearer eyJhbGciOiJIUzI1NiIsImtpZCI6ImdvbmUiLCJ0eXAiOiJKV1QifQ.eyJzdWIiOiJ4In0.5UzohwlgHpjABRLoV_Uj6d1z_q5FFJu-IbWuuDal3iU]
# > GET /me
# > GET /me [authorization: Bearer x]
