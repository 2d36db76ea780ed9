"""Elliptic curves: short keys, short signatures."""

import jwt
from fastapi import FastAPI, Header, HTTPException
from jwt.algorithms import ECAlgorithm

PRIVATE_KEY = """-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgCol7r3F0mR/CrKyj
0jw3l0nO2+uUkJbe8vzXhyuss5WhRANCAAT3BL1cT4Mx77ZKSERyNI1EpIl2Fu+l
kEOlzRUalTCPr33Wj+9RIrnhlBDdq3l8DHsENGP4BiVQIyunft76Kj+r
-----END PRIVATE KEY-----
"""
PUBLIC_KEY = """-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE9wS9XE+DMe+2SkhEcjSNRKSJdhbv
pZBDpc0VGpUwj6991o/vUSK54ZQQ3at5fAx7BDRj+AYlUCMrp37e+io/qw==
-----END PUBLIC KEY-----
"""
app = FastAPI()


@app.get("/me")
def me(x_token: str = Header()):
    try:
        return jwt.decode(x_token, PUBLIC_KEY, algorithms=["ES256"])
    except jwt.InvalidTokenError as error:
        raise HTTPException(401, str(error))


@app.get("/round")
def round_trip():
    token = jwt.encode({"sub": "ann"}, PRIVATE_KEY, algorithm="ES256")
    return {"claims": jwt.decode(token, PUBLIC_KEY, algorithms=["ES256"]), "length": len(token)}


@app.get("/curve")
def curve():
    try:
        return jwt.encode({"sub": "ann"}, PRIVATE_KEY, algorithm="ES384")
    except jwt.InvalidKeyError as error:
        return str(error)


@app.get("/jwk")
def jwk():
    algorithm = ECAlgorithm(ECAlgorithm.SHA256)
    return ECAlgorithm.to_jwk(algorithm.prepare_key(PUBLIC_KEY), as_dict=True)

# > GET /me [x-token: eyJhbGciOiJFUzI1NiIsImtpZCI6ImVjLTEiLCJ0eXAiOiJKV1QifQ.eyJzdWIiOiJhbm4iLCJleHAiOjQxMDI0NDQ4MDB9.OIKC8FEdYLI3dly8Elbc-QHmsocZZXST4BW5D8eIv9IJg5S1XGb_tq_WuB90ER9SfieeDmLWyG1-wDbkNE0UJg]
# > GET /me [x-token: eyJhbGciOiJFUzI1NiIsImtpZCI6ImVjLTEiLCJ0eXAiOiJKV1QifQ.eyJzdWIiOiJhbm4iLCJleHAiOjQxMDI0NDQ4MDB9.OIKC8FEdYLI3dly8Elbc-QHmsocZZXST4BW5D8eIv9IJg5S1XGb_tq_WuB90ER9SfieeDmLWyG1-wDbkNEAAAA]
# > GET /me [x-token: eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhIn0.d3XCJtw0aD9XBuKjwDj_xI5udpVzgO7fR2S_BIC6atk]
# > GET /round
# > GET /curve
# > GET /jwk
