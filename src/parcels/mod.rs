//! Land parcels: who holds what.
