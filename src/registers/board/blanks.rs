//! What a board's papers would print although nobody filled it in. Every paper with an issuer asks here before it is printed.

use askama::Template;
use axum::http::StatusCode;

use super::Board;
use crate::foundation::i18n::Text;
use crate::foundation::kernel::Permission;
use crate::platform::web::{self, Answer, Ctx, Page};

/// A placeholder, and where it is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blank {
    /// The field.
    pub label: Text,
    /// What stands in it.
    pub value: String,
    /// Where it is filled in, and who may.
    pub href: String,
    pub needs: Permission,
}

impl Blank {
    /// What to do, for this reader.
    pub fn advice(&self, page: &Page) -> &'static str {
        match (page.can(self.needs), self.needs) {
            (true, _) => page.say("điền vào ô này", "fill it in"),
            (false, Permission::ManageBoard) => page.say(
                "nhờ người quản trị điền ở Ban quản lý",
                "ask an administrator to fill it in under Boards",
            ),
            (false, _) => page.say(
                "nhờ người soạn báo cáo điền",
                "ask whoever writes the review to fill it in",
            ),
        }
    }
}

/// Whether words stand for something nobody has filled in yet: "UBND TỈNH …", "05/BC-...", "Nguyễn Văn ____".
pub fn is_placeholder(text: &str) -> bool {
    ["…", "...", "__"].iter().any(|dots| text.contains(dots))
}

/// Likewise of a line of a list, where dots right behind a word mean "and others": "Các sở, ngành…;".
pub fn is_placeholder_in_list(line: &str) -> bool {
    let others = |word: &str| {
        let bare = word.trim_end_matches([',', ';', ':']);
        bare.trim_end_matches(['…', '.'])
            .ends_with(char::is_alphanumeric)
    };
    line.split_whitespace()
        .any(|word| is_placeholder(word) && (word.contains("__") || !others(word)))
}

/// What of a board's letterhead is still to be filled in.
pub fn blanks(board: &Board) -> Vec<Blank> {
    let fields = [
        ("superior", &board.superior),
        ("name", &board.name),
        ("abbreviation", &board.abbreviation),
        ("place", &board.place),
    ];
    let blank = |(name, value): (&str, &String)| {
        let label = super::BOARD
            .fields
            .iter()
            .find(|field| field.name == name)?
            .label;
        let href = format!("/boards/{}/edit#f-{name}", board.id);
        is_placeholder(value).then(|| Blank {
            label,
            value: value.clone(),
            href,
            needs: Permission::ManageBoard,
        })
    };
    fields.into_iter().filter_map(blank).collect()
}

#[derive(Template)]
#[template(path = "registers/board/blanks.html")]
struct BlanksPage {
    page: Page,
    /// The paper on screen.
    back: String,
    blanks: Vec<(String, String, &'static str, &'static str)>,
}

/// The page instead of a paper that has something to be filled in; `back` is the paper on screen. `None` where all is filled in.
pub fn refused(ctx: &Ctx, board: &Board, back: &str) -> Option<Answer> {
    let blanks = blanks(board);
    if blanks.is_empty() {
        return None;
    }
    let page = ctx.page(ctx.say(Text::new("Chưa in được", "Not to be printed yet")));
    let line = |blank: &Blank| {
        let href = if page.can(blank.needs) {
            blank.href.clone()
        } else {
            String::new()
        };
        (
            href,
            blank.value.clone(),
            page.text(&blank.label),
            blank.advice(&page),
        )
    };
    let template = BlanksPage {
        back: back.to_owned(),
        blanks: blanks.iter().map(line).collect(),
        page,
    };
    Some(web::render(StatusCode::CONFLICT, &template))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_in_the_place_of_words_are_placeholders_and_an_open_list_is_none() {
        for text in [
            "UBND TỈNH …",
            "…",
            "UBND tỉnh...",
            "05/BC-…",
            "…/BC-BQL",
            "Nguyễn Văn ____",
        ] {
            assert!(is_placeholder(text), "{text}");
        }
        for text in ["", "UBND TỈNH BẮC KẠN", "05", "TM. BAN QUẢN LÝ"] {
            assert!(!is_placeholder(text), "{text}");
        }
        assert!(is_placeholder_in_list("UBND tỉnh …;") && is_placeholder_in_list("Lưu: VT, ____."));
        assert!(!is_placeholder_in_list("Các sở, ngành…;") && !is_placeholder_in_list("Lưu: VT."));
    }
}
