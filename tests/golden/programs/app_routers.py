from fastapi import APIRouter, FastAPI
from fastapi.responses import JSONResponse

app = FastAPI()
users = APIRouter(prefix="/users", tags=["users"], responses={404: {"description": "No such user"}})
inner = APIRouter()
deep = APIRouter(prefix="/deep", default_response_class=JSONResponse)


@users.get("/")
def all_users():
    return ["Ada"]


@users.get("/{user_id}", name="one_user")
def one(user_id: int):
    return {"id": user_id, "url": app.url_path_for("one_user", user_id=user_id)}


@inner.get("")
def inner_root():
    return "inner"


@deep.get("/x")
def x():
    return "deep"


inner.include_router(deep)
app.include_router(users)
app.include_router(users, prefix="/v2")
app.include_router(inner, prefix="/inner", tags=["inner"])

# > GET /users/
# > GET /users
# > GET /users/4
# > GET /v2/users/4
# > GET /v2/users/x
# > GET /inner
# > GET /inner/
# > GET /inner/deep/x
# > GET /deep/x
# > GET /openapi.json
