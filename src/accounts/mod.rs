//! Accounts, roles, sessions, signing in.
