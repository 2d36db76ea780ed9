//! The messages between the app and the worker.
