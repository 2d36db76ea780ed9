"""Signed with a private key, verified with the public one."""

import jwt
from cryptography.hazmat.primitives import serialization
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

PRIVATE_KEY = """-----BEGIN PRIVATE KEY-----
MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQDA39D9tyaolZFM
SPD7/0jkqiQzy8bHgYFWSFdpWSFefjdzRZpqtF5id1aDENVdFuKRkY6LmHUIyxlF
xjhZJe3NV+yr83DpCFsG6ODdBByXKU8vs8RZ6SNvE3ZzGoiwyoa4lLHxSrcD14RT
otf7iG+4kyyN+mLoVr7tYpQqCCb16g/sSx4dAxdiW11IoYgo4URnSUabksb2OHug
azk7AwJdaisMst9CZpdEoyG7RkkGLGHSc4z00wJKPLhkzJUvunxzH1RJ24z/3lT3
/NjJbJRVQM4hALYWXTGzz7t7NuarS6jFYEBB/fRLAIwRcYcftgEgb+spwCcaw+AB
yqVrYoP1AgMBAAECggEAFAU3gZqJD/9Ef4VjxFidpaS2kMzSc6OQ/BaSwjvu/4q8
8UF0k6Zo1LI7/+tXpmvJdWBFSl63KURBuZEniLNr8YByr++bVQkZv8gdDTwPxq4S
SuqPU2DknXNI/I4wyZ8gKFlA9kGx6RtuICtbXX/uTtuyCIPI0AKvG1977zf86VIl
8gza8xAGV+/7RqIW4fkYO336QcOGT3PQdzXxKL4OpZES7uApeWSuNXx31YVduff4
3XABXzHHOTok7y/SigiBXMpoIK39Iq0/Lc6dDPaW4rIVuP09fi7fHGgf5n6ek9G2
HWLGCbv1B2fHa5spFCxNacaSm8mi+A4NdGO1rgXY4QKBgQDwfIzql77qrfq7cirJ
9YQVQq1THs612S5t2FmRGna22A9VSiKoOzmOWAEQgWlDIquYWFYszqliGQ5VfySX
DhIVlSPGAiiYm5f/mwYCZvv1gKOrXYo761qipzfUd6XfHmPm97wqA756GT5ozLqL
pGIoG7MtNK9e3BmaqE9otp8FVQKBgQDNUPyHbIFqIW6FC4oJwO0qTdYcdZiIjslG
EYLPqW9jdaKeJF1q6S1x6TFIMnh4h+i7gAvwve0ZF/ajWRUM+Sel/ig6VGBoIbCL
m39Qjaxziw3YoqsFdxQVi1jsYaLOzczJcsOnSQ7RoLHgwiq4tdcRE92lYSnHZngp
6wkAyZeEIQKBgC217u8UYuSmpzcD72At+6oy31EiVPY5ztpwOi4bkp8UmG2Exuul
Pj5xOdqSTpjFOUqe19pyeb28t33GygSwVv2lOISFmoPPZ2fdZpoESzYR+oozIHhd
NwAdur329B9h3mljg2+VAJqiu7sd1wN9/m5TPY6FKiRkv7Um8tkbhUR1AoGBAK4t
Dx4fqaYMWILbqC3gEhJ6V7Jq/IyUfSFJB6z9czZv/BWmie2BhQEGr70su9Cck45E
8Vw48yP/lUc78kTANad29k+Ndv+/3NKChr4igfK/O27ViLopK8ufHD/kEEbahek7
x8lpi/3AEka20aFC+gFN1hFPXS8Aud3tuwSFAFmhAoGARz7+bgQvx3G1Z/HqFthW
y/ci/cYXG8jWv9THWen8yTh9uC+vlb06ugYVRSLead1Z0oEESKT8otbqz/yh7hfu
QNZjkYPa4hIw05x5d0b/3G5VztHdWiECHXVrTKb9uCuJVWP2NqTV9aWclfIzXbDQ
czwVuyFKCOwOelBtSaUIZkM=
-----END PRIVATE KEY-----
"""
PUBLIC_KEY = """-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAwN/Q/bcmqJWRTEjw+/9I
5KokM8vGx4GBVkhXaVkhXn43c0WaarReYndWgxDVXRbikZGOi5h1CMsZRcY4WSXt
zVfsq/Nw6QhbBujg3QQclylPL7PEWekjbxN2cxqIsMqGuJSx8Uq3A9eEU6LX+4hv
uJMsjfpi6Fa+7WKUKggm9eoP7EseHQMXYltdSKGIKOFEZ0lGm5LG9jh7oGs5OwMC
XWorDLLfQmaXRKMhu0ZJBixh0nOM9NMCSjy4ZMyVL7p8cx9USduM/95U9/zYyWyU
VUDOIQC2Fl0xs8+7ezbmq0uoxWBAQf30SwCMEXGHH7YBIG/rKcAnGsPgAcqla2KD
9QIDAQAB
-----END PUBLIC KEY-----
"""
app = FastAPI()


