//! Language, Vietnamese numbers and dates: parse and print.
