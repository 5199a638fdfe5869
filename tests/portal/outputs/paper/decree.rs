//! The review against Nghị định 30/2020/NĐ-CP, Phụ lục I: measured in the PDF.
#![cfg(feature = "pdf")]

use super::reader::{Page, Paper, Rule, TOLERANCE, Word, collisions, lines, said};
use crate::support::Portal;

/// Points in a millimetre.
const MM: f64 = 72.0 / 25.4;
/// The text stands between these.
const LEFT: f64 = 30.0 * MM;
const RIGHT: f64 = 190.0 * MM;
const TOP: f64 = 20.0 * MM;
const BOTTOM: f64 = 277.0 * MM;

async fn review(portal: &Portal) -> Paper {
    let page = portal
        .sign_in("leader")
        .await
        .get("/reviews/2022.pdf")
        .await;
    assert!(page.status.is_success(), "{}", page.text());
    Paper::new(&page.bytes)
}

/// The first line that says this, and where it stands.
fn line<'a>(lines: &'a [Vec<Word>], words: &str) -> &'a [Word] {
    lines
        .iter()
        .find(|line| said(line).contains(words))
        .unwrap_or_else(|| {
            let all: Vec<String> = lines.iter().map(|line| said(line)).collect();
            panic!("“{words}” is not in {all:#?}")
        })
}

/// These words of a line, which may have another column beside them.
fn part<'a>(line: &'a [Word], first: &str, last: &str) -> &'a [Word] {
    let from = line
        .iter()
        .position(|word| word.text == first)
        .unwrap_or_else(|| panic!("{first} in {line:?}"));
    let to = line
        .iter()
        .rposition(|word| word.text == last)
        .unwrap_or_else(|| panic!("{last} in {line:?}"));
    &line[from..=to]
}

fn width(words: &[Word]) -> f64 {
    words[words.len() - 1].x1 - words[0].x0
}

fn middle(words: &[Word]) -> f64 {
    words[0].x0.midpoint(words[words.len() - 1].x1)
}

/// The rule that stands next below a line of words, under its middle.
fn rule_below(page: &Page, words: &[Word]) -> Rule {
    let below = |rule: &&Rule| {
        (rule.y0 - rule.y1).abs() < 0.1
            && rule.y0 > words[0].y0
            && (rule.x0.midpoint(rule.x1) - middle(words)).abs() < 3.0
    };
    let found = page
        .rules
        .iter()
        .filter(below)
        .min_by(|a, b| a.y0.total_cmp(&b.y0));
    *found.unwrap_or_else(|| panic!("no rule under {}: {:?}", said(words), page.rules))
}

fn stands_clear(rule: Rule, words: &[Word]) {
    let bottom = words.iter().map(|word| word.y1).fold(0.0, f64::max);
    let gap = rule.y0 - bottom;
    assert!(
        (0.0..=9.0).contains(&gap),
        "the rule at {:.1} and “{}” down to {bottom:.1}",
        rule.y0,
        said(words)
    );
}

