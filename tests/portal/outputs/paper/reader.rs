//! Reads a PDF back with poppler: the boxes of its words, and the rules drawn on its pages. All in points from the top left.

use std::process::Command;

use scraper::{Html, Selector};

/// How far two measures of the same thing may be apart.
pub const TOLERANCE: f64 = 0.4;

#[derive(Debug, Clone)]
pub struct Word {
    pub text: String,
    pub x0: f64,
    pub y0: f64,
    pub x1: f64,
    pub y1: f64,
}

/// A straight line as drawn.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    pub x0: f64,
    pub y0: f64,
    pub x1: f64,
    pub y1: f64,
}

#[derive(Debug)]
pub struct Page {
    pub width: f64,
    pub height: f64,
    pub words: Vec<Word>,
    pub rules: Vec<Rule>,
}

/// A PDF in a file of its own, for programs to read.
pub struct Paper {
    file: tempfile::NamedTempFile,
}

impl Paper {
    pub fn new(bytes: &[u8]) -> Paper {
        let file = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(file.path(), bytes).expect("it is written");
        Paper { file }
    }

    /// What a program says of the file on its standard output.
    pub fn ask(&self, program: &str, arguments: &[&str], output: &[&str]) -> String {
        let mut command = Command::new(program);
        let said = command
            .args(arguments)
            .arg(self.file.path())
            .args(output)
            .output();
        let said = said.expect("poppler-utils are installed (tests/tools/install test)");
        String::from_utf8_lossy(&said.stdout).into_owned()
    }

    /// Every word with its box, on the pages they stand on.
    pub fn pages(&self) -> Vec<Page> {
        let boxes = self.ask("pdftotext", &["-bbox-layout"], &["-"]);
        let html = Html::parse_document(&boxes);
        let [pages, words] =
            ["page", "word"].map(|name| Selector::parse(name).expect("a valid selector"));
        let number = |element: &scraper::ElementRef<'_>, name: &str| -> f64 {
            element
                .attr(name)
                .and_then(|value| value.parse().ok())
                .unwrap_or_else(|| panic!("{name} in {}", element.html()))
        };
        let word = |element: scraper::ElementRef<'_>| Word {
            text: element.text().collect(),
            x0: number(&element, "xmin"),
            y0: number(&element, "ymin"),
            x1: number(&element, "xmax"),
            y1: number(&element, "ymax"),
        };
        let page = |(index, element): (usize, scraper::ElementRef<'_>)| Page {
            width: number(&element, "width"),
            height: number(&element, "height"),
            words: element.select(&words).map(word).collect(),
            rules: self.rules(index + 1),
        };
        html.select(&pages).enumerate().map(page).collect()
    }

    /// The lines stroked on a page, from its drawing operators.
    fn rules(&self, page: usize) -> Vec<Rule> {
        let page = page.to_string();
        let svg = self.ask(
            "pdftocairo",
            &["-svg", "-noshrink", "-nocenter", "-f", &page, "-l", &page],
            &["-"],
        );
        let between = |line: &str, start: &str, end: char| -> Option<String> {
            let (_, rest) = line.split_once(start)?;
            rest.split_once(end).map(|(inside, _)| inside.to_owned())
        };
        let rule = |line: &str| -> Option<Rule> {
            let path: Vec<f64> = between(line, " d=\"", '"')?
                .split_whitespace()
                .filter_map(|part| part.parse().ok())
                .collect();
            let matrix: Vec<f64> = between(line, "matrix(", ')')?
                .split(',')
                .filter_map(|part| part.parse().ok())
                .collect();
            let ([x0, y0, x1, y1], [a, b, c, d, e, f]) =
                (path[..].try_into().ok()?, matrix[..].try_into().ok()?);
            let place = |x: f64, y: f64| (a * x + c * y + e, b * x + d * y + f);
            let ((x0, y0), (x1, y1)) = (place(x0, y0), place(x1, y1));
            Some(Rule {
                x0: x0.min(x1),
                y0: y0.min(y1),
                x1: x0.max(x1),
                y1: y0.max(y1),
            })
        };
        svg.lines()
            .filter(|line| line.contains("stroke-width"))
            .filter_map(rule)
            .collect()
    }
}

/// The words of a page in lines, from the top, each from the left.
#[cfg(feature = "pdf")]
pub fn lines(page: &Page) -> Vec<Vec<Word>> {
    let mut words = page.words.clone();
    words.sort_by(|a, b| a.y1.total_cmp(&b.y1));
    let mut lines: Vec<Vec<Word>> = Vec::new();
    for word in words {
        match lines.last_mut() {
            Some(line) if (line[0].y1 - word.y1).abs() < 2.0 => line.push(word),
            _ => lines.push(vec![word]),
        }
    }
    lines
        .iter_mut()
        .for_each(|line| line.sort_by(|a, b| a.x0.total_cmp(&b.x0)));
    lines
}

/// A line's words with single spaces.
#[cfg(feature = "pdf")]
pub fn said(line: &[Word]) -> String {
    line.iter()
        .map(|word| word.text.as_str())
        .collect::<Vec<_>>()
        .join(" ")
}

/// No word stands on another, none is crossed by a line, none hangs out of this frame: what went wrong, in words.
pub fn collisions(page: &Page, left: f64, right: f64, bottom: f64) -> Vec<String> {
    let mut found = Vec::new();
    for (index, word) in page.words.iter().enumerate() {
        if word.x0 < left - TOLERANCE || word.x1 > right + TOLERANCE || word.y1 > bottom + TOLERANCE
        {
            found.push(format!("out of the margins: {word:?}"));
        }
        let on = page.words[index + 1..].iter().filter(|other| {
            word.x0 < other.x1 - TOLERANCE
                && other.x0 < word.x1 - TOLERANCE
                && word.y0 < other.y1 - TOLERANCE
                && other.y0 < word.y1 - TOLERANCE
        });
        found.extend(on.map(|other| format!("on each other: {word:?} {other:?}")));
        let through = page.rules.iter().filter(|rule| {
            word.x0 < rule.x1 - TOLERANCE
                && rule.x0 < word.x1 - TOLERANCE
                && word.y0 < rule.y1 - TOLERANCE
                && rule.y0 < word.y1 - TOLERANCE
        });
        found.extend(through.map(|rule| format!("crossed: {word:?} {rule:?}")));
    }
    found
}
