//! What the number format of a cell says: a unit beside the number, thousands left out, a percent sign.
//!
//! What people read is the number as shown: "290,5" for 290500000000 under `#,##0.0,,,`, "12.104.167 USD" under `#,##0" USD"`.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A number format that changes what a reader understands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberFormat {
    /// How many times a thousand is left out.
    pub thousands: u8,
    /// The number is shown times a hundred, with "%".
    pub percent: bool,
    /// The words shown beside it.
    pub words: String,
}

impl NumberFormat {
    /// What a format code says; `None` when it shows the number as it is.
    pub(super) fn parse(code: &str) -> Option<Self> {
        let mut format = Self {
            thousands: 0,
            percent: false,
            words: String::new(),
        };
        let (mut digits, mut commas) = (false, 0u8);
        let mut signs = code.chars();
        while let Some(sign) = signs.next() {
            match sign {
                ';' => break,
                '"' => format
                    .words
                    .extend(signs.by_ref().take_while(|sign| *sign != '"')),
                '\\' => format.words.extend(signs.next()),
                // Room for a sign, a filler.
                '_' | '*' => {
                    signs.next();
                }
                '[' => {
                    let inside: String = signs.by_ref().take_while(|sign| *sign != ']').collect();
                    // "[$USD-409]", "[$₫-42A]": a currency with its country; all else is a colour or a condition.
                    let currency = inside
                        .strip_prefix('$')
                        .map(|named| named.split('-').next().unwrap_or(named));
                    format.words.push_str(currency.unwrap_or_default());
                }
                '0' | '#' | '?' => {
                    digits = true;
                    commas = 0;
                }
                ',' if digits => commas = commas.saturating_add(1),
                '%' => format.percent = true,
                '$' | '€' | '₫' | '£' | '¥' => format.words.push(sign),
                // Dates and "General" say nothing of a number's unit.
                'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' | 'G' => return None,
                _ => {}
            }
        }
        format.thousands = commas;
        format.words = format.words.trim().to_owned();
        let changes = format.thousands > 0
            || format.percent
            || format
                .words
                .chars()
                .any(|c| c.is_alphabetic() || "$€₫£¥".contains(c));
        (digits && changes).then_some(format)
    }

    /// The number as shown, unrounded.
    pub fn shown(&self, stored: &str) -> Option<Decimal> {
        let mut value: Decimal = stored.parse().ok()?;
        for _ in 0..self.thousands {
            value = value.checked_div(Decimal::ONE_THOUSAND)?;
        }
        if self.percent {
            value = value.checked_mul(Decimal::ONE_HUNDRED)?;
        }
        Some(value.normalize())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_say_what_they_show() {
        let table = [
            ("#,##0.0,,,", Some((3, false, ""))),
            ("#,##0.00,,", Some((2, false, ""))),
            ("#,##0\" USD\"", Some((0, false, "USD"))),
            ("#,##0.0\" tr\"", Some((0, false, "tr"))),
            ("[$$-409]#,##0.00", Some((0, false, "$"))),
            ("#,##0\\ [$₫-42A]", Some((0, false, "₫"))),
            ("0.0%", Some((0, true, ""))),
            ("#,##0.######", None),
            ("#,##0_);[Red](#,##0)", None),
            ("yyyy-mm-dd", None),
            ("General", None),
            ("@", None),
        ];
        for (code, said) in table {
            let found = NumberFormat::parse(code);
            let found = found
                .as_ref()
                .map(|f| (f.thousands, f.percent, f.words.as_str()));
            assert_eq!(found, said, "{code}");
        }
        let scaled = NumberFormat::parse("#,##0.0,,,").expect("a format");
        assert_eq!(scaled.shown("290500000000"), "290.5".parse().ok());
    }
}
