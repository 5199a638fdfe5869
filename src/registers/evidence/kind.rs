//! What a file is, found from its bytes: neither its name nor the browser is believed.

use std::io::{Cursor, Read};

use crate::foundation::i18n::{Text, compose};

/// Longest name of a file, in characters.
pub const MAX_NAME: usize = 200;

/// The kinds of files that may be attached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Pdf,
    Jpeg,
    Png,
    Webp,
    Tiff,
    Heic,
    Docx,
    Xlsx,
    Doc,
    Xls,
    Odt,
    Ods,
    Text,
    Csv,
}

/// What is accepted, for whoever sent something else.
pub const ACCEPTED: Text = Text::new(
    "Không đúng loại tệp được nhận, xét theo nội dung chứ không theo tên. Nhận PDF, ảnh (JPEG, PNG, WebP, TIFF, HEIC), Word (docx, doc), Excel (xlsx, xls), OpenDocument (odt, ods), văn bản TXT và CSV (UTF-8); không nhận tệp có macro.",
    "Not a kind of file that is accepted, going by its contents and not by its name. Accepted are PDF, pictures (JPEG, PNG, WebP, TIFF, HEIC), Word (docx, doc), Excel (xlsx, xls), OpenDocument (odt, ods), plain text TXT and CSV (UTF-8); none with macros.",
);

impl Kind {
    pub const ALL: [Kind; 14] = [
        Kind::Pdf,
        Kind::Jpeg,
        Kind::Png,
        Kind::Webp,
        Kind::Tiff,
        Kind::Heic,
        Kind::Docx,
        Kind::Xlsx,
        Kind::Doc,
        Kind::Xls,
        Kind::Odt,
        Kind::Ods,
        Kind::Text,
        Kind::Csv,
    ];

    /// The media type as IANA registers it.
    pub fn media_type(self) -> &'static str {
        match self {
            Kind::Pdf => "application/pdf",
            Kind::Jpeg => "image/jpeg",
            Kind::Png => "image/png",
            Kind::Webp => "image/webp",
            Kind::Tiff => "image/tiff",
            Kind::Heic => "image/heic",
            Kind::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Kind::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Kind::Doc => "application/msword",
            Kind::Xls => "application/vnd.ms-excel",
            Kind::Odt => "application/vnd.oasis.opendocument.text",
            Kind::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            Kind::Text => "text/plain; charset=utf-8",
            Kind::Csv => "text/csv; charset=utf-8",
        }
    }

    pub fn from_media_type(media_type: &str) -> Option<Kind> {
        Kind::ALL
            .into_iter()
            .find(|kind| kind.media_type() == media_type)
    }

    /// The endings a name may have; the first is given to one that has none of them.
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Kind::Pdf => &["pdf"],
            Kind::Jpeg => &["jpg", "jpeg", "jpe", "jfif"],
            Kind::Png => &["png"],
            Kind::Webp => &["webp"],
            Kind::Tiff => &["tif", "tiff"],
            Kind::Heic => &["heic", "heif"],
            Kind::Docx => &["docx"],
            Kind::Xlsx => &["xlsx"],
            Kind::Doc => &["doc"],
            Kind::Xls => &["xls"],
            Kind::Odt => &["odt"],
            Kind::Ods => &["ods"],
            Kind::Text => &["txt"],
            Kind::Csv => &["csv"],
        }
    }

    /// Whether every browser can show it by itself.
    pub fn shows_inline(self) -> bool {
        matches!(self, Kind::Pdf | Kind::Jpeg | Kind::Png | Kind::Webp)
    }
}

/// What the bytes are; `None` for anything not accepted. The name only tells text from CSV, and keeps scripts out: their bytes
/// are text as well.
pub fn sniff(bytes: &[u8], name: &str) -> Option<Kind> {
    if let Some(kind) = packed(bytes) {
        return Some(kind);
    }
    match infer::get(bytes).map(|found| found.mime_type()) {
        Some("application/pdf") => Some(Kind::Pdf),
        Some("image/jpeg") => Some(Kind::Jpeg),
        Some("image/png") => Some(Kind::Png),
        Some("image/webp") => Some(Kind::Webp),
        Some("image/tiff") => Some(Kind::Tiff),
        Some("image/heif" | "image/heic") => Some(Kind::Heic),
        Some("application/msword") => Some(Kind::Doc),
        Some("application/vnd.ms-excel") => Some(Kind::Xls),
        Some("application/x-ole-storage") => compound(bytes),
        // Two letters make a picture or a program for `infer`: a list that begins "BM" (biểu mẫu) is neither.
        _ => text(bytes, name),
    }
}

