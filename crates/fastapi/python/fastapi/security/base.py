"""What all security schemes are."""


class SecurityBase:
    """A dependency that also describes itself in the OpenAPI document: `model` says how, `scheme_name` under which name."""

    model = None
    scheme_name = ""

    def describe(self, scheme_name, **model):
        self.scheme_name = scheme_name or self.__class__.__name__
        self.model = {key: value for key, value in model.items() if value is not None}

    def make_not_authenticated_error(self):
        from starlette.exceptions import HTTPException

        return HTTPException(status_code=401, detail="Not authenticated", headers={"WWW-Authenticate": self.challenge})
