"""Logging out puts the token's id on a list."""

import jwt
from fastapi import APIRouter, Depends, FastAPI, HTTPException, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

SECRET = "a-secret-of-a-course-that-is-long-enough"
revoked: set[str] = set()
bearer = HTTPBearer(auto_error=False)


def current(credentials: HTTPAuthorizationCredentials | None = Depends(bearer)) -> dict:
    if credentials is None:
        raise HTTPException(401, "Log in first", headers={"WWW-Authenticate": 'Bearer realm="app"'})
    try:
        claims = jwt.decode(credentials.credentials, SECRET, algorithms=["HS256"], options={"require": ["jti"]})
    except jwt.PyJWTError as error:
        raise HTTPException(401, str(error))
    if claims["jti"] in revoked:
        raise HTTPException(401, "Logged out")
    return claims


router = APIRouter(prefix="/auth", tags=["auth"])


@router.post("/logout", status_code=204)
def logout(claims: dict = Depends(current)):
    revoked.add(claims["jti"])
    return Response(status_code=204)


@router.get("/session")
def session(claims: dict = Depends(current)):
    return {"id": claims["jti"], "open": True}


app = FastAPI()
app.include_router(router)

# > GET /auth/session [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJqdGkiOiJvbmUifQ.F1ZxqJc2uPHm5boMMn_ISltLjGPgMsq3hq1ZTlAkOk0]
# > POST /auth/logout [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJqdGkiOiJvbmUifQ.F1ZxqJc2uPHm5boMMn_ISltLjGPgMsq3hq1ZTlAkOk0]
# > GET /auth/session [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJqdGkiOiJvbmUifQ.F1ZxqJc2uPHm5boMMn_ISltLjGPgMsq3hq1ZTlAkOk0]
# > GET /auth/session [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJqdGkiOiJ0d28ifQ.PkmJB8JYa1Xm_ssoQOdzAjp9SAejv-7zq75HOKT2bEY]
# > GET /auth/session [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ4In0.g9YNzZV31hv1vQRacLjBN5eOe-LnMjke7J8uS_C5udc]
# > GET /auth/session
# > POST /auth/logout
