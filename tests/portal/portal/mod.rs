pub mod bundle;
pub mod bundle_faults;
pub mod foreign;
pub mod guard;
pub mod menu;
pub mod scopes;
