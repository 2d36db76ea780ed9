"""A token that has expired is told apart from one that is wrong."""

import jwt
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

SECRET = "a-secret-of-a-course-that-is-long-enough"
bearer = HTTPBearer()
app = FastAPI()


def claims(credentials: HTTPAuthorizationCredentials = Depends(bearer)) -> dict:
    try:
        return jwt.decode(credentials.credentials, SECRET, algorithms=["HS256"], options={"require": ["exp", "sub"]})
    except jwt.ExpiredSignatureError:
        raise HTTPException(401, "Token has expired")
    except jwt.MissingRequiredClaimError as error:
        raise HTTPException(401, f"{error} / {error.claim}")
    except jwt.InvalidTokenError as error:
        raise HTTPException(401, f"Invalid token: {error}")


@app.get("/me")
def me(claims: dict = Depends(claims)):
    return claims

# > GET /me [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhIiwiZXhwIjo0MTAyNDQ0ODAwfQ.qi6XtFUz6zFrtM72bum6Ez2oLOwVAHW8iVWk4vBaPWE]
# > GET /me [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhIiwiZXhwIjoxMDAwMDAwMDAwfQ.qiGeWJrtN3lhRHA2nlOkJ6nj4w4xYrLs3efoUINDnEE]
# > GET /me [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhIn0.d3XCJtw0aD9XBuKjwDj_xI5udpVzgO7fR2S_BIC6atk]
# > GET /me [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJleHAiOjQxMDI0NDQ4MDB9.ZIUUszpmCsFI9tm8EJ60LyHZDFIhel8PbB6vdjJcaZg]
# > GET /me [authorization: Bearer x]
# > GET /me
# > GET /me [authorization: Token abc]
# > GET /me [authorization: bearer]
