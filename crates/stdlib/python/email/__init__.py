"""Mail: messages with headers, dates and addresses in their basics."""


def message_from_string(s, *args, **kws):
    """The message that the text of a mail is."""
    from email.message import _parse

    return _parse(s)


def message_from_bytes(s, *args, **kws):
    return message_from_string(s.decode("utf-8", "surrogateescape"))
