"""Templates need Jinja, which isn't here: the class says so when it is made."""

import _playground


class Jinja2Templates:
    def __init__(self, *args, **kwargs):
        _playground.unsupported("Jinja2Templates", "build the page as a string and return it with HTMLResponse")
