"""Not here."""

import _playground

_playground.unsupported("passlib.hosts", "make a CryptContext with the schemes that you want")
