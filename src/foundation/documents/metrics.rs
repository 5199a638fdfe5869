//! How wide words are in the type of documents, known before anything is drawn: so that columns make room for their numbers, and
//! a rule is as long as the words above it, in every form of output.

use unicode_normalization::char::decompose_canonical;

/// The parts an em has in the tables below.
const EM: u64 = 2048;

/// Advance widths of the characters from the space to the tilde in Times New Roman, which Liberation Serif shares.
#[rustfmt::skip]
const REGULAR: [u16; 95] = [
    512, 682, 836, 1024, 1024, 1706, 1593, 369, 682, 682, 1024, 1155, 512, 682, 512, 569, 1024, 1024, 1024,
    1024, 1024, 1024, 1024, 1024, 1024, 1024, 569, 569, 1155, 1155, 1155, 909, 1886, 1479, 1366, 1366, 1479, 1251,
    1139, 1479, 1479, 682, 797, 1479, 1251, 1821, 1479, 1479, 1139, 1479, 1366, 1139, 1251, 1479, 1479, 1933, 1479,
    1479, 1251, 682, 569, 682, 961, 1024, 682, 909, 1024, 909, 1024, 909, 682, 1024, 1024, 569, 569, 1024,
    569, 1593, 1024, 1024, 1024, 1024, 682, 797, 569, 1024, 1024, 1479, 1024, 1024, 909, 983, 410, 983, 1108,
];
#[rustfmt::skip]
const BOLD: [u16; 95] = [
    512, 682, 1137, 1024, 1024, 2048, 1706, 569, 682, 682, 1024, 1167, 512, 682, 512, 569, 1024, 1024, 1024,
    1024, 1024, 1024, 1024, 1024, 1024, 1024, 682, 682, 1167, 1167, 1167, 1024, 1905, 1479, 1366, 1479, 1479, 1366,
    1251, 1593, 1593, 797, 1024, 1593, 1366, 1933, 1479, 1593, 1251, 1593, 1479, 1139, 1366, 1479, 1479, 2048, 1479,
    1479, 1366, 682, 569, 682, 1190, 1024, 682, 1024, 1139, 909, 1139, 909, 682, 1024, 1139, 569, 682, 1139,
    569, 1706, 1139, 1024, 1139, 1139, 909, 797, 682, 1139, 1024, 1479, 1024, 1024, 909, 807, 451, 807, 1065,
];

/// A place where a line may end within a word.
const BREAK: char = '\u{200b}';

/// A size and weight of the type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Face {
    pub bold: bool,
    /// The size of the type in half-points, as Word counts.
    pub half_points: u32,
}

impl Face {
    pub fn regular(half_points: u32) -> Face {
        Face {
            bold: false,
            half_points,
        }
    }

    pub fn bold(half_points: u32) -> Face {
        Face {
            bold: true,
            half_points,
        }
    }

    /// How wide words are on one line, in twentieths of a point, rounded up.
    pub fn width(self, text: &str) -> u32 {
        let parts: u64 = text.chars().map(|letter| self.advance(letter)).sum();
        u32::try_from((parts * u64::from(self.half_points) * 10).div_ceil(EM)).unwrap_or(u32::MAX)
    }

    /// The longest word's width.
    pub fn longest_word(self, text: &str) -> u32 {
        text.split_whitespace()
            .map(|word| self.width(word))
            .max()
            .unwrap_or(0)
    }

