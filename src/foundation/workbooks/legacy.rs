//! Text in the fonts of before Unicode: TCVN3 (".VnTime") and VNI ("VNI-Times") put Vietnamese letters on the places of others,
//! so that a sheet reads "Tæng doanh thu" or "Toång doanh thu". Recognised by what it says once read so, and read so.

use super::cell::{Content, Sheet};
use crate::foundation::i18n::{compose, fold};

/// A way of writing of before Unicode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Legacy {
    Tcvn3,
    Vni,
}

impl Legacy {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Tcvn3 => "TCVN3 (.VnTime)",
            Self::Vni => "VNI (VNI-Times)",
        }
    }

    /// The text in today's letters.
    fn read(self, text: &str) -> String {
        match self {
            Self::Tcvn3 => text.chars().map(tcvn3).collect(),
            Self::Vni => vni(text),
        }
    }
}

/// The letters of TCVN3 by the sign that stands for each.
const TCVN3: &str = "¸áµà¶ả·ã¹ạ¨ă¾ắ»ằ¼ẳ½ẵÆặ©âÊấÇầÈẩÉẫËậ®đÐéÌèÎẻÏẽÑẹªêÕếÒềÓểÔễÖệÝí×ìØỉÜĩÞịãóßòáỏâõäọ«ôèốåồæổçỗéộ¬ơíớêờëởìỡîợóúïùñủòũôụ\u{ad}ưøứõừöử÷ữùựýýúỳûỷüỹþỵ¡Ă¢Â§Đ£Ê¤Ô¥Ơ¦Ư";

fn tcvn3(sign: char) -> char {
    let mut signs = TCVN3.chars();
    while let (Some(known), Some(letter)) = (signs.next(), signs.next()) {
        if known == sign {
            return letter;
        }
    }
    sign
}

/// Marks of VNI behind a vowel, and the combining marks they stand for.
const MARKS: [(char, &str); 16] = [
    ('ù', "\u{301}"),
    ('ø', "\u{300}"),
    ('û', "\u{309}"),
    ('õ', "\u{303}"),
    ('ï', "\u{323}"),
    ('â', "\u{302}"),
    ('á', "\u{302}\u{301}"),
    ('à', "\u{302}\u{300}"),
    ('å', "\u{302}\u{309}"),
    ('ã', "\u{302}\u{303}"),
    ('ä', "\u{323}\u{302}"),
    ('ê', "\u{306}"),
    ('é', "\u{306}\u{301}"),
    ('è', "\u{306}\u{300}"),
    ('ú', "\u{306}\u{309}"),
    ('ü', "\u{306}\u{303}"),
];

/// Letters of VNI that stand alone.
const ALONE: [(char, char); 12] = [
    ('ñ', 'đ'),
    ('Ñ', 'Đ'),
    ('ô', 'ơ'),
    ('Ô', 'Ơ'),
    ('ö', 'ư'),
    ('Ö', 'Ư'),
    ('æ', 'ỉ'),
    ('ó', 'ĩ'),
    ('ò', 'ị'),
    ('î', 'ỵ'),
    ('Æ', 'Ỉ'),
    ('Ó', 'Ĩ'),
];

fn vni(text: &str) -> String {
    let mut read = String::new();
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        let alone = ALONE.iter().find(|(known, _)| *known == sign);
        let letter = alone.map_or(sign, |(_, letter)| *letter);
        read.push(letter);
        let takes_marks = matches!(
            letter.to_lowercase().next(),
            Some('a' | 'e' | 'o' | 'u' | 'y' | 'ơ' | 'ư')
        );
        let next = signs.peek().and_then(|next| next.to_lowercase().next());
        let mark = MARKS.iter().find(|(known, _)| Some(*known) == next);
        if let Some((_, mark)) = mark.filter(|_| takes_marks) {
            read.push_str(mark);
            signs.next();
        }
    }
    compose(&read)
}

/// Words of the titles of tables, folded, that tell Vietnamese.
const KEYS: [&str; 12] = [
    "doanh nghiep",
    "ma so thue",
    "chi tieu",
    "don vi",
    "doanh thu",
    "lao dong",
    "xuat khau",
    "nhap khau",
    "ngan sach",
    "cong ty",
    "dong",
    "nguoi",
];

/// The way the texts of sheets are written, when it is one of before Unicode.
pub(super) fn recognise(sheets: &[Sheet]) -> Option<Legacy> {
    let texts: Vec<&str> = sheets
        .iter()
        .flat_map(|sheet| sheet.rows.iter().take(60))
        .flat_map(|row| &row.cells)
        .filter_map(|cell| cell.content.text())
        .filter(|text| !text.is_ascii())
        .take(200)
        .collect();
    let said = |read: &dyn Fn(&str) -> String| {
        let texts = texts.iter().map(|text| fold(&read(text)));
        texts
            .filter(|text| KEYS.iter().any(|key| text.contains(key)))
            .count()
    };
    let as_is = said(&|text| text.to_owned());
    [Legacy::Tcvn3, Legacy::Vni]
        .into_iter()
        .map(|way| (said(&|text| way.read(text)), way))
        .filter(|(found, _)| *found >= 2 && *found > as_is * 2)
        .max_by_key(|(found, _)| *found)
        .map(|(_, way)| way)
}

/// Writes the texts of sheets in today's letters.
pub(super) fn convert(sheets: &mut [Sheet], way: Legacy) {
    for sheet in sheets {
        let cells = sheet.rows.iter_mut().flat_map(|row| &mut row.cells);
        for cell in cells {
            if let Content::Text(text) = &mut cell.content
                && !text.is_ascii()
            {
                *text = way.read(text);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_read_as_they_were_meant() {
        let table = [
            (Legacy::Tcvn3, "M· sè thuÕ", "Mã số thuế"),
            (
                Legacy::Tcvn3,
                "Tæng doanh thu (tû ®ång)",
                "Tổng doanh thu (tỷ đồng)",
            ),
            (
                Legacy::Tcvn3,
                "Sè lao ®éng (ng\u{ad}êi)",
                "Số lao động (người)",
            ),
            (Legacy::Vni, "Maõ soá thueá", "Mã số thuế"),
            (
                Legacy::Vni,
                "Toång doanh thu (tyû ñoàng)",
                "Tổng doanh thu (tỷ đồng)",
            ),
            (Legacy::Vni, "Soá lao ñoäng (ngöôøi)", "Số lao động (người)"),
            (
                Legacy::Vni,
                "Teân doanh nghieäp minh hoïa",
                "Tên doanh nghiệp minh họa",
            ),
        ];
        for (way, written, meant) in table {
            assert_eq!(way.read(written), meant);
        }
    }
}
