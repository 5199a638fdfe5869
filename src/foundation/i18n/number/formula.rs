//! A sum written into a cell: "=1.000+500", with + − × ÷ and brackets over numbers as people write them. Exact; what does not end
//! is rounded to the decimals a cell takes.

use std::iter::Peekable;
use std::str::Chars;

use rust_decimal::Decimal;

use super::parse::{self, Doubt, MAX_DECIMALS, NumberError, Reading};
use crate::foundation::i18n::Lang;
use crate::foundation::kernel::rounding::round_half_away;

/// Longest formula looked at, in characters.
const MAX_LENGTH: usize = 60;
/// The first number with more digits before the decimal mark than a cell takes.
const TOO_LARGE: Decimal = Decimal::from_parts(0xA4C6_8000, 0x0003_8D7E, 0, false, 0);

/// Reads a cell: a number, or what begins with "=" worked out.
///
/// # Errors
/// [`NumberError`], which says in both languages what to do.
pub fn parse_cell(text: &str, lang: Lang) -> Result<Reading, NumberError> {
    let Some(formula) = text.trim().strip_prefix('=') else {
        return parse::parse_number(text, lang);
    };
    if formula.chars().count() > MAX_LENGTH {
        return Err(NumberError::TooLong);
    }
    let worked_out = |other| {
        let mut formula = Formula {
            rest: formula.chars().peekable(),
            lang,
            other,
            doubted: false,
            divided: false,
        };
        let value = formula.sum()?;
        let whole = formula.next_sign().is_none();
        if whole {
            settled(value, formula.divided).map(|value| (value, formula.doubted))
        } else {
            Err(NumberError::Formula)
        }
    };
    let (value, doubted) = worked_out(false)?;
    // "=1,054+2" can be read in two ways, as "1,054" can.
    let other = if doubted { worked_out(true).ok() } else { None };
    let doubt = other
        .filter(|(other, _)| *other != value)
        .map(|(other, _)| Doubt {
            understood: value,
            other,
        });
    Ok(Reading { value, doubt })
}

/// A result as a cell takes it.
fn settled(value: Decimal, divided: bool) -> Result<Decimal, NumberError> {
    let scale = u32::try_from(MAX_DECIMALS).unwrap_or_default();
    let value = if divided {
        round_half_away(value, scale)
    } else {
        value
    }
    .normalize();
    if value.abs() >= TOO_LARGE {
        return Err(NumberError::TooLarge);
    }
    if value.scale() > scale {
        Err(NumberError::TooPrecise)
    } else {
        Ok(value)
    }
}

/// A formula being read, from left to right.
struct Formula<'a> {
    rest: Peekable<Chars<'a>>,
    lang: Lang,
    /// Whether numbers that can be read in two ways are read in the other one.
    other: bool,
    doubted: bool,
    divided: bool,
}

