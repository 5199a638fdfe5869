pub mod access;
pub mod access_table;
pub mod connections;
pub mod fuzz;
pub mod opened;
pub mod protected_records;
pub mod registries;
pub mod requests;
