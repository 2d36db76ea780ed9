//! Replays case files, checks the content and runs programs from a terminal.

fn main() {}
