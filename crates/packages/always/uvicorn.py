"""uvicorn, as far as a program that starts its own server meets it: here the playground is the server."""

from _playground import unsupported

__version__ = "0.54.0"


class Config:
    """What a server would be started with."""

    def __init__(self, app, host="127.0.0.1", port=8000, **options):
        self.app = app
        self.host = host
        self.port = port
        self.options = options
        for name, value in options.items():
            setattr(self, name, value)


class Server:
    """A server, which has nothing to do."""

    def __init__(self, config):
        self.config = config
        self.started = False
        self.should_exit = False

    def run(self, sockets=None):
        _explain("uvicorn.Server.run()", self.config.host, self.config.port)

    async def serve(self, sockets=None):
        _explain("uvicorn.Server.serve()", self.config.host, self.config.port)


def _explain(call, host, port):
    print(f"{call} has nothing to start at http://{host}:{port}: the playground is the server. Send a request instead.")


def run(app=None, *, host="127.0.0.1", port=8000, **options):
    """Nothing is to be started: requests are sent from the page."""
    _explain("uvicorn.run()", host, port)


def main(*args, **options):
    unsupported("uvicorn's command line", "the playground is the server; send a request instead")
