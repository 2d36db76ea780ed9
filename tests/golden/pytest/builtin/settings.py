import os

LIMIT = 10
OPTIONS = {"debug": False}


class Mailer:
    sent = []

    def send(self, to):
        raise RuntimeError("no network")

    @staticmethod
    def name():
        return "real"


def limit():
    return LIMIT


def key():
    return os.environ["KEY"]
