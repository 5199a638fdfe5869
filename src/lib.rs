//! The web portal of a provincial industrial-zones board. `ARCHITECTURE.md` is the map.

pub mod kernel;
pub mod i18n;
pub mod database;
pub mod web;
pub mod charts;
pub mod documents;
pub mod audit;
pub mod accounts;
pub mod zones;
pub mod enterprises;
pub mod projects;
pub mod parcels;
pub mod indicators;
pub mod plans;
pub mod figures;
pub mod filings;
pub mod agenda;
pub mod dashboard;
pub mod registry;
pub mod reviews;
pub mod exchange;
