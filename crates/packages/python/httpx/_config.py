"""What clients are configured with."""

UNSET = object()


class Timeout:
    """How long to wait for a connection, for data, for sending and for a place in the pool."""

    def __init__(self, timeout=UNSET, *, connect=UNSET, read=UNSET, write=UNSET, pool=UNSET):
        given = (connect, read, write, pool)
        if isinstance(timeout, Timeout):
            given = tuple(timeout.as_dict().values())
        elif isinstance(timeout, tuple):
            given = timeout + (None,) * (4 - len(timeout))
        elif any(item is UNSET for item in given):
            if timeout is UNSET:
                raise ValueError(
                    "httpx.Timeout must either include a default, or set all four parameters explicitly."
                )
            given = tuple(timeout if item is UNSET else item for item in given)
        self.connect, self.read, self.write, self.pool = given

    def as_dict(self):
        return {"connect": self.connect, "read": self.read, "write": self.write, "pool": self.pool}

    def __eq__(self, other):
        return isinstance(other, Timeout) and self.as_dict() == other.as_dict()

    def __repr__(self):
        if self.connect == self.read == self.write == self.pool:
            return f"Timeout(timeout={self.connect})"
        return f"Timeout(connect={self.connect}, read={self.read}, write={self.write}, pool={self.pool})"


class Limits:
    """How many connections a client may have; here it has none, so it is only kept."""

    def __init__(self, *, max_connections=None, max_keepalive_connections=None, keepalive_expiry=5.0):
        self.max_connections = max_connections
        self.max_keepalive_connections = max_keepalive_connections
        self.keepalive_expiry = keepalive_expiry

    def __eq__(self, other):
        return isinstance(other, Limits) and vars(self) == vars(other)

    def __repr__(self):
        return (
            f"Limits(max_connections={self.max_connections}, "
            f"max_keepalive_connections={self.max_keepalive_connections}, keepalive_expiry={self.keepalive_expiry})"
        )


class Proxy:
    """A proxy, which nothing could reach."""

    def __init__(self, url, **options):
        from _playground import unsupported

        unsupported("httpx.Proxy", "the playground sends nothing anywhere")


def create_ssl_context(*args, **options):
    from _playground import unsupported

    unsupported("httpx.create_ssl_context", "the playground sends nothing anywhere")


DEFAULT_TIMEOUT_CONFIG = Timeout(timeout=5.0)
DEFAULT_LIMITS = Limits(max_connections=100, max_keepalive_connections=20)
DEFAULT_MAX_REDIRECTS = 20
