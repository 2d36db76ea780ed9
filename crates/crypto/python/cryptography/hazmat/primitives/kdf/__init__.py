"""Keys from passwords and from other keys."""

import hmac

from ....exceptions import AlreadyFinalized, InvalidKey
from ....utils import check_buffer


class KeyDerivationFunction:
    """Makes one key, once."""

    _used = False

    def derive(self, key_material):
        if self._used:
            raise AlreadyFinalized("Context was already finalized.")
        self._used = True
        return self._derive(check_buffer(key_material))

    def verify(self, key_material, expected_key):
        if not hmac.compare_digest(self.derive(key_material), expected_key):
            raise InvalidKey("Keys do not match.")
