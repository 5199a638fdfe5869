//! Obstacles, key tasks and sponsored planning schemes.
