//! Other packages that FastAPI programs import.
