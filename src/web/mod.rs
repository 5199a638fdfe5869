//! Pages, forms, lists, errors, sessions, headers: knows no feature.
