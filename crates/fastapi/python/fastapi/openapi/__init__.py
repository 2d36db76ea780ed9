"""The OpenAPI document (`utils`) and the pages that show it (`docs`). Loaded when the document is first asked for."""
