//! The project's commands: serve, test, bench, record, conformance, dist.

fn main() {}
