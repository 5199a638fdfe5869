//! The bundle: all business data in and out as plain files.
