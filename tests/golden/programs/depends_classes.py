from typing import Annotated

from fastapi import Depends, FastAPI

app = FastAPI()


class Common:
    def __init__(self, q: str | None = None, skip: int = 0):
        self.q = q
        self.skip = skip


class Checker:
    def __init__(self, word: str):
        self.word = word

    def __call__(self, q: str = ""):
        return self.word in q

    def method(self, n: int):
        return n * len(self.word)


checker = Checker("bar")


@app.get("/class")
def by_class(common: Annotated[Common, Depends()]):
    return {"q": common.q, "skip": common.skip}


@app.get("/class-old")
def by_class_old(common: Common = Depends(Common)):
    return common


@app.get("/instance")
def by_instance(found: Annotated[bool, Depends(checker)]):
    return {"found": found}


@app.get("/method")
def by_method(n: Annotated[int, Depends(checker.method)]):
    return n


@app.get("/lambda")
def by_lambda(n: Annotated[int, Depends(lambda: 5)]):
    return n

# > GET /class?q=a&skip=2
# > GET /class?skip=two
# > GET /class-old?q=b
# > GET /instance?q=foobar
# > GET /instance
# > GET /method?n=4
# > GET /method
# > GET /lambda
