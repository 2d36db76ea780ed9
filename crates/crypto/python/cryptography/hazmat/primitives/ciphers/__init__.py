"""Ciphers."""

from .base import Cipher, CipherContext

__all__ = ["Cipher", "CipherContext"]
