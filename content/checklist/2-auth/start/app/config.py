"""What only the program may know. A real project reads this from the environment."""

SECRET_KEY = "only-for-learning-9f2c1b7e40a85d63f1a7c2d4"
ALGORITHM = "HS256"
TOKEN_MINUTES = 30
