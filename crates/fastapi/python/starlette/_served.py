"""The application that the playground serves, and the state of its lifespan: where HTTP clients of the program reach it."""

app = None
state = None
