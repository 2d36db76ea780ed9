"""email_validator by itself and in a form."""

from typing import Annotated

from email_validator import EmailNotValidError, validate_email
from fastapi import FastAPI, Form
from pydantic import BaseModel, EmailStr

app = FastAPI()


class Contact(BaseModel):
    email: EmailStr


@app.get("/check")
def check(address: str):
    try:
        found = validate_email(address, check_deliverability=False)
    except EmailNotValidError as error:
        return [type(error).__name__, str(error)]
    return [found.normalized, found.local_part, found.domain]


@app.post("/form")
def form(contact: Annotated[Contact, Form()]):
    return contact


# > GET /check?address=Some.One%2Btag@Example.ORG
# > GET /check?address=nobody
# > GET /check?address=a@b..c
# > GET /check?address=a%20b@example.org
# > POST /form form email=ada@example.org
# > POST /form form email=ada
