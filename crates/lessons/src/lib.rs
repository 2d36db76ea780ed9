//! The content model of the guide: parse, check, index.
