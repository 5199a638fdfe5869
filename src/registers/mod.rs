//! What there is, each with its past: the board, its zones, enterprises and people, projects, land, works, tasks – and,
//! on top, the files that prove it.
//!
//! A register knows nothing of what enterprises report; figures come in `returns` and are shown in `outputs`.

pub mod board;
pub mod contacts;
pub mod enterprises;
pub mod evidence;
pub mod industries;
pub mod leases;
pub mod parcels;
pub mod projects;
pub mod schemes;
pub mod structure;
pub mod tasks;
pub mod wastewater;
pub mod works;
pub mod zones;
