//! Numbers to SVG, pure: knows no feature and no language.
//!
//! Figures arrive as finished labels, positions as floats. Colours are literal presentation attributes, so that
//! one SVG serves the page, the PDF and Word, and needs no style that the page's CSP would refuse.

mod bullet;
mod plan;
mod progress;
mod sparkline;
mod svg;

pub use bullet::bullet_row;
pub use plan::{Fill, Hatch, Plan, Plot, Point, Sheet, bounds, legend_height, links, plan};
pub use progress::progress_row;
pub use sparkline::sparkline;
