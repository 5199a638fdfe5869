//! The pool, the private local PostgreSQL, and how a constraint becomes a field error.
