"""Background tasks, under the name that dependencies recognise."""

from starlette.background import BackgroundTasks as _StarletteBackgroundTasks


class BackgroundTasks(_StarletteBackgroundTasks):
    """Collects functions that run after the response was sent."""
