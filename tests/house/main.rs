//! The rules of the house that the compiler does not hold: what may import what, where SQL and templates stand, how long things
//! get, that what is written of the code is true of it.

mod circles;
mod clock;
mod codes;
mod invariants;
mod lengths;
mod mounted;
mod parameters;
mod picture;
mod posted;
mod refusals;
mod source;
mod templates;
mod wings;
mod words;
