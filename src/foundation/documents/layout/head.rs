//! The head of a document's first page in lines: who issues it on the left, the state on the right, the subject below them.

use serde::Serialize;

use crate::foundation::documents::metrics::Face;
use crate::foundation::documents::model::Document;

/// Width between the margins of an A4 page, in twentieths of a point: 210 − 30 − 20 mm.
pub const TEXT_WIDTH: u32 = 9_071;

/// The two halves of the letterhead; between them there is a gap.
pub const ISSUER_WIDTH: u32 = 3_600;
#[cfg(feature = "pdf")]
pub const STATE_WIDTH: u32 = 5_331;

/// "Độc lập - Tự do - Hạnh phúc" and the name of the state, as printed.
pub const COUNTRY: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
pub const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";

/// Words in lines, with a rule below them.
#[derive(Debug, Clone, Serialize)]
pub struct Ruled {
    pub lines: Vec<String>,
    /// In twentieths of a point.
    pub rule: u32,
}

impl Ruled {
    /// Balanced lines over a rule of two fifths of the longest: the decree asks for a third to a half.
    fn new(face: Face, text: &str, width: u32) -> Ruled {
        let lines = face.balanced(text, width);
        let longest = lines.iter().map(|line| face.width(line)).max().unwrap_or(0);
        Ruled {
            lines,
            rule: longest.min(width) * 2 / 5,
        }
    }
}

/// The head of the first page.
#[derive(Debug, Clone, Serialize)]
pub struct Head {
    pub superior: Vec<String>,
    pub agency: Ruled,
    pub subject: Ruled,
    /// The rule under the motto: as long as its words.
    pub motto_rule: u32,
    /// Where "Kính gửi:" begins over several addressees, and where their dashes stand.
    pub greeting: u32,
    pub dashes: u32,
}

/// Lays the head of a document out.
pub fn head(doc: &Document) -> Head {
    let addressees = Face::regular(28);
    let longest = doc
        .addressees
        .iter()
        .map(|line| addressees.width(&format!("- {line};")))
        .max()
        .unwrap_or(0);
    let colon = addressees.width(doc.greeting.trim_end_matches(':'));
    let greeting = TEXT_WIDTH.saturating_sub(colon + longest) / 2;
    Head {
        superior: Face::regular(26).balanced(&doc.letterhead.superior, ISSUER_WIDTH),
        agency: Ruled::new(Face::bold(26), &doc.letterhead.agency, ISSUER_WIDTH),
        subject: Ruled::new(Face::bold(28), &doc.subject, TEXT_WIDTH),
        motto_rule: Face::bold(27).width(MOTTO),
        greeting,
        dashes: greeting + colon,
    }
}
