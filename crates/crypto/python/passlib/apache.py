"""Not here."""

import _playground

_playground.unsupported("Apache's password files", "keep the hashes in a dict")
