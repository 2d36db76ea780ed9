"""No hash at all."""

from ._base import Handler, Parsed, to_text


class plaintext(Handler):
    """The password as it is, for moving away from."""

    name = "plaintext"
    default_encoding = "utf-8"
    setting_kwds = ("truncate_error",)
    context_kwds = ("encoding",)

    @classmethod
    def identify(cls, hash):
        to_text(hash.decode("utf-8") if isinstance(hash, bytes) else hash)
        return True

    @classmethod
    def _parse(cls, hash):
        return Parsed(checksum=hash)

    @classmethod
    def _digest(cls, secret, parsed):
        return secret.decode("utf-8")

    @classmethod
    def _render(cls, parsed):
        return parsed.checksum
