//! The program around the rooms: accounts, the router that mounts them all, the bundle, settings, start and stop.
//!
//! Nothing else may use this wing, and no rule about the board's figures stands in it.

pub mod accounts;
pub mod app;
pub mod bootstrap;
pub mod cli;
pub mod config;
pub mod demo;
pub mod exchange;
pub mod identity;
mod panels;
pub mod registries;
pub mod serve;
pub mod signals;
