"""The status codes by name."""

from enum import IntEnum

_CODES = """
100 CONTINUE Continue|101 SWITCHING_PROTOCOLS Switching Protocols|102 PROCESSING Processing|103 EARLY_HINTS Early Hints
200 OK OK|201 CREATED Created|202 ACCEPTED Accepted
203 NON_AUTHORITATIVE_INFORMATION Non-Authoritative Information|204 NO_CONTENT No Content|205 RESET_CONTENT Reset Content
206 PARTIAL_CONTENT Partial Content|207 MULTI_STATUS Multi-Status|208 ALREADY_REPORTED Already Reported|226 IM_USED IM Used
300 MULTIPLE_CHOICES Multiple Choices|301 MOVED_PERMANENTLY Moved Permanently|302 FOUND Found|303 SEE_OTHER See Other
304 NOT_MODIFIED Not Modified|305 USE_PROXY Use Proxy|307 TEMPORARY_REDIRECT Temporary Redirect
308 PERMANENT_REDIRECT Permanent Redirect
400 BAD_REQUEST Bad Request|401 UNAUTHORIZED Unauthorized|402 PAYMENT_REQUIRED Payment Required|403 FORBIDDEN Forbidden
404 NOT_FOUND Not Found|405 METHOD_NOT_ALLOWED Method Not Allowed|406 NOT_ACCEPTABLE Not Acceptable
407 PROXY_AUTHENTICATION_REQUIRED Proxy Authentication Required|408 REQUEST_TIMEOUT Request Timeout|409 CONFLICT Conflict
410 GONE Gone|411 LENGTH_REQUIRED Length Required|412 PRECONDITION_FAILED Precondition Failed
413 REQUEST_ENTITY_TOO_LARGE Request Entity Too Large|414 REQUEST_URI_TOO_LONG Request-URI Too Long
415 UNSUPPORTED_MEDIA_TYPE Unsupported Media Type
416 REQUESTED_RANGE_NOT_SATISFIABLE Requested Range Not Satisfiable|417 EXPECTATION_FAILED Expectation Failed
418 IM_A_TEAPOT I'm a teapot|421 MISDIRECTED_REQUEST Misdirected Request|422 UNPROCESSABLE_ENTITY Unprocessable Entity
423 LOCKED Locked|424 FAILED_DEPENDENCY Failed Dependency|425 TOO_EARLY Too Early|426 UPGRADE_REQUIRED Upgrade Required
428 PRECONDITION_REQUIRED Precondition Required|429 TOO_MANY_REQUESTS Too Many Requests
431 REQUEST_HEADER_FIELDS_TOO_LARGE Request Header Fields Too Large
451 UNAVAILABLE_FOR_LEGAL_REASONS Unavailable For Legal Reasons
500 INTERNAL_SERVER_ERROR Internal Server Error|501 NOT_IMPLEMENTED Not Implemented|502 BAD_GATEWAY Bad Gateway
503 SERVICE_UNAVAILABLE Service Unavailable|504 GATEWAY_TIMEOUT Gateway Timeout
505 HTTP_VERSION_NOT_SUPPORTED HTTP Version Not Supported|506 VARIANT_ALSO_NEGOTIATES Variant Also Negotiates
507 INSUFFICIENT_STORAGE Insufficient Storage|508 LOOP_DETECTED Loop Detected|510 NOT_EXTENDED Not Extended
511 NETWORK_AUTHENTICATION_REQUIRED Network Authentication Required
"""
# RFC 9110 gave four of them other names, which httpx2 has.
_LATER = """
413 CONTENT_TOO_LARGE Content Too Large|414 URI_TOO_LONG URI Too Long|416 RANGE_NOT_SATISFIABLE Range Not Satisfiable
422 UNPROCESSABLE_CONTENT Unprocessable Content
"""


class _Code(IntEnum):
    """A status code."""

    @classmethod
    def get_reason_phrase(cls, value):
        return cls._phrases.get(value, "")

    @classmethod
    def is_informational(cls, value):
        return 100 <= value <= 199

    @classmethod
    def is_success(cls, value):
        return 200 <= value <= 299

    @classmethod
    def is_redirect(cls, value):
        return 300 <= value <= 399

    @classmethod
    def is_client_error(cls, value):
        return 400 <= value <= 499

    @classmethod
    def is_server_error(cls, value):
        return 500 <= value <= 599

    @classmethod
    def is_error(cls, value):
        return 400 <= value <= 599

    @property
    def phrase(self):
        return self._phrases[int(self)]

    def __str__(self):
        return str(self.value)


def _make(module, text):
    rows = {}
    for row in text.strip().replace("\n", "|").replace("||", "|").split("|"):
        number, name, phrase = row.split(" ", 2)
        rows[int(number)] = (name, phrase)
    made = _Code("codes", {name: number for number, (name, _) in rows.items()}, module=module)
    made._phrases = {number: phrase for number, (_, phrase) in rows.items()}
    for member in list(made):
        # The names are there in lower case too, as requests has them.
        setattr(made, member.name.lower(), int(member))
    return made


codes = _make("httpx", _CODES)
later = _make("httpx2", _CODES + _LATER)
