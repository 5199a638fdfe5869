pub mod audit;
pub mod schema;
