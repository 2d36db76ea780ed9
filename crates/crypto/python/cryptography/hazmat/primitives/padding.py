"""Filling up to whole blocks."""

from ...exceptions import AlreadyFinalized
from ...utils import check_buffer


class _Context:
    """Keeps what it was given until the end."""

    def __init__(self, size, finish):
        self._size, self._finish, self._data = size, finish, b""

    def update(self, data):
        if self._data is None:
            raise AlreadyFinalized("Context was already finalized.")
        self._data += check_buffer(data)
        # The last block stays: only the end tells what it is.
        whole = max(0, (len(self._data) - 1) // self._size * self._size)
        out, self._data = self._data[:whole], self._data[whole:]
        return out

    def finalize(self):
        if self._data is None:
            raise AlreadyFinalized("Context was already finalized.")
        data, self._data = self._data, None
        return self._finish(data, self._size)


def _fill(data, size):
    missing = size - len(data) % size
    return data + bytes((missing,)) * missing


def _empty(data, size):
    count = data[-1] if len(data) == size else 0
    if not 1 <= count <= size or data[-count:] != bytes((count,)) * count:
        raise ValueError("Invalid padding bytes.")
    return data[:-count]


class PKCS7:
    """Each byte of the padding says how long it is."""

    def __init__(self, block_size):
        if not 0 <= block_size <= 2040:
            raise ValueError("block_size must be in range(0, 2041).")
        if block_size % 8:
            raise ValueError("block_size must be a multiple of 8.")
        self.block_size = block_size

    def padder(self):
        return _Context(self.block_size // 8, _fill)

    def unpadder(self):
        return _Context(self.block_size // 8, _empty)
