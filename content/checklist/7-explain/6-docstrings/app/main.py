"""The application: puts the routers together, and says what the API is about."""

from fastapi import FastAPI

from .routers import books, loans

DESCRIPTION = """
Readers look for books and borrow them for some weeks.

Looking is open to everybody. To lend and to take back, send the library's key in the header `X-Key`.
"""

app = FastAPI(
    title="Library",
    summary="Look for books, lend them, take them back.",
    description=DESCRIPTION,
    version="1.0.0",
    openapi_tags=[
        {"name": "books", "description": "What the library has. Open to everybody."},
        {"name": "loans", "description": "Who has borrowed what. Needs the key."},
    ],
)
app.include_router(books.router)
app.include_router(loans.router)
