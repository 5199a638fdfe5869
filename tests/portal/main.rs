//! The portal as its users meet it: HTTP through the whole router, on a real PostgreSQL with the demonstration year.
//! `make test` starts the server for it.

mod access;
mod agenda;
mod answers;
mod audit;
mod browser;
mod bundle;
mod by_project;
mod checks;
mod closing;
mod duties;
mod events;
mod evidence;
mod handouts;
mod imports;
mod industries;
mod land;
mod leases;
mod maps;
mod national;
mod national_past;
mod national_traces;
mod occupancy;
mod profiles;
mod quarter;
mod registries;
mod review;
mod sheets;
mod single_cells;
mod structure;
mod structure_works;
mod support;
mod tenure;
mod wastewater;
mod works;
mod year;
