//! An enterprise on one page: what it owes, its figures over the years with small charts, its papers, its contacts, its branches.
//! What registries hold – projects, land, obstacles – stands below, on the same page, by the registries' own mechanism.

pub mod db;
mod routes;
mod view;

pub use routes::{ask, panel};
