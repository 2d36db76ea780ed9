"""Re-exports what programs import from here."""

from starlette.testclient import TestClient as TestClient
