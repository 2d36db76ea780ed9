"""Functions that turn a field's name into an alias: camelCase, PascalCase, snake_case."""

import re


def to_pascal(snake):
    """`user_id` → `UserId`."""
    camel = snake.title()
    return re.sub('([0-9A-Za-z])_(?=[0-9A-Z])', lambda match: match.group(1), camel)


def to_camel(snake):
    """`user_id` → `userId`."""
    # A name that is in camel case already stays as it is.
    if re.match('^[a-z]+[A-Za-z0-9]*$', snake) and not re.search(r'\d[a-z]', snake):
        return snake
    camel = to_pascal(snake)
    return re.sub('(^_*[A-Z])', lambda match: match.group(1).lower(), camel)


def to_snake(camel):
    """`userId` → `user_id`."""
    snake = re.sub(r'([A-Z]+)([A-Z][a-z])', r'\1_\2', camel)
    snake = re.sub(r'([a-z])([A-Z])', r'\1_\2', snake)
    snake = re.sub(r'([0-9])([A-Z])', r'\1_\2', snake)
    snake = re.sub(r'([a-z])([0-9])', r'\1_\2', snake)
    return snake.replace('-', '_').lower()
