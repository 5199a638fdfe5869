//! The program around the rooms: accounts, the router that mounts them all, the bundle, settings, start and stop.
//!
//! Nothing else may use this wing, and no rule about the board's figures stands in it.

pub mod accounts;
pub mod app;
pub mod background;
pub mod beginning;
pub mod bootstrap;
pub mod cli;
pub mod config;
pub mod demo;
pub mod exchange;
pub mod identity;
pub mod log;
pub mod menu;
pub mod panels;
pub mod refusals;
pub mod registries;
pub mod serve;
pub mod signals;
