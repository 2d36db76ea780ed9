"""Passwords and tokens."""

from pwdlib import PasswordHash

passwords = PasswordHash.recommended()
