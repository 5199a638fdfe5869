//! Mã số thuế: the tax code of an enterprise, checked by its check digit.
//!
//! Source: TT 86/2024/TT-BTC and its successor TT 90/2026/TT-BTC; weights as in `domain.md` §1.4.

/// Why a string is not a tax code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaxCodeError {
    /// Neither 10 digits, nor 10 + 3, nor 12.
    Shape,
    /// Digits that are never issued (province 00, serial 0000000, branch 000).
    NeverIssued,
    /// Twelve digits that are no identity number of a person.
    NoIdentity,
    /// The tenth digit does not follow from the nine before it: a digit was mistyped.
    CheckDigit,
}

const WEIGHTS: [u32; 9] = [31, 29, 23, 19, 17, 13, 7, 5, 3];

/// Reads a tax code and returns it as printed: `0100047516`, or `0311638525-027` for a branch.
/// Twelve digits are a person's identity number (household businesses since 01/7/2025) and carry no check digit.
///
/// # Errors
/// [`TaxCodeError`], which says what a person mistyped.
pub fn parse(input: &str) -> Result<String, TaxCodeError> {
    let compact: String = input
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '.')
        .collect();
    let (root, branch) = match compact.split_once('-') {
        Some((root, branch)) => (root, Some(branch)),
        None if compact.len() == 13 && compact.is_ascii() => (&compact[..10], Some(&compact[10..])),
        None => (compact.as_str(), None),
    };
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if !digits(root) || !branch.is_none_or(|b| b.len() == 3 && digits(b)) {
        return Err(TaxCodeError::Shape);
    }
    match (root.len(), branch) {
        (12, None) if is_identity(root) => Ok(root.to_owned()),
        (12, None) => Err(TaxCodeError::NoIdentity),
        (10, branch) => {
            check_root(root)?;
            match branch {
                None => Ok(root.to_owned()),
                Some("000") => Err(TaxCodeError::NeverIssued),
                Some(branch) => Ok(format!("{root}-{branch}")),
            }
        }
        _ => Err(TaxCodeError::Shape),
    }
}

/// The codes of provinces in identity numbers (TT 59/2021/TT-BCA): those people were registered in, also after the mergers of 2025.
const PROVINCES: [u8; 63] = [
    1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37,
    38, 40, 42, 44, 45, 46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77,
    79, 80, 82, 83, 84, 86, 87, 89, 91, 92, 93, 94, 95, 96,
];

/// Three digits of a province, or above 100 of a country; one for century and sex (0, 1 for the 20th, 2, 3 for the 21st); two for the
/// year of birth; six at random (NĐ 137/2015/NĐ-CP, Điều 13). There is no check digit.
fn is_identity(digits: &str) -> bool {
    let place: u16 = digits[..3].parse().unwrap_or(0);
    let known = place > 100 || u8::try_from(place).is_ok_and(|place| PROVINCES.contains(&place));
    known && matches!(digits.as_bytes()[3], b'0'..=b'3')
}

fn check_root(root: &str) -> Result<(), TaxCodeError> {
    if root.starts_with("00") || &root[2..9] == "0000000" {
        return Err(TaxCodeError::NeverIssued);
    }
    let digits: Vec<u32> = root.bytes().map(|b| u32::from(b - b'0')).collect();
    let sum: u32 = WEIGHTS
        .iter()
        .zip(&digits)
        .map(|(weight, digit)| weight * digit)
        .sum();
    // A remainder of 0 would ask for the digit 10: such codes are not issued.
    if 10 - sum % 11 == digits[9] {
        Ok(())
    } else {
        Err(TaxCodeError::CheckDigit)
    }
}

#[cfg(test)]
mod tests {
    use super::{TaxCodeError::*, parse};

    #[test]
    fn the_published_vectors_hold() {
        for (input, expected) in [
            ("0100047516", Ok("0100047516")),
            (" 0100 047 516 ", Ok("0100047516")),
            ("0311638525-027", Ok("0311638525-027")),
            ("0311638525027", Ok("0311638525-027")),
            ("001085012345", Ok("001085012345")),
            ("006 301 000 123", Ok("006301000123")),
            ("201095000001", Ok("201095000001")),
            ("999999999999", Err(NoIdentity)),
            ("000085012345", Err(NoIdentity)),
            ("003085012345", Err(NoIdentity)),
            ("001485012345", Err(NoIdentity)),
            ("0100047517", Err(CheckDigit)),
            ("0000000000", Err(NeverIssued)),
            ("0100000000", Err(NeverIssued)),
            ("0311638525-000", Err(NeverIssued)),
            ("0311638525-27", Err(Shape)),
            ("01000475", Err(Shape)),
            ("", Err(Shape)),
            ("０１００047516", Err(Shape)),
        ] {
            assert_eq!(parse(input), expected.map(str::to_owned), "{input}");
        }
    }

    #[test]
    fn every_single_mistyped_digit_is_noticed() {
        let right = "0100047516";
        for place in 0..10 {
            for digit in b'0'..=b'9' {
                let mut bytes = right.as_bytes().to_vec();
                bytes[place] = digit;
                let typed = String::from_utf8(bytes).expect("digits");
                assert_eq!(parse(&typed).is_ok(), typed == right, "{typed}");
            }
        }
    }
}