    /// The words in lines of at most this width; a longer word has a line of its own.
    pub fn wrap(self, text: &str, width: u32) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split_whitespace() {
            match lines.last_mut() {
                Some(line) if self.width(line) + self.width(" ") + self.width(word) <= width => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ => lines.push(word.to_owned()),
            }
        }
        lines
    }

    /// As few lines as [`Face::wrap`] makes, as even as they can be: a heading does not leave one word behind.
    pub fn balanced(self, text: &str, width: u32) -> Vec<String> {
        let (mut too_narrow, mut enough) =
            (self.longest_word(text).min(width).saturating_sub(1), width);
        let count = self.wrap(text, width).len();
        while too_narrow + 1 < enough {
            let middle = too_narrow.midpoint(enough);
            if self.wrap(text, middle).len() > count {
                too_narrow = middle
            } else {
                enough = middle
            }
        }
        self.wrap(text, enough)
    }

    /// The same words, with places to break wherever one would be wider than this.
    pub fn breakable(self, text: &str, width: u32) -> String {
        if self.longest_word(text) <= width {
            return text.to_owned();
        }
        let (mut broken, mut line) = (String::with_capacity(text.len()), String::new());
        for letter in text.chars() {
            line.push(letter);
            if letter.is_whitespace() {
                line.clear();
            } else if self.width(&line) > width && line.chars().count() > 1 {
                broken.push(BREAK);
                line = letter.to_string();
            }
            broken.push(letter);
        }
        broken
    }

    /// The width of a letter. What the tables do not know counts as a whole em, which few letters are.
    fn advance(self, letter: char) -> u64 {
        let widths = if self.bold { &BOLD } else { &REGULAR };
        let known = |letter: char| {
            let index = usize::try_from(u32::from(letter)).ok()?.checked_sub(32)?;
            widths.get(index).map(|width| u64::from(*width))
        };
        if let Some(width) = known(letter) {
            return width;
        }
        match letter {
            BREAK => 0,
            '\u{a0}' => 512,
            'đ' => known('d').unwrap_or(EM),
            'Đ' => known('D').unwrap_or(EM),
            '–' => EM / 2,
            '²' | '³' => 614,
            _ => {
                let (mut base, mut horn) = (None, false);
                decompose_canonical(letter, |part| {
                    base = base.or(Some(part));
                    horn |= part == '\u{31b}';
                });
                let horn = match (base, self.bold) {
                    (Some('o'), false) if horn => 59,
                    (Some('u'), false) if horn => 86,
                    (Some('U'), false) if horn => 110,
                    (Some('o'), true) if horn => 110,
                    (Some('u'), true) if horn => 90,
                    (Some('U'), true) if horn => 151,
                    _ => 0,
                };
                base.and_then(known).map_or(EM, |width| width + horn)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(feature = "pdf")]
    #[test]
    fn the_widths_are_those_of_the_fonts_in_the_binary() {
        use typst::foundations::Bytes;
        use typst::layout::Abs;
        use typst::text::{Font, FontVariant, FontVariations};
        let fonts: [(&[u8], Face); 2] = [
            (
                include_bytes!("fonts/LiberationSerif-Regular.ttf"),
                Face::regular(20),
            ),
            (
                include_bytes!("fonts/LiberationSerif-Bold.ttf"),
                Face::bold(20),
            ),
        ];
        let vietnamese = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ0123456789.,;:-–()/%²³";
        for (bytes, face) in fonts {
            let font = Font::new(Bytes::new(bytes), 0).expect("a font");
            let font = font.instantiate(
                FontVariant::default(),
                Abs::pt(10.0),
                &FontVariations::default(),
            );
            for letter in vietnamese
                .chars()
                .flat_map(|letter| [letter].into_iter().chain(letter.to_uppercase()))
            {
                let glyph = font
                    .ttf()
                    .glyph_index(letter)
                    .unwrap_or_else(|| panic!("{letter}"));
                let width = font.ttf().glyph_hor_advance(glyph).map(u64::from);
                assert_eq!(Some(face.advance(letter)), width, "{letter} {face:?}");
            }
        }
    }

    #[test]
    fn lines_are_as_few_as_can_be_and_even() {
        let face = Face::bold(26);
        let lines = face.balanced("BAN QUẢN LÝ CÁC KHU CÔNG NGHIỆP", 3540);
        assert_eq!(lines, ["BAN QUẢN LÝ CÁC", "KHU CÔNG NGHIỆP"]);
        assert_eq!(face.balanced("UBND TỈNH", 3540), ["UBND TỈNH"]);
        assert_eq!(face.balanced("  ", 3540), Vec::<String>::new());
        assert_eq!(
            face.balanced("MỘTTỪDÀIHƠNCẢDÒNG HAI", 100),
            ["MỘTTỪDÀIHƠNCẢDÒNG", "HAI"]
        );
    }

    #[test]
    fn only_a_word_wider_than_its_place_may_break() {
        let face = Face::regular(20);
        assert_eq!(face.breakable("1.234 và 5.678", 600), "1.234 và 5.678");
        // A figure of 10 pt is 5 pt wide: ten of them fit.
        assert_eq!(
            face.breakable("123456789012 12", 1000),
            "1234567890\u{200b}12 12"
        );
    }
}
