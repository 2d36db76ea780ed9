"""Signing and sealing with cryptography itself."""

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from fastapi import FastAPI

RSA_KEY = serialization.load_pem_private_key(b"""-----BEGIN PRIVATE KEY-----
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
""", password=None)
EC_KEY = serialization.load_pem_private_key(b"""-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgCol7r3F0mR/CrKyj
0jw3l0nO2+uUkJbe8vzXhyuss5WhRANCAAT3BL1cT4Mx77ZKSERyNI1EpIl2Fu+l
kEOlzRUalTCPr33Wj+9RIrnhlBDdq3l8DHsENGP4BiVQIyunft76Kj+r
-----END PRIVATE KEY-----
""", password=None)
app = FastAPI()


def fits(verify) -> bool:
    try:
        verify()
    except InvalidSignature:
        return False
    return True


@app.get("/rsa")
def rsa(text: str, changed: str):
    signature = RSA_KEY.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256())
    public = RSA_KEY.public_key()
    pss = padding.PSS(mgf=padding.MGF1(hashes.SHA256()), salt_length=padding.PSS.MAX_LENGTH)
    salted = RSA_KEY.sign(text.encode(), pss, hashes.SHA256())
    return {
        "signature": signature.hex()[:32],
        "fits": fits(lambda: public.verify(signature, changed.encode(), padding.PKCS1v15(), hashes.SHA256())),
        "pss": fits(lambda: public.verify(salted, changed.encode(), pss, hashes.SHA256())),
        "size": public.key_size,
    }


@app.get("/ec")
def elliptic(text: str, changed: str):
    signature = EC_KEY.sign(text.encode(), ec.ECDSA(hashes.SHA256()))
    public = EC_KEY.public_key()
    return {
        "fits": fits(lambda: public.verify(signature, changed.encode(), ec.ECDSA(hashes.SHA256()))),
        "curve": EC_KEY.curve.name,
        "x": hex(public.public_numbers().x),
    }


@app.get("/aes")
def aes(text: str, password: str):
    derive = lambda secret: PBKDF2HMAC(algorithm=hashes.SHA256(), length=32, salt=b"salt", iterations=100).derive(secret)
    sealed = AESGCM(derive(b"right")).encrypt(b"nonce of 12b", text.encode(), b"header")
    try:
        opened = AESGCM(derive(password.encode())).decrypt(b"nonce of 12b", sealed, b"header")
    except InvalidTag:
        opened = None
    return {"sealed": sealed.hex(), "opened": opened}


@app.get("/keys")
def keys():
    told = {}
    for name, data in {"junk": b"junk", "public": RSA_KEY.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )}.items():
        try:
            serialization.load_pem_private_key(data, password=None)
        except ValueError as error:
            told[name] = str(error)
    try:
        serialization.load_pem_private_key("text", password=None)
    except TypeError as error:
        told["text"] = str(error)
    encrypted = EC_KEY.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.BestAvailableEncryption(b"pw")
    )
    try:
        serialization.load_pem_private_key(encrypted, password=b"no")
    except ValueError as error:
        told["password"] = str(error)
    told["opened"] = serialization.load_pem_private_key(encrypted, password=b"pw").private_numbers() == EC_KEY.private_numbers()
    return told

# > GET /rsa?text=a&changed=a
# > GET /rsa?text=a&changed=b
# > GET /ec?text=a&changed=a
# > GET /ec?text=a&changed=b
# > GET /aes?text=hello&password=right
# > GET /aes?text=hello&password=wrong
# > GET /keys
