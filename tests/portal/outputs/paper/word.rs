//! What the Word file asks for, in twentieths of a point, read from its XML: Word and LibreOffice draw what stands there.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use chrono::NaiveDate;
use izportal::foundation::documents::{Form, RowKind, Table, docx};
use proptest::prelude::*;
use quick_xml::events::Event;

use super::tables::{document, tables};
use crate::support::Portal;

/// An element of a part: name, attributes, what is in it.
#[derive(Debug, Default, Clone)]
struct Node {
    name: String,
    attributes: HashMap<String, String>,
    children: Vec<Node>,
    text: String,
}

impl Node {
    /// All elements of this name within, in their order.
    fn all(&self, name: &str) -> Vec<&Node> {
        let within = self.children.iter().flat_map(|child| {
            let own = (child.name == name).then_some(child);
            own.into_iter().chain(child.all(name))
        });
        within.collect()
    }

    fn has(&self, name: &str) -> bool {
        !self.all(name).is_empty()
    }

    /// A number in an attribute of the first element of this name within.
    fn number(&self, name: &str, attribute: &str) -> Option<i64> {
        self.all(name)
            .first()?
            .attributes
            .get(attribute)?
            .parse()
            .ok()
    }

    fn words(&self) -> String {
        self.all("w:t")
            .iter()
            .map(|node| node.text.as_str())
            .collect()
    }
}

fn part(bytes: &[u8], name: &str) -> Node {
    let mut xml = String::new();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    archive
        .by_name(name)
        .expect("the part")
        .read_to_string(&mut xml)
        .expect("UTF-8");
    let mut reader = quick_xml::Reader::from_str(&xml);
    let mut open = vec![Node::default()];
    let node = |start: &quick_xml::events::BytesStart<'_>| Node {
        name: start.name().as_ref().to_owned(),
        attributes: start
            .attributes()
            .filter_map(Result::ok)
            .map(|a| (a.key.as_ref().to_owned(), a.value.into_owned()))
            .collect(),
        ..Node::default()
    };
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(start) => open.push(node(&start)),
            Event::Empty(start) => open
                .last_mut()
                .expect("a parent")
                .children
                .push(node(&start)),
            Event::End(_) => {
                let done = open.pop().expect("an element");
                open.last_mut().expect("a parent").children.push(done);
            }
            Event::Text(text) => open.last_mut().expect("a parent").text += &text.xml10_content(),
            Event::Eof => break,
            _ => {}
        }
    }
    open.pop().expect("the part")
}

/// At least how wide a number is in this type: half an em a figure, a quarter a point or comma, a third a minus.
fn least_width(number: &str, half_points: i64) -> i64 {
    let parts: i64 = number
        .chars()
        .map(|c| match c {
            '.' | ',' => 3,
            '-' => 4,
            _ => 6,
        })
        .sum();
    parts * half_points * 10 / 12
}

/// The printed tables, without those that only hold a letterhead or a signature.
fn printed(body: &Node) -> Vec<&Node> {
    body.all("w:tbl")
        .into_iter()
        .filter(|table| table.has("w:tblBorders"))
        .collect()
}

fn holds(body: &Node, tables: &[Table], width: i64) -> Result<(), TestCaseError> {
    prop_assert!(printed(body).len() >= tables.len(), "every table is there");
    for table in printed(body) {
        let grid: Vec<i64> = table
            .all("w:gridCol")
            .iter()
            .map(|column| column.attributes["w:w"].parse().expect("a width"))
            .collect();
        prop_assert_eq!(grid.iter().sum::<i64>(), width, "from margin to margin");
        prop_assert_eq!(
            table.number("w:tblInd", "w:w"),
            Some(0),
            "and not to the left of it"
        );
        let margin = table.all("w:tblCellMar")[0]
            .number("w:left", "w:w")
            .expect("a margin");
        let rows = table.all("w:tr");
        prop_assert!(
            rows[0].has("w:tblHeader") && rows[0].all("w:p").iter().all(|p| p.has("w:keepNext"))
        );
        for cell in rows.iter().flat_map(|row| row.all("w:tc")) {
            let (words, place) = (cell.words(), cell.number("w:tcW", "w:w").expect("a width"));
            let size = cell.number("w:sz", "w:val").expect("a size");
            if !words.is_empty()
                && words
                    .chars()
                    .all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-'))
            {
                prop_assert!(
                    least_width(&words, size) + 2 * margin <= place,
                    "{} of {} half-points in {}",
                    words,
                    size,
                    place
                );
            }
        }
    }
    for (number, table) in tables.iter().enumerate() {
        for (index, pair) in table.rows.windows(2).enumerate() {
            let belongs = pair[0].kind == RowKind::Group || pair[1].kind == RowKind::Total;
            // Three rows and more that belong together may be higher than a page keeps whole; two are not.
            let chained = index > 0
                && (table.rows[index - 1].kind == RowKind::Group || pair[0].kind == RowKind::Total);
            let mark = format!("R{number}.{index} ");
            let rows: Vec<&Node> = body
                .all("w:tr")
                .into_iter()
                .filter(|row| row.words().starts_with(&mark))
                .collect();
            prop_assert!(!rows.is_empty(), "{}", mark);
            if belongs && !chained {
                let tied = rows.iter().all(|row| {
                    row.has("w:cantSplit") && row.all("w:p").iter().all(|p| p.has("w:keepNext"))
                });
                prop_assert!(tied, "{} stays with the next", mark);
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 20, ..ProptestConfig::default() })]
    #[test]
    fn word_gives_numbers_their_room_and_totals_company(tables in tables()) {
        let day = NaiveDate::from_ymd_opt(2023, 1, 5).expect("a day");
        let document = document(tables.clone(), 0);
        holds(&part(&docx::render(&document, day).expect("a file"), "word/document.xml"), &tables, 9_071)?;
        let form = Form {
            lang: "vi",
            superior: String::new(),
            agency: String::new(),
            code: String::new(),
            title: String::new(),
            period: String::new(),
            tables: tables.clone(),
            notes: Vec::new(),
            place_date: String::new(),
            compiler: String::new(),
            head: String::new(),
        };
        holds(&part(&docx::render_form(&form, day).expect("a file"), "word/document.xml"), &tables, 14_570)?;
    }
}

