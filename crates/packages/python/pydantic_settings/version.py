"""The version whose behaviour this package follows."""

VERSION = "2.16.3"
