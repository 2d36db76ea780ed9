"""email_validator: whether a text is an email address, by the rules of Pydantic's `EmailStr`; no name server is asked."""

from pydantic._email import EmailNotValidError, _check_domain, check_email

__version__ = "2.4.0"


class EmailSyntaxError(EmailNotValidError):
    """The text is not an email address."""


class EmailUndeliverableError(EmailNotValidError):
    """Nobody takes mail for the address, which can't be found out here."""


EmailSyntaxError.__module__ = EmailUndeliverableError.__module__ = "email_validator.exceptions"


class ValidatedEmail:
    """An address in its parts."""

    def __init__(self, original, local_part, domain):
        self.original = original
        self.local_part = local_part
        self.domain = domain
        self.normalized = f"{local_part}@{domain}"
        self.ascii_local_part = local_part if local_part.isascii() else None
        self.ascii_domain = _check_domain(domain)[1]
        self.ascii_email = f"{local_part}@{self.ascii_domain}" if local_part.isascii() else None
        self.smtputf8 = not local_part.isascii()

    @property
    def email(self):
        return self.normalized

    def __repr__(self):
        return f"<ValidatedEmail {self.normalized}>"


def validate_email(
    email,
    /,
    *,
    allow_smtputf8=None,
    allow_empty_local=None,
    allow_quoted_local=None,
    allow_domain_literal=None,
    allow_display_name=None,
    strict=None,
    check_deliverability=None,
    test_environment=None,
    globally_deliverable=None,
    timeout=None,
    dns_resolver=None,
):
    """The address in its parts, or an `EmailNotValidError`."""
    for name, value in (
        ("allow_empty_local", allow_empty_local),
        ("allow_quoted_local", allow_quoted_local),
        ("allow_domain_literal", allow_domain_literal),
        ("allow_display_name", allow_display_name),
        ("check_deliverability", check_deliverability),
    ):
        if value:
            from _playground import unsupported

            unsupported(f"{name}= of email_validator", "leave it out")
    try:
        local, normalized = check_email(email.decode("ascii") if isinstance(email, bytes) else email)
    except EmailNotValidError as error:
        raise EmailSyntaxError(str(error)) from None
    return ValidatedEmail(email, local, normalized[len(local) + 1 :])
