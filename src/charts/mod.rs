//! Numbers to SVG, pure.
