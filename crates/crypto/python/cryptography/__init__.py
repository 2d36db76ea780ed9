"""Keys, signatures and ciphers: the part of the package that goes with web tokens."""

__version__ = "50.0.2"
__author__ = "The Python Cryptographic Authority and individual contributors"
