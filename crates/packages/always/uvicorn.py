"""uvicorn, as far as a program that starts its own server meets it: here the playground is the server."""

from _playground import unsupported


class Config:
    def __init__(self, app=None, host="127.0.0.1", port=8000, **options):
        self.app = app
        self.host = host
        self.port = port
        self.options = options


class Server:
    def __init__(self, config):
        self.config = config
        self.started = False
        self.should_exit = False

    def run(self, sockets=None):
        run(self.config.app, host=self.config.host, port=self.config.port)

    async def serve(self, sockets=None):
        self.run()


def run(app=None, *, host="127.0.0.1", port=8000, **options):
    """Nothing is to be started: requests are sent from the page."""
    print(f"The playground is the server: uvicorn.run(host={host!r}, port={port}) has nothing to start. Send a request instead.")


def main(*args, **options):
    unsupported("uvicorn's command line", "the playground is the server; send a request instead")
