//! The `izportal` binary.

fn main() {}