/// Word, Excel and OpenDocument files are ZIP archives, told apart by what is in them. Those with macros are none of them.
fn packed(bytes: &[u8]) -> Option<Kind> {
    if !bytes.starts_with(b"PK\x03\x04") {
        return None;
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let names: Vec<String> = archive
        .file_names()
        .map(|name| name.map(|name| name.into_owned()))
        .collect::<Result<_, _>>()
        .ok()?;
    if names
        .iter()
        .any(|name| name.to_ascii_lowercase().contains("vbaproject"))
    {
        return None;
    }
    let has = |name: &str| names.iter().any(|known| known == name);
    if has("[Content_Types].xml") && has("word/document.xml") {
        return Some(Kind::Docx);
    }
    if has("[Content_Types].xml") && has("xl/workbook.xml") {
        return Some(Kind::Xlsx);
    }
    let mut said = String::new();
    // Read no further than the longest name can be: an archive may be packed to burst.
    archive
        .by_name("mimetype")
        .ok()?
        .take(100)
        .read_to_string(&mut said)
        .ok()?;
    match said.trim() {
        "application/vnd.oasis.opendocument.text" => Some(Kind::Odt),
        "application/vnd.oasis.opendocument.spreadsheet" => Some(Kind::Ods),
        _ => None,
    }
}

/// Old Word and Excel files whose programs left out the class that [`infer`] goes by: told by the stream they keep.
/// Source: [MS-CFB] 2.6.1, directory entries of 128 bytes, the name in UTF-16 with its length in bytes at offset 64.
fn compound(bytes: &[u8]) -> Option<Kind> {
    if !bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
        return None;
    }
    let holds = |name: &str| {
        let mut wanted: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        wanted.extend([0, 0]);
        let length = u8::try_from(wanted.len()).unwrap_or_default();
        let is_it =
            |entry: &[u8]| entry.starts_with(&wanted) && entry.get(64..66) == Some(&[length, 0]);
        bytes.chunks_exact(128).any(is_it)
    };
    match (holds("WordDocument"), holds("Workbook") || holds("Book")) {
        (true, false) => Some(Kind::Doc),
        (false, true) => Some(Kind::Xls),
        _ => None,
    }
}

/// Text that is named as such, without control characters, and beginning neither like a page or drawing nor like a script.
fn text(bytes: &[u8], name: &str) -> Option<Kind> {
    let kind = [Kind::Text, Kind::Csv]
        .into_iter()
        .find(|kind| has_ending(name, *kind))?;
    let text = std::str::from_utf8(bytes).ok()?;
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let control = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}');
    let plain = !text.contains(control) && !start.starts_with('<') && !start.starts_with("#!");
    plain.then_some(kind)
}

fn has_ending(name: &str, kind: Kind) -> bool {
    let ending = name
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_lowercase())
        .unwrap_or_default();
    kind.endings().contains(&ending.as_str())
}

/// A name fit to keep: without folders, control and direction marks, composed, at most [`MAX_NAME`] characters.
/// Empty where nothing is left.
pub fn clean_name(sent: &str) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    // Marks that turn the direction of writing can make "gpj.exe" read "exe.jpg".
    let hidden = |c: &char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
    };
    let plain: String = compose(last).chars().filter(|c| !hidden(c)).collect();
    shortened(
        plain.trim_matches(|c: char| c.is_whitespace() || c == '.'),
        MAX_NAME,
    )
}

/// A cleaned name with the ending of its contents: a PDF that calls itself `a.exe` becomes `a.exe.pdf`.
pub fn name_for(kind: Kind, cleaned: &str) -> String {
    let ending = kind.endings().first().copied().unwrap_or_default();
    match cleaned {
        "" => format!("tài liệu.{ending}"),
        name if has_ending(name, kind) => name.to_owned(),
        name => format!("{}.{ending}", shortened(name, MAX_NAME - 1 - ending.len())),
    }
}

/// At most so many characters, cut before the ending.
fn shortened(name: &str, most: usize) -> String {
    if name.chars().count() <= most {
        return name.to_owned();
    }
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if ending.chars().count() <= 10 => (stem, format!(".{ending}")),
        _ => (name, String::new()),
    };
    let room = most.saturating_sub(ending.chars().count());
    format!(
        "{}{ending}",
        stem.chars().take(room).collect::<String>().trim_end()
    )
}

#[cfg(test)]
mod tests;
