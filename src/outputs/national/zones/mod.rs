//! The sheets about zones themselves: 2102 (decisions of the period), 2103 (infrastructure projects, occupancy) and 2107 (zones
//! of the plan in force). Land in ha, FDI capital in triệu USD, domestic capital in tỷ đồng.

pub mod db;
mod decided;
mod infrastructure;
mod parts;
mod planned;
mod source;

pub use source::Source;
