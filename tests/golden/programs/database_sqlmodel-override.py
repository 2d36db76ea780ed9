from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from sqlmodel import Field, Session, SQLModel, create_engine, select
from sqlmodel.pool import StaticPool


class Todo(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    text: str
    done: bool = Field(default=False, index=True)


def get_session():
    raise HTTPException(503, "No database yet")
    yield


SessionDep = Annotated[Session, Depends(get_session)]
app = FastAPI()


@app.post("/todos", status_code=201)
def add(todo: Todo, session: SessionDep) -> Todo:
    todo.id = None
    session.add(todo)
    session.commit()
    session.refresh(todo)
    return todo


@app.put("/todos/{todo_id}/done", response_model=Todo)
def finish(todo_id: int, session: SessionDep):
    todo = session.get(Todo, todo_id)
    if todo is None:
        raise HTTPException(404)
    todo.done = not todo.done
    session.commit()
    session.refresh(todo)
    return todo


@app.get("/todos")
def read(session: SessionDep, done: bool | None = None) -> list[Todo]:
    statement = select(Todo)
    if done is not None:
        statement = statement.where(Todo.done == done)
    return session.exec(statement).all()


@app.post("/testing")
def testing():
    engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)
    SQLModel.metadata.create_all(engine)
    session = Session(engine)
    app.dependency_overrides[get_session] = lambda: session
    return {"tables": list(SQLModel.metadata.tables)}


@app.delete("/testing")
def over():
    app.dependency_overrides.pop(get_session)().close()

# > GET /todos
# > POST /testing
# > POST /todos {"text": "test", "id": 7}
# > POST /todos {"text": "more", "done": true}
# > PUT /todos/1/done
# > PUT /todos/3/done
# > GET /todos?done=true
# > GET /todos?done=false
# > POST /todos {"done": true}
# > DELETE /testing
# > GET /todos
