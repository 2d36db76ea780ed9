"""Keys with two halves in python-jose."""

from fastapi import FastAPI, Header, HTTPException
from jose import JWTError, jwk, jwt

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
EC_PUBLIC_KEY = """-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE9wS9XE+DMe+2SkhEcjSNRKSJdhbv
pZBDpc0VGpUwj6991o/vUSK54ZQQ3at5fAx7BDRj+AYlUCMrp37e+io/qw==
-----END PUBLIC KEY-----
"""
app = FastAPI()


@app.get("/token")
def token():
    made = jwt.encode({"sub": "ann"}, PRIVATE_KEY, algorithm="RS256")
    return {"token": made, "claims": jwt.decode(made, PUBLIC_KEY, algorithms=["RS256"])}


@app.get("/me")
def me(x_token: str = Header()):
    key = EC_PUBLIC_KEY if jwt.get_unverified_header(x_token)["alg"] == "ES256" else PUBLIC_KEY
    try:
        return jwt.decode(x_token, key, algorithms=["RS256", "ES256"])
    except JWTError as error:
        raise HTTPException(401, str(error))


@app.get("/keys")
def keys():
    public = jwk.construct(PUBLIC_KEY, "RS256").to_dict()
    again = jwk.construct(public)
    return {"rsa": public["e"], "same": again.to_dict() == public, "ec": jwk.construct(EC_PUBLIC_KEY, "ES256").to_dict()}

# > GET /token
# > GET /me [x-token: eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4ifQ.TVeW-BbjVqzzbub4AcM94_cYjLX3u-eCcXmdwCqB_vGRlaw4kAK7-YSKuvjD80_hWM2Rjj9wHWJpTfhioeVj46-X3xq3jykR9hHIx_jIoAHQlqanHOpQGOLNSUG8oT_hZDXlfMtx6P2BmLlQRrpeti7CVFhQ5QgF92DRBkMfCIQrtOBnyjLtTT8TuORgaOepu1znNNkrf5d1XqEA6U-OAyobdKRXWw5-PruZOlJVpsVK7DH8SthOPltWl29GanfMzIWFFH0kc5NfRcOtQjgshL2BVHm1Eq0LJJW7ctQo6nlw1o1NjCPQrTsui3CIbolMUV9ENousXEzODA6qZ0Hgsw]
# > GET /me [x-token: eyJhbGciOiJFUzI1NiIsImtpZCI6ImVjLTEiLCJ0eXAiOiJKV1QifQ.eyJzdWIiOiJhbm4iLCJleHAiOjQxMDI0NDQ4MDB9.OIKC8FEdYLI3dly8Elbc-QHmsocZZXST4BW5D8eIv9IJg5S1XGb_tq_WuB90ER9SfieeDmLWyG1-wDbkNE0UJg]
# > GET /me [x-token: eyJhbGciOiJFUzI1NiIsImtpZCI6ImVjLTEiLCJ0eXAiOiJKV1QifQ.eyJzdWIiOiJhbm4iLCJleHAiOjQxMDI0NDQ4MDB9.OIKC8FEdYLI3dly8Elbc-QHmsocZZXST4BW5D8eIv9IJg5S1XGb_tq_WuB90ER9SfieeDmLWyG1-wDbkAAAAAA]
# > GET /keys
