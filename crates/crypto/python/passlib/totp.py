"""Not here."""

import _playground

_playground.unsupported("Time-based one-time passwords", "make a code with hmac and struct, as RFC 6238 says")
