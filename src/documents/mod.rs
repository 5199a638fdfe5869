//! A neutral administrative document, rendered to HTML and PDF, pure.
