//! What is measured: indicators, products, units, exchange rates.
