//! What every template needs: the reader's language, who reads, where they are.

use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_decimal::Decimal;

use super::assets;
use super::error::AppError;
use super::flash::Flash;
use super::menu::Section;
use super::state::BoardName;
use crate::foundation::i18n::wording::counted;
use crate::foundation::i18n::{Lang, Text};
use crate::foundation::kernel::{Actor, Permission};

/// The frame around a page. Templates hold it in a field named `page`.
#[derive(Debug, Clone)]
pub struct Page {
    pub lang: Lang,
    pub title: String,
    pub path: String,
    pub query: String,
    pub flash: Option<Flash>,
    pub board: BoardName,
    pub demo: bool,
    /// Everything the head offers, to whoever may open it; [`Page::menu`] is what this reader sees of it.
    pub menu: &'static [Section],
    pub actor: Option<Actor>,
    pub request_id: String,
}

impl Page {
    /// Both languages side by side where they are used: a missing one does not compile.
    pub fn say<'a>(&self, vi: &'a str, en: &'a str) -> &'a str {
        match self.lang {
            Lang::Vi => vi,
            Lang::En => en,
        }
    }

    /// A number of things: "12 báo cáo", "1 report", "2 reports".
    pub fn counted<N>(&self, count: &N, vi: &str, one: &str, many: &str) -> String
    where
        N: Copy + PartialEq + From<u8> + Into<Decimal>,
    {
        counted(*count, (vi, one, many), self.lang)
    }

    /// Words kept in Rust, in this reader's language.
    pub fn text(&self, text: &Text) -> &'static str {
        text.in_lang(self.lang)
    }

    pub fn asset(&self, name: &str) -> String {
        format!("{}/{name}", *assets::PREFIX)
    }

    /// A picture from `static/icons.svg`, as HTML; the word beside it says the same, so readers of screens pass it over.
    pub fn icon(&self, name: &str) -> String {
        let file = self.asset("icons.svg");
        format!(r##"<svg class="icon" aria-hidden="true"><use href="{file}#{name}"></use></svg>"##)
    }

    pub fn board_name(&self) -> &str {
        self.say(&self.board.short, &self.board.english)
    }

    pub fn can(&self, permission: Permission) -> bool {
        self.actor
            .as_ref()
            .is_some_and(|actor| actor.may(permission))
    }

    /// This page in the other language.
    pub fn other_language(&self) -> String {
        let other = if self.lang == Lang::Vi { "en" } else { "vi" };
        let kept: Vec<&str> = self
            .query
            .split('&')
            .filter(|pair| !pair.is_empty() && !pair.starts_with("lang="))
            .collect();
        let separator = if kept.is_empty() { "" } else { "&" };
        format!("{}?{}{separator}lang={other}", self.path, kept.join("&"))
    }

    /// This page with one query parameter set, the others kept; the page number starts over.
    pub fn with_query(&self, key: &str, value: &str) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (k, v) in form_urlencoded::parse(self.query.as_bytes()) {
            if k != key && k != "page" && k != "lang" {
                query.append_pair(&k, &v);
            }
        }
        query.append_pair(key, value);
        format!("{}?{}", self.path, query.finish())
    }
}

/// Renders a template as a whole page.
///
/// # Errors
/// [`AppError::Internal`] when the template itself fails.
pub fn render(status: StatusCode, template: &impl Template) -> Result<Response, AppError> {
    let html = template.render()?;
    Ok((
        status,
        [(header::CONTENT_TYPE, "text/html; charset=utf-8")],
        html,
    )
        .into_response())
}

/// 200 with a page.
///
/// # Errors
/// As [`render`].
pub fn ok(template: &impl Template) -> Result<Response, AppError> {
    render(StatusCode::OK, template)
}