def claims(credentials: HTTPAuthorizationCredentials = Depends(HTTPBearer())) -> dict:
    try:
        return jwt.decode(credentials.credentials, PUBLIC_KEY, algorithms=["RS256", "PS256"])
    except (jwt.InvalidTokenError, jwt.InvalidKeyError) as error:
        raise HTTPException(401, f"{type(error).__name__}: {error}")


@app.post("/token/{name}")
def token(name: str):
    return {"access_token": jwt.encode({"sub": name}, PRIVATE_KEY, algorithm="RS256")}


@app.get("/me")
def me(claims: dict = Depends(claims)):
    return claims


@app.get("/confused")
def confused():
    try:
        return jwt.encode({"sub": "eve"}, PUBLIC_KEY, algorithm="HS256")
    except jwt.InvalidKeyError as error:
        return str(error)


@app.get("/key")
def key():
    private = serialization.load_pem_private_key(PRIVATE_KEY.encode(), password=None)
    public = private.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return {"bits": private.key_size, "same": public.decode() == PUBLIC_KEY}

# > POST /token/ann
# > GET /me [authorization: Bearer eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4ifQ.TVeW-BbjVqzzbub4AcM94_cYjLX3u-eCcXmdwCqB_vGRlaw4kAK7-YSKuvjD80_hWM2Rjj9wHWJpTfhioeVj46-X3xq3jykR9hHIx_jIoAHQlqanHOpQGOLNSUG8oT_hZDXlfMtx6P2BmLlQRrpeti7CVFhQ5QgF92DRBkMfCIQrtOBnyjLtTT8TuORgaOepu1znNNkrf5d1XqEA6U-OAyobdKRXWw5-PruZOlJVpsVK7DH8SthOPltWl29GanfMzIWFFH0kc5NfRcOtQjgshL2BVHm1Eq0LJJW7ctQo6nlw1o1NjCPQrTsui3CIbolMUV9ENousXEzODA6qZ0Hgsw]
# > GET /me [authorization: Bearer eyJhbGciOiJQUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4ifQ.lNooXz0-HMI0Eg_KFBmAxefdmaJk00i1IAdA1DtBnH7lR9oIfqcbwinJsICWpZfr_rAEjMFCV7YXZ8v9TAlOw6j2hG_wXrHzEf4ruUeis_rX5xe_U-F9PL7S0gvyQViIliI18icR1BbNCk2HRwgw8oVdOgvBLUmUJuTrE3fZNIr2vlJ7_TT1WL4Fj0-LSLpuHUlErIVY-pJTrcpX3GBKC7SSwVT3tdltv183Ciz5Q89Jr22uMOQh488wiWjYcI7OWWYeIj_bfgdYdkFV_p1-CHTvfLjeoZMsQ_0vqlAwLG1yuyVSdm1Wuf7cwuGDZKGLv7viv2kvSyr2PFOiMPT6Dg]
# > GET /me [authorization: Bearer eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4ifQ.TVeW-BbjVqzzbub4AcM94_cYjLX3u-eCcXmdwCqB_vGRlaw4kAK7-YSKuvjD80_hWM2Rjj9wHWJpTfhioeVj46-X3xq3jykR9hHIx_jIoAHQlqanHOpQGOLNSUG8oT_hZDXlfMtx6P2BmLlQRrpeti7CVFhQ5QgF92DRBkMfCIQrtOBnyjLtTT8TuORgaOepu1znNNkrf5d1XqEA6U-OAyobdKRXWw5-PruZOlJVpsVK7DH8SthOPltWl29GanfMzIWFFH0kc5NfRcOtQjgshL2BVHm1Eq0LJJW7ctQo6nlw1o1NjCPQrTsui3CIbolMUV9ENousXEzODAAAAAAAAA]
# > GET /me [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4ifQ.eRGYiGtAl3bjUxnQ-GJPRMvl0CXhEkqoYq2sSg0JzCo]
# > GET /confused
# > GET /key