#[tokio::test]
async fn the_word_file_asks_for_the_layout_of_the_decree() {
    let portal = Portal::demo().await;
    let bytes = portal
        .sign_in("leader")
        .await
        .get("/reviews/2022.docx")
        .await
        .bytes;
    let body = part(&bytes, "word/document.xml");
    let paragraphs = body.all("w:p");
    let at = |words: &str| {
        paragraphs
            .iter()
            .position(|p| p.words().contains(words))
            .unwrap_or_else(|| panic!("{words}"))
    };
    // The length of the rule in the paragraph after these words, in the place it stands in.
    let rule = |words: &str, place: i64| {
        let below = paragraphs[at(words) + 1];
        assert!(
            below.has("w:pBdr") && below.words().is_empty(),
            "a rule under {words}: {below:?}"
        );
        place
            - below.number("w:ind", "w:left").expect("left")
            - below.number("w:ind", "w:right").expect("right")
    };
    let cells: Vec<i64> = body.all("w:tbl")[0]
        .all("w:gridCol")
        .iter()
        .map(|c| c.attributes["w:w"].parse().expect("a width"))
        .collect();
    // "Độc lập - Tự do - Hạnh phúc" in bold of 13,5 pt is 165,26 pt long in Times New Roman.
    assert!(
        (rule("Độc lập", cells[1]) - 3_305).abs() < 30,
        "as long as the motto"
    );
    // "KHU CÔNG NGHIỆP" in bold of 13 pt, the longer of two lines, is about 126 pt long.
    let agency = rule("KHU CÔNG NGHIỆP", cells[0]);
    assert!(
        (2_520 / 3 - 40..=2_520 / 2).contains(&agency),
        "a third to a half of the agency's name: {agency}"
    );
    // The subject in bold of 14 pt is 387,4 pt long.
    let subject = rule("Tổng kết công tác", 9_071);
    assert!(
        (7_748 / 3..=7_748 / 2).contains(&subject),
        "a third to a half of the subject: {subject}"
    );

    page_and_body_have_their_measures(&bytes, &body);
    // What stands together at the end, and what is said.
    let (end, list) = (at("./."), at("Nơi nhận:"));
    assert!(
        paragraphs[end..list].iter().all(|p| p.has("w:keepNext")),
        "the last words stay with the signature"
    );
    let recipients: Vec<String> = paragraphs[list + 1..]
        .iter()
        .map(|p| p.words())
        .take_while(|words| words.starts_with('-'))
        .collect();
    assert_eq!(
        recipients,
        [
            "- Như trên;",
            "- Lãnh đạo Ban;",
            "- Các doanh nghiệp KCN;",
            "- Lưu: VT."
        ]
    );
    assert!(at("(Số liệu tính đến ngày 31/12/2022)") < at("Kính gửi: UBND tỉnh Bắc Kạn"));
}

/// Margins, the number of the page, spacing and indents of the body.
fn page_and_body_have_their_measures(bytes: &[u8], body: &Node) {
    for table in body.all("w:tbl") {
        let grid: i64 = table
            .all("w:gridCol")
            .iter()
            .map(|c| c.attributes["w:w"].parse::<i64>().expect("a width"))
            .sum();
        assert_eq!(
            (grid, table.number("w:tblInd", "w:w")),
            (9_071, Some(0)),
            "every table from margin to margin"
        );
    }
    // Since Word 2013 a table's edge, not its words, stands at the margin.
    let compat = part(bytes, "word/settings.xml");
    assert_eq!(compat.number("w:compatSetting", "w:val"), Some(15));

    let page = body.all("w:sectPr")[0];
    let margin = |side: &str| page.number("w:pgMar", side).expect("a margin") as f64 / 56.7;
    assert!(
        (20.0..=25.0).contains(&margin("w:top")) && (20.0..=25.0).contains(&margin("w:bottom"))
    );
    assert!(
        (30.0..=35.0).contains(&margin("w:left")) && (15.0..=20.1).contains(&margin("w:right"))
    );
    assert!(page.has("w:titlePg"), "no number on the first page");
    let header = part(bytes, "word/header.xml");
    assert!(
        header.all("w:jc")[0].attributes["w:val"] == "center"
            && header.all("w:instrText")[0].text.contains("PAGE")
    );

    let styles = part(bytes, "word/styles.xml");
    let normal = *styles
        .all("w:style")
        .iter()
        .find(|style| style.attributes["w:styleId"] == "Normal")
        .expect("the body");
    assert!(
        normal.number("w:spacing", "w:before") >= Some(120),
        "6 pt between paragraphs"
    );
    assert!(
        (240..=360).contains(&normal.number("w:spacing", "w:line").expect("a spacing")),
        "single to one and a half"
    );
    assert_eq!(normal.number("w:ind", "w:firstLine"), Some(720), "1,27 cm");
    assert_eq!(normal.all("w:jc")[0].attributes["w:val"], "both");
}
