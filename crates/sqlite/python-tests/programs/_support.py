"""What the programs share: an engine whose log goes to standard output, and `attempt()`, which prints an error."""

import logging
import sys

from sqlalchemy import create_engine

logging.basicConfig(stream=sys.stdout, format="%(message)s")
logging.getLogger("sqlalchemy.engine").setLevel(logging.INFO)


def engine_for(base):
    """An engine with the tables made."""
    engine = create_engine("sqlite://")
    base.metadata.create_all(engine)
    return engine


def attempt(fn, *args, **kw):
    try:
        print("value:", fn(*args, **kw))
    except Exception as err:
        print(type(err).__module__, type(err).__name__, "|", err)
