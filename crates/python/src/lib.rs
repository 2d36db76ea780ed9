//! A small Python: compiler, stack machine, built-in types.
