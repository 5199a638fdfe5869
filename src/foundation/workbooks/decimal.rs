//! Binary numbers of office files as the decimal text a person typed.

/// A number as plain decimal text, cut to 15 significant digits (whole numbers below 2^53 keep all of theirs).
pub(super) fn decimal_text(value: f64) -> Option<String> {
    if !value.is_finite() {
        return None;
    }
    if value.fract() == 0.0 && value.abs() < 9_007_199_254_740_992.0 {
        return Some(format!("{}", value as i64));
    }
    // The shortest text that reads back as the same number; where that takes more digits than Excel calculates with, the
    // surplus is noise of binary arithmetic.
    let mut shortest = format!("{value:e}");
    let digits = shortest
        .split('e')
        .next()
        .unwrap_or_default()
        .bytes()
        .filter(u8::is_ascii_digit)
        .count();
    if digits > 15 {
        shortest = format!("{value:.14e}");
    }
    let (mantissa, exponent) = shortest.split_once('e')?;
    let exponent = exponent.parse::<i32>().ok()?;
    let negative = mantissa.starts_with('-');
    let mantissa: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let point = 1 + exponent;
    let mut text = String::new();
    if point <= 0 {
        text.push_str("0.");
        text.extend(std::iter::repeat_n('0', point.unsigned_abs() as usize));
        text.push_str(&mantissa);
    } else {
        let point = point as usize;
        let whole = mantissa.len().min(point);
        text.push_str(&mantissa[..whole]);
        text.extend(std::iter::repeat_n('0', point - whole));
        text.push('.');
        text.push_str(&mantissa[whole..]);
    }
    let trimmed = text.trim_end_matches('0').trim_end_matches('.');
    Some(if negative {
        format!("-{trimmed}")
    } else {
        trimmed.to_owned()
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_are_written_out_without_the_noise_of_binary_arithmetic() {
        let table = [
            (0.1 + 0.2, "0.3"),
            (1054.35, "1054.35"),
            (1054.35f64.next_down(), "1054.35"),
            (-0.0, "0"),
            (1e-7, "0.0000001"),
            (-1.5e-3, "-0.0015"),
            (1e15, "1000000000000000"),
            (9_007_199_254_740_991.0, "9007199254740991"),
            (1.23e20, "123000000000000000000"),
            (123_456.789, "123456.789"),
            (100.0, "100"),
            (120.5, "120.5"),
        ];
        for (value, text) in table {
            assert_eq!(decimal_text(value).as_deref(), Some(text));
        }
        assert_eq!(decimal_text(f64::NAN), None);
        assert_eq!(decimal_text(f64::INFINITY), None);
    }

    proptest! {
        #[test]
        fn decimals_a_person_may_type_come_back_as_typed(mantissa in -99_999_999_999_999i64..=99_999_999_999_999, scale in 0u32..=6) {
            let typed = rust_decimal::Decimal::new(mantissa, scale).normalize();
            let stored: f64 = typed.to_string().parse().expect("a number");
            prop_assert_eq!(decimal_text(stored), Some(typed.to_string()));
        }
    }
}
