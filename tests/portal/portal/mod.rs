mod beginning;
pub mod bundle;
pub mod bundle_faults;
mod bundle_files;
pub mod bundle_sent;
pub mod foreign;
pub mod guard;
pub mod menu;
pub mod scopes;
