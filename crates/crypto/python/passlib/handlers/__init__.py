"""The hashes."""
