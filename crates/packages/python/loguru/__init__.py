"""loguru: a logger that is ready to be used."""

import sys as _sys

from ._logger import Core as _Core
from ._logger import Logger as _Logger
from ._logger import _Options

__version__ = "0.7.3"
__all__ = ["logger"]

logger = _Logger(
    core=_Core(),
    options=_Options(None, 0, False, False, False, False, True, [], {}),
)
logger.add(_sys.stderr)
