"""zlib: compressing and decompressing in the zlib, gzip and raw formats.

A compressor object gives everything at its end: what comes out is the same stream, only later.
"""

import _zlib
from binascii import crc32 as crc32

Z_NO_COMPRESSION, Z_BEST_SPEED, Z_BEST_COMPRESSION, Z_DEFAULT_COMPRESSION = 0, 1, 9, -1
Z_DEFAULT_STRATEGY = 0
Z_NO_FLUSH, Z_PARTIAL_FLUSH, Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_FINISH = 0, 1, 2, 3, 4
DEFLATED = 8
MAX_WBITS = 15
DEF_MEM_LEVEL = 8
DEF_BUF_SIZE = 16384


class error(Exception):
    """The data are not what they should be."""


def adler32(data, value=1, /):
    low, high = value & 0xFFFF, value >> 16
    for byte in data:
        low = (low + byte) % 65521
        high = (high + low) % 65521
    return high << 16 | low


def compress(data, /, level=-1, wbits=15):
    body = _zlib.deflate(data, 6 if level < 0 else level)
    if wbits < 0:
        return body
    if wbits > 15:
        head = b"\x1f\x8b\x08\x00\x00\x00\x00\x00" + (b"\x02" if level == 9 else b"\x00") + b"\x03"
        return head + body + crc32(data).to_bytes(4, "little") + (len(data) & 0xFFFFFFFF).to_bytes(4, "little")
    return b"\x78\x9c" + body + adler32(data).to_bytes(4, "big")


def decompress(data, /, wbits=15, bufsize=DEF_BUF_SIZE):
    data = bytes(data)
    is_gzip = 16 <= wbits < 32 or (wbits >= 32 and data[:2] == b"\x1f\x8b")
    if wbits < 0:
        return _inflated(data)
    if is_gzip:
        if data[:3] != b"\x1f\x8b\x08":
            raise error("Error -3 while decompressing data: incorrect header check")
        return _inflated(data[_gzip_head(data) : -8])
    if len(data) < 6 or data[0] & 15 != 8 or (data[0] << 8 | data[1]) % 31:
        raise error("Error -3 while decompressing data: incorrect header check")
    return _inflated(data[2:-4])


def _inflated(body):
    plain = _zlib.inflate(body)
    if plain is None:
        raise error("Error -5 while decompressing data: incomplete or truncated stream")
    return plain


def _gzip_head(data):
    """Where a gzip file's data begin."""
    flags, position = data[3], 10
    if flags & 4:
        position += 2 + int.from_bytes(data[position : position + 2], "little")
    for flag in (8, 16):
        if flags & flag:
            position = data.index(b"\0", position) + 1
    return position + 2 if flags & 2 else position


class _Compressor:
    def __init__(self, level, wbits):
        self._level = level
        self._wbits = wbits
        self._parts = []

    def compress(self, data, /):
        self._parts.append(bytes(data))
        return b""

    def flush(self, mode=Z_FINISH, /):
        if mode != Z_FINISH:
            return b""
        return compress(b"".join(self._parts), self._level, self._wbits)


class _Decompressor:
    def __init__(self, wbits):
        self._wbits = wbits
        self._parts = []
        self.unused_data = self.unconsumed_tail = b""
        self.eof = False

    def decompress(self, data, max_length=0, /):
        self._parts.append(bytes(data))
        try:
            plain = decompress(b"".join(self._parts), self._wbits)
        except error:
            return b""
        self.eof = True
        return plain

    def flush(self, length=DEF_BUF_SIZE, /):
        return b""


def compressobj(level=-1, method=DEFLATED, wbits=15, memLevel=DEF_MEM_LEVEL, strategy=0, zdict=None):
    return _Compressor(level, wbits)


def decompressobj(wbits=15, zdict=b""):
    return _Decompressor(wbits)
