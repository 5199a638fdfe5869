//! Decimal literals for tests.

/// `dec!(1_054.5)` is the exact decimal, never through a float.
macro_rules! dec {
    ($literal:expr) => {
        rust_decimal::Decimal::from_str_exact(&stringify!($literal).replace(['_', ' '], ""))
            .expect("a decimal literal")
    };
}
pub(crate) use dec;
