"""The logger that FastAPI writes to."""

import logging

logger = logging.getLogger("fastapi")
