//! The portal as its users meet it: HTTP through the whole router, on a real PostgreSQL with the demonstration year.
//! `make test` starts the server for it.

#![allow(
    clippy::disallowed_methods,
    reason = "tests are told what to do by the environment, and name their databases by chance"
)]

mod browser;
mod foundation;
mod outputs;
mod platform;
mod portal;
mod registers;
mod returns;
mod standards;
mod support;