impl Formula<'_> {
    /// The sign that comes next, over spaces.
    fn next_sign(&mut self) -> Option<char> {
        while self.rest.next_if(|sign| sign.is_whitespace()).is_some() {}
        self.rest.peek().copied()
    }

    fn sum(&mut self) -> Result<Decimal, NumberError> {
        let mut value = self.product()?;
        loop {
            let next = match self.next_sign() {
                Some('+') => Decimal::checked_add,
                Some('-' | super::MINUS | '–') => Decimal::checked_sub,
                _ => return Ok(value),
            };
            self.rest.next();
            value = next(value, self.product()?).ok_or(NumberError::TooLarge)?;
        }
    }

    fn product(&mut self) -> Result<Decimal, NumberError> {
        let mut value = self.factor()?;
        loop {
            match self.next_sign() {
                Some('*' | '×' | 'x' | 'X') => {
                    self.rest.next();
                    value = value
                        .checked_mul(self.factor()?)
                        .ok_or(NumberError::TooLarge)?;
                }
                Some('/' | '÷' | ':') => {
                    self.rest.next();
                    let by = self.factor()?;
                    if by.is_zero() {
                        return Err(NumberError::DividedByZero);
                    }
                    self.divided = true;
                    value = value.checked_div(by).ok_or(NumberError::TooLarge)?;
                }
                _ => return Ok(value),
            }
        }
    }

    fn factor(&mut self) -> Result<Decimal, NumberError> {
        match self.next_sign() {
            Some('-' | super::MINUS | '–') => {
                self.rest.next();
                Ok(-self.factor()?)
            }
            Some('+') => {
                self.rest.next();
                self.factor()
            }
            Some('(') => {
                self.rest.next();
                let value = self.sum()?;
                if self.next_sign() == Some(')') {
                    self.rest.next();
                    Ok(value)
                } else {
                    Err(NumberError::Formula)
                }
            }
            Some(digit) if digit.is_ascii_digit() => self.number(),
            Some('*' | '×' | '/' | '÷' | ':' | ')') | None => Err(NumberError::Formula),
            Some(other) => Err(NumberError::Character(other)),
        }
    }

    fn number(&mut self) -> Result<Decimal, NumberError> {
        let mut typed = String::new();
        while let Some(sign) = self.rest.next_if(|sign| {
            sign.is_ascii_digit() || matches!(sign, '.' | ',') || sign.is_whitespace()
        }) {
            typed.push(sign);
        }
        let read = parse::parse_number(&typed, self.lang)?;
        self.doubted |= read.doubt.is_some();
        Ok(read
            .doubt
            .filter(|_| self.other)
            .map_or(read.value, |doubt| doubt.other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::foundation::i18n::MAX_INTEGER_DIGITS;
    use crate::foundation::kernel::testing::dec;

    #[test]
    fn formulas_are_worked_out_as_people_write_numbers() {
        for (typed, lang, value) in [
            ("=1000+500", Lang::Vi, dec!(1500)),
            (" = 1.000,5 + 2 ", Lang::Vi, dec!(1002.5)),
            ("=1,000.5+2", Lang::En, dec!(1002.5)),
            ("=1 000+2", Lang::Vi, dec!(1002)),
            ("=2+3*4", Lang::Vi, dec!(14)),
            ("=(2+3)*4", Lang::Vi, dec!(20)),
            ("=2×3÷4", Lang::Vi, dec!(1.5)),
            ("=2x3:4", Lang::Vi, dec!(1.5)),
            ("=10-2-3", Lang::Vi, dec!(5)),
            ("=8/4/2", Lang::Vi, dec!(1)),
            ("=-(5-8)", Lang::Vi, dec!(3)),
            ("=−5+−2", Lang::Vi, dec!(-7)),
            ("=10/3", Lang::Vi, dec!(3.333333)),
            ("=20/3", Lang::Vi, dec!(6.666667)),
            ("=10/3*3", Lang::Vi, dec!(10)),
            ("=0,1+0,2", Lang::Vi, dec!(0.3)),
            (
                "=500000000000000+499999999999999",
                Lang::Vi,
                dec!(999999999999999),
            ),
            ("12", Lang::Vi, dec!(12)),
        ] {
            assert_eq!(
                parse_cell(typed, lang).map(|read| read.value),
                Ok(value),
                "{typed}"
            );
        }
    }

    #[test]
    fn what_cannot_be_worked_out_says_why() {
        for (typed, error) in [
            ("=", NumberError::Formula),
            ("=1+", NumberError::Formula),
            ("=(1", NumberError::Formula),
            ("=1)", NumberError::Formula),
            ("=*2", NumberError::Formula),
            ("=1(2)", NumberError::Formula),
            ("=A1", NumberError::Character('A')),
            ("=10%", NumberError::Formula),
            ("=1/0", NumberError::DividedByZero),
            ("=1/(2-2)", NumberError::DividedByZero),
            ("=999999999999999+1", NumberError::TooLarge),
            (
                "=999999999999999*999999999999999*999999999999999",
                NumberError::TooLarge,
            ),
            ("=0,001*0,0001", NumberError::TooPrecise),
        ] {
            assert_eq!(parse_cell(typed, Lang::Vi), Err(error), "{typed}");
        }
        assert_eq!(
            parse_cell(&format!("={}1", "1+".repeat(40)), Lang::Vi),
            Err(NumberError::TooLong)
        );
        assert!(matches!(
            parse_cell("=1.05.4+1", Lang::Vi),
            Err(NumberError::Unclear { .. })
        ));
        assert_eq!(
            TOO_LARGE,
            Decimal::from(10_i64.pow(MAX_INTEGER_DIGITS as u32))
        );
    }

    #[test]
    fn a_doubtful_number_makes_a_doubtful_result() {
        let read = parse_cell("=1,054+2", Lang::Vi).expect("a number");
        assert_eq!(
            (read.value, read.doubt.map(|doubt| doubt.other)),
            (dec!(3.054), Some(dec!(1056)))
        );
        assert_eq!(
            parse_cell("=1,05+2", Lang::Vi).expect("a number").doubt,
            None
        );
    }
}
