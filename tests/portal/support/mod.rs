//! What every test stands on: a portal of its own over a clone of the demonstration year, and a browser without a screen.

mod databases;
mod mail_server;
mod page;
mod person;
mod portal;
mod routes;

pub use databases::{carried_over, clone_of_the_demo, empty_database, new_database, people};
pub use mail_server::MailServer;
pub use page::{Form, Page};
pub use person::Person;
pub use portal::Portal;
pub use routes::{filled, route_of};
