"""echo="debug" logs rows too; a logging name and a token show in the log."""
from sqlalchemy import *

e = create_engine("sqlite://", echo=True, logging_name="mine")
with e.connect() as c:
    c.execute(select(literal(1)))
    c2 = c.execution_options(logging_token="tok")
    c2.execute(select(literal(2)))
    print(c.get_execution_options())
