//! The board's national sheets (biểu 2101 … 2116.H.QLKKT) for a quarter or a year: queries over the log of projects and the
//! ledger of figures; nobody types them. Values stay exact in canonical units and are converted at the edge, per sheet,
//! because the official sheets contradict each other on units (budget of FDI: triệu USD in 2101, tỷ đồng in 2104; exports and
//! imports of DDI: tỷ đồng in 2101, triệu USD in 2104).

mod attraction;
mod book;
mod changes;
mod covered;
mod db;
mod frozen;
mod let_land;
mod load;
pub mod model;
mod parts;
mod production;
mod reported;
mod routes;
mod sheet_code;
mod view;
mod word;
mod working;
mod zones;

pub use routes::routes;
pub use working::WORKING_COLUMN;
