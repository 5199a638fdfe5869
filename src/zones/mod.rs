//! Industrial zones, their phases and dated areas. The registry to read first.
