//! The portal in a real Chromium: what people see, press and print. Each test has a browser and a portal to itself.

mod beginning;
mod collecting;
mod driver;
mod grid;
mod head;
mod pages;
mod paper;
mod papers;
mod pasting;
mod screenshots;
mod screenshots_in;
mod stories;
mod story_of_a_year;
mod words;

pub use driver::Browser;
pub use grid::paste;
