"""Signatures taken apart (`utils`), what is found in them (`models`), and how a request fills them in (`solving`)."""
