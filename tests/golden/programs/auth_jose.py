"""Many courses still use python-jose: the same login with it."""

from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, status
from fastapi.security import OAuth2PasswordBearer, OAuth2PasswordRequestForm
from jose import ExpiredSignatureError, JWTError, jwt
from pydantic import BaseModel

SECRET_KEY = "secret"
ALGORITHM = "HS256"
scheme = OAuth2PasswordBearer(tokenUrl="token")
app = FastAPI()


class TokenData(BaseModel):
    username: str | None = None


def create_access_token(data: dict, expires: int = 4102444800) -> str:
    return jwt.encode({**data, "exp": expires}, SECRET_KEY, algorithm=ALGORITHM)


async def current_user(token: Annotated[str, Depends(scheme)]) -> TokenData:
    error = HTTPException(status.HTTP_401_UNAUTHORIZED, "Could not validate credentials", {"WWW-Authenticate": "Bearer"})
    try:
        payload = jwt.decode(token, SECRET_KEY, algorithms=[ALGORITHM])
    except ExpiredSignatureError as expired:
        raise HTTPException(401, str(expired))
    except JWTError:
        raise error
    if payload.get("sub") is None:
        raise error
    return TokenData(username=payload["sub"])


@app.post("/token")
async def login(form: Annotated[OAuth2PasswordRequestForm, Depends()]):
    return {"access_token": create_access_token({"sub": form.username}), "token_type": "bearer"}


@app.get("/me")
async def me(user: Annotated[TokenData, Depends(current_user)]) -> TokenData:
    return user

# > POST /token form username=ann&password=x
# > GET /me [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4iLCJleHAiOjQxMDI0NDQ4MDB9.cVrBox_0L5FHo58JlSpt6Ps2mCR4bbdeBriZf7WfYKk]
# > GET /me [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4iLCJleHAiOjF9.o_xmX6GZZUUwV_cSlKNTuX0sr5TcZ8jJ3A0zi4zjbt0]
# > GET /me [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJleHAiOjQxMDI0NDQ4MDB9.u1wxP7psxfeXmQxNa-MPkNVeNgza5sCKYEKlTOSscJk]
# > GET /me [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4ifQ.SaV-diJtzCA1oXd6Xl-qYyy1EbuO8VW369kesQDjUwU]
# > GET /me [authorization: Bearer a.b.c]
# > GET /me
