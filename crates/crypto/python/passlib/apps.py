"""Not here."""

import _playground

_playground.unsupported("passlib.apps", "make a CryptContext with the schemes that you want")
