//! The web worker that runs the engine.
