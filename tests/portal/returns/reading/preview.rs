//! What the page of an import says of values it does not take.

use scraper::{ElementRef, Html, Node, Selector};

use crate::support::Page;

/// Something a page says. Empty where it is said of everybody, or of all titles.
#[derive(Default)]
pub struct Said {
    /// It waits for somebody; else it is named as left out.
    pub asked: bool,
    /// Whose value, as the page calls them.
    pub owner: String,
    /// Of which indicator, as the page calls it.
    pub title: String,
    /// The value as the page shows it.
    pub shown: String,
    /// The reason.
    pub words: String,
}

/// Everything a preview says: of a list of cells, where the rows are indicators, or of a grid, where they are enterprises.
pub fn said(page: &Page) -> Vec<Said> {
    let html = Html::parse_document(&page.text());
    let body = html.root_element();
    let mut said = Vec::new();
    for table in all(body, ".import-grid") {
        let heads: Vec<String> = all(table, "thead th").map(words).collect();
        for row in all(table, "tbody tr") {
            let owner = all(row, "th").map(own_words).collect::<String>();
            // A row that is nobody's, or somebody's twice, waits whole; else each cell for itself.
            let whole: Vec<String> = all(row, "th .import-note--bad").map(words).collect();
            let cells = heads.iter().skip(2).zip(all(row, "td").skip(1));
            let waiting = cells
                .filter(|(_, cell)| !whole.is_empty() || all(*cell, ".tag--bad").next().is_some());
            said.extend(waiting.map(|(title, cell)| Said {
                asked: true,
                owner: owner.clone(),
                title: title.clone(),
                shown: own_words(cell),
                words: format!("{} {}", whole.join(" "), words(cell)),
            }));
        }
    }
    for row in all(body, ".import-cells tbody tr") {
        let cells: Vec<ElementRef<'_>> = all(row, "th, td").collect();
        if let [_, title, shown, .., outcome] = cells[..]
            && all(outcome, ".tag--bad").next().is_some()
        {
            said.push(Said {
                asked: true,
                title: words(title),
                shown: own_words(shown),
                words: words(outcome),
                ..Said::default()
            });
        }
    }
    said.retain(|cell| !cell.shown.is_empty());
    for (asked, css) in [
        (true, "#preview .notice--bad, .field__error"),
        (false, "main .notice:not(.notice--bad) .import-notes li"),
        (false, ".import-account details li"),
    ] {
        said.extend(all(body, css).map(|element| Said {
            asked,
            words: words(element),
            ..Said::default()
        }));
    }
    said
}

/// The code of the question a preview asks about the file as a whole.
pub fn asked_of_all(page: &Page) -> Option<String> {
    let html = Html::parse_document(&page.text());
    let button = all(html.root_element(), "button[name=agreed]").next()?;
    button.attr("value").map(str::to_owned)
}

/// Why a file was not read.
pub fn refusal(page: &Page) -> String {
    let html = Html::parse_document(&page.text());
    let reasons: Vec<String> = all(html.root_element(), ".notice--bad li, main h1 + p")
        .map(words)
        .collect();
    reasons.last().cloned().unwrap_or_default()
}

fn all<'a>(within: ElementRef<'a>, css: &str) -> impl Iterator<Item = ElementRef<'a>> {
    let selector = Selector::parse(css).expect("a valid selector");
    within.select(&selector).collect::<Vec<_>>().into_iter()
}

fn words(element: ElementRef<'_>) -> String {
    let text: String = element.text().collect::<Vec<_>>().join(" ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a cell itself holds, plainly or in a field, without the notes under it: "most like: DN04" names somebody else.
fn own_words(cell: ElementRef<'_>) -> String {
    let mut own = cell.children().filter_map(|node| match node.value() {
        Node::Text(text) => Some(text.trim().to_owned()),
        Node::Element(element) if element.name() == "a" => ElementRef::wrap(node).map(words),
        Node::Element(element) => element.attr("value").map(str::to_owned),
        _ => None,
    });
    own.find(|text| !text.is_empty()).unwrap_or_default()
}
