"""An API for a small library."""