#[tokio::test]
async fn the_head_of_the_first_page_stands_as_the_decree_has_it() {
    let portal = Portal::demo().await;
    let paper = review(&portal).await;
    let pages = paper.pages();
    let page = &pages[0];
    let lines = lines(page);
    assert!(
        (page.width - 210.0 * MM).abs() < 1.0 && (page.height - 297.0 * MM).abs() < 1.0,
        "A4"
    );

    let motto = part(line(&lines, "Độc lập - Tự do"), "Độc", "phúc");
    let rule = rule_below(page, motto);
    stands_clear(rule, motto);
    assert!(
        (rule.x1 - rule.x0 - width(motto)).abs() < 2.0,
        "the rule is as long as the motto: {rule:?} {motto:?}"
    );
    let country = part(line(&lines, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA"), "CỘNG", "NAM");
    assert!(
        (middle(country) - middle(motto)).abs() < 1.0
            && country[0].x0 > page.width / 2.0 - 20.0 * MM,
        "at the top right"
    );

    // The agency's name takes two lines: the rule stands below both.
    let agency: Vec<&[Word]> = vec![
        part(line(&lines, "BAN QUẢN LÝ"), "BAN", "CÁC"),
        part(line(&lines, "KHU CÔNG NGHIỆP"), "KHU", "NGHIỆP"),
    ];
    let longest = agency.iter().map(|words| width(words)).fold(0.0, f64::max);
    let rule = rule_below(page, agency[1]);
    stands_clear(rule, agency[1]);
    let share = (rule.x1 - rule.x0) / longest;
    assert!(
        (0.33..=0.5).contains(&share),
        "a third to a half of the name: {share}"
    );

    let subject = line(&lines, "Tổng kết công tác năm 2022");
    let rule = rule_below(page, subject);
    stands_clear(rule, subject);
    let share = (rule.x1 - rule.x0) / width(subject);
    assert!(
        (0.33..=0.5).contains(&share),
        "a third to a half of the subject: {share}"
    );
    assert!(
        (middle(subject) - LEFT.midpoint(RIGHT)).abs() < 1.0,
        "in the middle"
    );

    let (number, date) = (line(&lines, "/BC-BQL"), line(&lines, "tháng 01 năm 2023"));
    assert_eq!(
        said(number),
        said(date),
        "the number and the date stand on one line"
    );
    let order = [
        "Tổng kết công tác",
        "(Số liệu tính đến ngày 31/12/2022)",
        "Kính gửi: UBND tỉnh Bắc Kạn",
        "Phần thứ nhất",
    ];
    let heights: Vec<f64> = order
        .iter()
        .map(|words| line(&lines, words)[0].y0)
        .collect();
    assert!(heights.is_sorted(), "{heights:?}");

    weight_and_slope_are_as_asked(&paper);
}

/// Weight and slope, as another reader of the file sees them.
fn weight_and_slope_are_as_asked(paper: &Paper) {
    let styled = paper.ask("pdftohtml", &["-xml", "-i", "-stdout"], &[]);
    for told in [
        "<b>BÁO CÁO</b>",
        "<b>Độc lập - Tự do - Hạnh phúc</b>",
        ">UBND TỈNH BẮC KẠN</text>",
        "<b>BAN QUẢN LÝ CÁC</b>",
        "<i>Bắc Kạn, ngày 05 tháng 01 năm 2023</i>",
        "<i><b>Nơi nhận:</b></i>",
        "<b>TRƯỞNG BAN</b>",
    ] {
        assert!(styled.contains(told), "{told} in {styled}");
    }
    assert!(
        styled.contains("Phần thứ nhất. KẾT QUẢ THỰC HIỆN NHIỆM VỤ NĂM 2022</item>"),
        "the bookmark: {styled}"
    );
}

#[tokio::test]
async fn every_page_keeps_its_margins_and_its_number() {
    let portal = Portal::demo().await;
    let pages = review(&portal).await.pages();
    assert!(pages.len() > 2);
    for (index, page) in pages.iter().enumerate() {
        let found = collisions(page, LEFT, RIGHT, BOTTOM);
        assert!(found.is_empty(), "page {}: {found:#?}", index + 1);
        let above: Vec<&Word> = page.words.iter().filter(|word| word.y1 < TOP).collect();
        match (index, above.as_slice()) {
            (0, []) => {}
            (1.., [number]) => {
                assert_eq!(number.text, (index + 1).to_string());
                assert!(
                    (number.x0.midpoint(number.x1) - LEFT.midpoint(RIGHT)).abs() < 1.0,
                    "in the middle: {number:?}"
                );
            }
            (_, other) => panic!("page {} has in its top margin: {other:?}", index + 1),
        }
    }
}

#[tokio::test]
async fn paragraphs_are_justified_indented_and_six_points_apart() {
    let portal = Portal::demo().await;
    let long = "Trong năm, Ban đã triển khai đồng bộ các nhiệm vụ được giao, tập trung tháo gỡ khó khăn, vướng mắc cho doanh nghiệp, \
                đẩy nhanh tiến độ, hoàn thiện hạ tầng kỹ thuật khu công nghiệp, phối hợp với các sở, ngành, địa phương, đơn vị.";
    let text = [long; 8].join("\n");
    let form = [
        ("version", "1"),
        ("capacity", "TRƯỞNG BAN"),
        ("leadership", &text),
    ];
    let saved = portal
        .sign_in("staff")
        .await
        .post("/reviews/2022", &form)
        .await;
    assert!(saved.status.is_redirection(), "{}", saved.text());
    let pages = review(&portal).await.pages();
    let mut measured = 0;
    for page in &pages {
        let lines = lines(page);
        for pair in lines.windows(2) {
            let [this, next] = [said(&pair[0]), said(&pair[1])];
            if !long.contains(&this) || !long.contains(&next) {
                continue;
            }
            measured += 1;
            let apart = pair[1][0].y1 - pair[0][0].y1;
            // A single line of 14 pt is 16,1 pt high.
            if next.starts_with("Trong năm,") {
                assert!(
                    (pair[1][0].x0 - LEFT - 12.7 * MM).abs() < TOLERANCE,
                    "indented by 1,27 cm: {next}"
                );
                assert!(
                    apart >= 16.1 + 6.0 - TOLERANCE,
                    "paragraphs {apart:.1} pt from line to line"
                );
                assert!(
                    apart - pitch(&lines, long) >= 6.0 - 0.1,
                    "6 pt more than between lines: {apart:.1}"
                );
            } else {
                assert!(
                    (16.1..=24.2).contains(&apart),
                    "lines of a paragraph {apart:.1} pt apart"
                );
                let end = pair[0][pair[0].len() - 1].x1;
                assert!(
                    (end - RIGHT).abs() < TOLERANCE,
                    "justified, and nothing hangs out: {this} ends at {end:.1}, not {RIGHT:.1}"
                );
            }
        }
    }
    assert!(measured > 20, "{measured} lines were measured");
}

/// The distance between two lines of one of these paragraphs.
fn pitch(lines: &[Vec<Word>], long: &str) -> f64 {
    let inside = lines.windows(2).find(|pair| {
        let [this, next] = [said(&pair[0]), said(&pair[1])];
        long.contains(&this) && long.contains(&next) && !next.starts_with("Trong năm,")
    });
    inside.map_or(0.0, |pair| pair[1][0].y1 - pair[0][0].y1)
}

#[tokio::test]
async fn the_signature_is_whole_and_the_recipients_are_a_list_with_dashes() {
    let portal = Portal::demo().await;
    // Whatever fills the page before them.
    for sentences in [0, 3, 6, 9, 12, 15] {
        let text = vec![
            "Một câu dài vừa đủ để chiếm trọn hơn một dòng của trang giấy, rồi sang dòng thứ hai của đoạn văn.";
            sentences
        ]
        .join("\n");
        let version = (sentences / 3 + 1).to_string();
        let form = [
            ("version", version.as_str()),
            ("capacity", "KT. TRƯỞNG BAN\nPHÓ TRƯỞNG BAN"),
            ("signer", "Nguyễn Văn Minh Họa"),
            ("addressees", "UBND tỉnh Bắc Kạn; Sở Tài chính"),
            ("recipients", "- Như trên\n• Lãnh đạo Ban;\nLưu: VT, VP"),
            ("proposals", &text),
        ];
        let saved = portal
            .sign_in("staff")
            .await
            .post("/reviews/2022", &form)
            .await;
        assert!(saved.status.is_redirection(), "{}", saved.text());
        let pages = review(&portal).await.pages();
        let last = lines(&pages[pages.len() - 1]);
        let (end, head) = (line(&last, "./."), line(&last, "Nơi nhận:"));
        assert!(
            end[0].y1 < head[0].y1,
            "the last words of the text are over the signature"
        );
        assert!(
            said(head).contains("KT. TRƯỞNG BAN"),
            "level with the capacity: {}",
            said(head)
        );
        line(&last, "Nguyễn Văn Minh Họa");
        for printed in ["- Như trên;", "- Lãnh đạo Ban;", "- Lưu: VT, VP."] {
            assert!(said(line(&last, printed)).starts_with(printed), "{printed}");
        }
        assert!(
            !pages
                .iter()
                .flat_map(|page| &page.words)
                .any(|word| word.text.contains('•'))
        );
        // Several addressees: a list below, its dashes under the colon.
        let first = lines(&pages[0]);
        let (greeting, [one, two]) = (
            line(&first, "Kính gửi:"),
            ["- UBND tỉnh Bắc Kạn;", "- Sở Tài chính."].map(|words| line(&first, words)),
        );
        assert!(
            (one[0].x0 - two[0].x0).abs() < 0.1 && (one[0].x0 - greeting[1].x1).abs() < 5.0,
            "{greeting:?} {one:?}"
        );
        assert!(
            greeting.len() == 2 && greeting[0].y1 < one[0].y0 + 3.0,
            "{greeting:?}"
        );
    }
}

#[tokio::test]
async fn a_review_says_up_to_which_day_its_figures_go() {
    let portal = Portal::demo().await;
    let leader = portal.sign_in("leader").await;
    let stated = "(Số liệu tính đến ngày 31/12/2022)";
    assert_eq!(
        leader.get("/reviews/2022").await.words(".doc__as-of"),
        stated
    );
    let said_in_english = leader
        .get_in_english("/reviews/2022")
        .await
        .words(".doc__as-of");
    assert_eq!(said_in_english, "(Figures as of 31/12/2022)");
    // Nobody stated a day: that of the last report among the figures, and what it is.
    let (day,): (chrono::NaiveDate,) =
        sqlx::query_as("select (max(recorded_at) at time zone 'Asia/Ho_Chi_Minh')::date from figures where period = '2021'")
            .fetch_one(&portal.db)
            .await
            .expect("a day");
    let derived = format!(
        "(Số liệu theo báo cáo đã duyệt đến ngày {})",
        day.format("%d/%m/%Y")
    );
    assert_eq!(
        leader.get("/reviews/2021").await.words(".doc__as-of"),
        derived
    );
    // A year without any figure says nothing of them.
    assert!(
        !leader
            .get("/reviews/2019")
            .await
            .text()
            .contains("doc__as-of")
    );
}
