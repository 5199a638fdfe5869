//! What is known: the append-only ledger of accepted figures.
