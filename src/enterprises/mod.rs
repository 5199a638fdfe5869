//! Enterprises that rent land in a zone.
