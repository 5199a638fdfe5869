//! The web portal of a provincial industrial-zones board. `ARCHITECTURE.md` is the map.

pub mod accounts;
pub mod agenda;
pub mod app;
pub mod audit;
pub mod board;
pub mod charts;
pub mod cli;
pub mod config;
pub mod dashboard;
pub mod database;
pub mod documents;
pub mod enterprises;
pub mod exchange;
pub mod figures;
pub mod filings;
pub mod i18n;
pub mod indicators;
pub mod kernel;
pub mod parcels;
pub mod plans;
pub mod projects;
pub mod registry;
pub mod reviews;
pub mod serve;
pub mod web;
pub mod zones;
