//! Loads a program, sends requests to it, traces them, runs its tests.
