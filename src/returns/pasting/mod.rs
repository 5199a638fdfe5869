//! A block pasted into a grid, read with the same code as a file and shown before anything of it is written: which cell each
//! figure goes to, what it would replace, what is left out and why. Nothing is stored here; what is accepted is saved as typed
//! values are.

mod answer;
mod block;
mod codes;
mod grid;
mod placed;
mod read;
mod routes;

pub use routes::routes;
