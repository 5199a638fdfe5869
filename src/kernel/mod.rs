//! Words every feature shares: ids, permissions, periods, quantities. Depends on nothing of ours.
