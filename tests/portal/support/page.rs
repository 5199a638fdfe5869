//! An answer of the portal, read as a browser without a screen reads it.

use axum::http::{HeaderMap, StatusCode};
use scraper::{ElementRef, Html, Selector};

pub struct Page {
    pub status: StatusCode,
    pub location: String,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Page {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// The words of the first element that matches, spaces folded.
    pub fn words(&self, selector: &str) -> String {
        let html = Html::parse_document(&self.text());
        let selector = Selector::parse(selector).expect("a valid selector");
        let element = html
            .select(&selector)
            .next()
            .unwrap_or_else(|| panic!("nothing matches in:\n{}", self.text()));
        element
            .text()
            .collect::<Vec<_>>()
            .join("")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// It was saved: the answer leads on, as after every write.
    #[track_caller]
    pub fn saved(&self) {
        self.answers(StatusCode::SEE_OTHER);
    }

    /// It has this status; what the page says is shown where it has not.
    #[track_caller]
    pub fn answers(&self, status: StatusCode) {
        assert_eq!(self.status, status, "{}", self.text());
    }

    /// The first element that matches says these words.
    #[track_caller]
    pub fn says(&self, selector: &str, words: &str) {
        let said = self.words(selector);
        assert!(
            said.contains(words),
            "{selector} does not say “{words}”: {said}"
        );
    }

    /// What a browser would send of the first form that matches.
    pub fn fields(&self, form: &str) -> Vec<(String, String)> {
        let html = Html::parse_document(&self.text());
        let form = html
            .select(&Selector::parse(form).expect("a valid selector"))
            .next()
            .expect("such a form");
        fields_of(form)
    }

    /// Every form of the page that writes.
    pub fn forms(&self) -> Vec<Form> {
        let html = Html::parse_document(&self.text());
        let forms = Selector::parse("form[method=post]").expect("a valid selector");
        let form = |form: ElementRef<'_>| Form {
            action: form.attr("action").unwrap_or_default().to_owned(),
            with_files: form.attr("enctype") == Some("multipart/form-data"),
            fields: fields_of(form),
        };
        html.select(&forms).map(form).collect()
    }

    /// The addresses of all links that match.
    pub fn links(&self, selector: &str) -> Vec<String> {
        let html = Html::parse_document(&self.text());
        let selector = Selector::parse(selector).expect("a valid selector");
        html.select(&selector)
            .filter_map(|element| element.attr("href").map(str::to_owned))
            .collect()
    }

    /// The words of the cells of every row that matches, spaces folded.
    pub fn cells(&self, rows: &str, cells: &str) -> Vec<Vec<String>> {
        let html = Html::parse_document(&self.text());
        let (rows, cells) = (
            Selector::parse(rows).expect("a valid selector"),
            Selector::parse(cells).expect("a valid selector"),
        );
        let words = |element: ElementRef<'_>| {
            element
                .text()
                .collect::<String>()
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        };
        html.select(&rows)
            .map(|row| row.select(&cells).map(words).collect())
            .collect()
    }

    /// An attribute of the first element that matches.
    pub fn attribute(&self, selector: &str, name: &str) -> String {
        let html = Html::parse_document(&self.text());
        let selector = Selector::parse(selector).expect("a valid selector");
        let element = html
            .select(&selector)
            .next()
            .unwrap_or_else(|| panic!("nothing matches in:\n{}", self.text()));
        element.attr(name).unwrap_or_default().to_owned()
    }
}

/// A form of a page: where it is sent, whether it takes files, and what a browser would send of it.
pub struct Form {
    pub action: String,
    pub with_files: bool,
    pub fields: Vec<(String, String)>,
}

fn fields_of(form: ElementRef<'_>) -> Vec<(String, String)> {
    let named =
        Selector::parse("input[name], textarea[name], select[name]").expect("a valid selector");
    // A box or a dot that is not ticked is not sent.
    let sent = |element: &ElementRef<'_>| {
        !matches!(element.attr("type"), Some("checkbox" | "radio"))
            || element.attr("checked").is_some()
    };
    let field = |element: ElementRef<'_>| {
        let value = match element.value().name() {
            "textarea" => element.text().collect::<String>().replace('\n', "\r\n"),
            "select" => chosen(element),
            _ => element.attr("value").unwrap_or_default().to_owned(),
        };
        (element.attr("name").unwrap_or_default().to_owned(), value)
    };
    form.select(&named).filter(sent).map(field).collect()
}

/// What a list sends: the option marked as chosen, else the first.
fn chosen(list: ElementRef<'_>) -> String {
    let first = |options: &str| {
        let options = Selector::parse(options).expect("a valid selector");
        let option = list.select(&options).next()?;
        option.attr("value").map(str::to_owned)
    };
    first("option[selected]")
        .or_else(|| first("option"))
        .unwrap_or_default()
}
