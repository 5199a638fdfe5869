//! What the rules V19–V21 say about a zone's land: asked when areas and parcels are saved, shown on the zone's page.

mod ask;
mod db;
mod notes;
mod view;

pub use ask::{area as ask_area, parcel as ask_parcel};
pub use view::{area_panel, of_zone, parcel_panel};
