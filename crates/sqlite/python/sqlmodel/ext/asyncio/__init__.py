"""The asynchronous session."""
