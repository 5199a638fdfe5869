//! Investment projects and their certificates.
