//! A block pasted into a grid: each figure goes where its label says, is converted into the unit of its line, or is left out by
//! name – and nothing is written before somebody has seen it.

use axum::http::StatusCode;
use serde_json::Value;

use crate::support::{Person, Portal};

/// A new report of the enterprise DN01 on the yearly form A.III.2; its address.
async fn report(portal: &Portal, staff: &Person<'_>) -> String {
    let form: i64 = sqlx::query_scalar(
        "select id from forms where code = 'A.III.2' and retired_at is null and '2022-12-31' between valid_from and valid_to",
    )
    .fetch_one(&portal.db)
    .await
    .expect("the form");
    let (form, period) = (form.to_string(), "2022");
    let fields = [("enterprise", "1"), ("form", &form), ("period", period)];
    let begun = staff.post("/filings", &fields).await;
    begun.location.lines().next().unwrap_or_default().to_owned()
}

async fn id(portal: &Portal, code: &str) -> String {
    let id: i64 = sqlx::query_scalar("select id from indicators where code = $1")
        .bind(code)
        .fetch_one(&portal.db)
        .await
        .expect("an indicator");
    id.to_string()
}

/// What a page is told of a block pasted into a cell.
struct Told(Value);

async fn paste(staff: &Person<'_>, path: &str, at: &str, text: &str) -> Told {
    paste_html(staff, path, at, text, "").await
}

async fn paste_html(staff: &Person<'_>, path: &str, at: &str, text: &str, html: &str) -> Told {
    let fields = [("text", text), ("html", html), ("at", at)];
    let answer = staff.post(path, &fields).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    Told(serde_json::from_slice(&answer.bytes).expect("JSON"))
}

impl Told {
    fn lines(&self) -> Vec<&Value> {
        self.0["lines"].as_array().expect("lines").iter().collect()
    }

    /// "I Vốn đầu tư thực hiện = 9.000 mvnd" of all that is taken, in the order of the block.
    fn taken(&self) -> Vec<String> {
        let lines = self.lines().into_iter();
        lines
            .filter(|line| line["way"] != "left")
            .map(|line| {
                let part = |name: &str| line[name].as_str().unwrap_or_default().to_owned();
                format!("{} = {} {}", part("to"), part("raw"), part("unit"))
            })
            .collect()
    }

    /// "9.200: số của năm 2022" of all that is left out.
    fn left(&self) -> Vec<String> {
        let lines = self.lines().into_iter();
        lines
            .filter(|line| line["way"] == "left")
            .map(|line| {
                let part = |name: &str| line[name].as_str().unwrap_or_default().to_owned();
                format!("{}: {}", part("shown"), part("words"))
            })
            .collect()
    }

    /// The way of what goes to a line.
    fn way(&self, to: &str) -> &str {
        let lines = self.lines();
        let line = lines
            .iter()
            .find(|line| {
                line["to"]
                    .as_str()
                    .is_some_and(|known| known.starts_with(to))
            })
            .unwrap_or_else(|| panic!("{to}: {}", self.0));
        self.text(line, "way")
    }

    fn text<'a>(&self, line: &'a Value, name: &str) -> &'a str {
        line[name].as_str().unwrap_or_default()
    }

    fn question(&self) -> &str {
        self.0["question"].as_str().unwrap_or_default()
    }
}

#[tokio::test]
async fn a_pasted_label_never_leaves_its_value() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let path = format!("{}/paste", report(&portal, &staff).await);
    let first = id(&portal, "realised_capital").await;
    // Another order, running numbers, units of each line, last year beside this one, a total, a line the form lacks.
    let block = "STT\tChỉ tiêu\tĐVT\tNăm 2021\tNăm 2022\r\n\
        1\tTổng doanh thu\ttriệu đồng\t280.000\t290.500\r\n\
        2\tSố lao động\tngười\t235\t240\r\n\
        3\tVốn góp\ttỷ đồng\t5\t5,4\r\n\
        4\tDiện tích đất, mặt nước đã sử dụng\tha\t2\t2,3462\r\n\
        5\tTrong đó: vốn nhà nước\ttriệu đồng\t90\t100\r\n\
        6\tCộng\t\t280.330\t296.345\r\n";
    let told = paste(&staff, &path, &first, block).await;
    assert_eq!(
        told.taken(),
        [
            "II Tổng doanh thu = 290.500 mvnd",
            "V Số lao động = 240 person",
            "I.1 Vốn góp = 5.400 mvnd",
            "IX Đất, mặt nước đã sử dụng = 23.462 m2",
        ],
        "{}",
        told.0
    );
    assert_eq!(told.question(), "");
    assert_eq!(told.way("II "), "straight");
    assert_eq!(told.way("I.1"), "moved");
    assert_eq!(told.way("IX"), "moved", "converted");
    let left = told.left().join("\n");
    for reason in [
        "280.000: số của năm 2021",
        "100: “Trong đó: vốn nhà nước”",
        "296.345: dòng tổng",
    ] {
        assert!(left.contains(reason), "{reason}: {left}");
    }
    // Nothing of it is written.
    let written: i64 = sqlx::query_scalar(
        "select count(*) from filing_entries c join filings f on f.id = c.filing_id where f.state = 'draft' and f.enterprise_id = 1",
    )
    .fetch_one(&portal.db)
    .await
    .expect("a count");
    assert_eq!(written, 0);
}

#[tokio::test]
async fn lines_are_known_by_their_numbers_too() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let path = format!("{}/paste", report(&portal, &staff).await);
    let first = id(&portal, "realised_capital").await;
    let told = paste(&staff, &path, &first, "V.1\t238\nII\t290.500\nI.1\t5.400\n").await;
    assert_eq!(
        told.taken(),
        [
            "V.1 Lao động Việt Nam = 238 person",
            "II Tổng doanh thu = 290.500 mvnd",
            "I.1 Vốn góp = 5.400 mvnd",
        ],
        "{}",
        told.0
    );
}

#[tokio::test]
async fn figures_without_labels_go_down_from_the_focus_and_are_asked_about_unless_they_fill_it() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let path = format!("{}/paste", report(&portal, &staff).await);
    let first = id(&portal, "realised_capital").await;
    let block = "9.000\n5.400\n(3.600)\n−50\n290,5 tỷ\n-\n25.000";
    let told = paste(&staff, &path, &first, block).await;
    assert_eq!(
        told.taken(),
        [
            "I Vốn đầu tư thực hiện = 9.000 mvnd",
            "I.1 Vốn góp = 5.400 mvnd",
            "I.2 Vốn vay (trừ trả nợ) = −3.600 mvnd",
            "I.3 Lợi nhuận tái đầu tư = −50 mvnd",
            "II Tổng doanh thu = 290.500 mvnd",
            "IV Giá trị nhập khẩu = 25.000 mvnd",
        ],
        "{}",
        told.0
    );
    assert!(told.question().contains("Khối có 7 dòng không có nhãn"));
    assert!(
        told.left().join(" ").starts_with("-: "),
        "{:?}",
        told.left()
    );
    assert_eq!(told.way("II "), "moved", "converted from tỷ");
    // As many as there are lines from the focus down: nothing is asked.
    let profit = id(&portal, "profit").await;
    let told = paste(&staff, &path, &profit, "7\n8\n9\n").await;
    assert_eq!(told.question(), "", "{}", told.0);
    assert_eq!(told.taken()[0], "X Lợi nhuận sau thuế = 7 mvnd");
}

#[tokio::test]
async fn one_value_is_read_as_people_write_it_and_a_dash_is_no_zero() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let path = format!("{}/paste", report(&portal, &staff).await);
    let loans = id(&portal, "capital_loans").await;
    for (text, held) in [
        ("(3.600)", "−3.600"),
        ("−50", "−50"),
        ("290,5 tỷ", "290.500"),
        ("1.234 triệu đồng", "1.234"),
    ] {
        let told = paste(&staff, &path, &loans, text).await;
        assert_eq!(
            told.taken(),
            [format!("I.2 Vốn vay (trừ trả nợ) = {held} mvnd")],
            "{text}: {}",
            told.0
        );
        assert_eq!(told.question(), "");
    }
    let told = paste(&staff, &path, &loans, "-").await;
    assert!(
        told.taken().is_empty() && told.left().len() == 1,
        "{}",
        told.0
    );
}

#[tokio::test]
async fn labels_nobody_understands_keep_their_figures_out_of_the_grid() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let path = format!("{}/paste", report(&portal, &staff).await);
    let first = id(&portal, "realised_capital").await;
    let told = paste(&staff, &path, &first, "Tiền điện\t12\nTiền nước\t13\n").await;
    assert!(told.taken().is_empty(), "{}", told.0);
    assert_eq!(
        told.left(),
        [
            "12: nhãn chưa hiểu, không dán theo vị trí",
            "13: nhãn chưa hiểu, không dán theo vị trí"
        ]
    );
}

#[tokio::test]
async fn a_block_across_enterprises_goes_by_their_names_codes_and_tax_codes() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let revenue = id(&portal, "revenue").await;
    let path = format!("/sheets/1/2023/paste?indicator={revenue}");
    for block in [
        "Doanh nghiệp minh họa 02\t210,5\nDoanh nghiệp minh họa 01\t290,5\nDoanh nghiệp minh họa 03\t88,2\n",
        "1\tDN02\t210,5\n2\tDN01\t290,5\n3\tDN03\t88,2\n",
        "TT\tTên doanh nghiệp\tNăm 2022\tNăm 2023\n1\tDoanh nghiệp minh họa 02\t200\t210,5\n2\tDoanh nghiệp minh họa 01\t280\t290,5\n3\tDoanh nghiệp minh họa 03\t80\t88,2\n",
        "9900000023\t210,5\n9900000016\t290,5\nDoanh nghiệp lạ\t1\n",
    ] {
        let told = paste(&staff, &path, "1", block).await;
        let taken = told.taken().join("; ");
        for right in [
            "Doanh nghiệp minh họa 02 = 210,5 bvnd",
            "Doanh nghiệp minh họa 01 = 290,5 bvnd",
        ] {
            assert!(taken.contains(right), "{block}: {}", told.0);
        }
        assert_eq!(told.question(), "", "{block}");
        if block.contains("lạ") {
            assert!(
                told.left()[0].starts_with("1: Không tìm thấy doanh nghiệp"),
                "{}",
                told.0
            );
        }
    }
}

#[tokio::test]
async fn what_is_no_cell_of_the_report_is_refused_and_a_report_handed_in_takes_nothing() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let path = format!("{}/paste", report(&portal, &staff).await);
    let fields = [("text", "1\n2"), ("at", "99999")];
    let answer = staff.post(&path, &fields).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    let answer = staff.post(&path, &[("text", ""), ("at", "99999")]).await;
    assert!(answer.status.is_client_error());
    let accepted: i64 = sqlx::query_scalar("select max(id) from filings where state = 'accepted'")
        .fetch_one(&portal.db)
        .await
        .expect("a report");
    let fields = [("text", "1\n2"), ("at", "1")];
    let answer = staff
        .post(&format!("/filings/{accepted}/paste"), &fields)
        .await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn formatted_copies_tell_merged_cells_and_the_numbers_behind_what_is_shown() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let path = format!("{}/paste", report(&portal, &staff).await);
    let first = id(&portal, "realised_capital").await;
    let html = r#"<html><head><style><!-- .xl66 {mso-number-format:"\#\,\#\#0\.0\,\,\,\0022 t\1EF7\0022";} --></style></head><body><table>
        <tr><td rowspan=2>Chỉ tiêu</td><td rowspan=2>ĐVT</td><td colspan=2>Năm</td></tr>
        <tr><td>2021</td><td>2022</td></tr>
        <tr><td>Tổng doanh thu</td><td rowspan=2>triệu đồng</td><td>280.000</td><td class=xl66 x:num="290500000000">290,5 tỷ</td></tr>
        <tr><td>Vốn góp</td><td>5.000</td><td>5.400</td></tr>
        <tr><td>Số lao động</td><td>người</td><td>235</td><td sdval="1240">1.240</td></tr></table></body></html>"#;
    let told = paste_html(&staff, &path, &first, "không dùng", html).await;
    assert_eq!(
        told.taken(),
        [
            "II Tổng doanh thu = 290.500 mvnd",
            "I.1 Vốn góp = 5.400 mvnd",
            "V Số lao động = 1.240 person",
        ],
        "{}",
        told.0
    );
    assert_eq!(told.left().len(), 3, "{:?}", told.left());
}

#[tokio::test]
async fn the_grid_and_the_workbook_ask_in_the_order_and_the_units_of_the_form() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    // A year without a rate: money of the certificate is asked for in its currency all the same.
    sqlx::query("update forms set retired_at = null where valid_from = '2026-01-01'")
        .execute(&portal.db)
        .await
        .expect("the forms of 2026");
    let form: i64 = sqlx::query_scalar(
        "select id from forms where code = 'A.III.2' and valid_from = '2026-01-01'",
    )
    .fetch_one(&portal.db)
    .await
    .expect("the form");
    let form = form.to_string();
    let fields = [("enterprise", "1"), ("form", &form), ("period", "2026")];
    let begun = staff.post("/filings", &fields).await;
    let page = staff
        .get(begun.location.lines().next().unwrap_or_default())
        .await;
    let text = page.words(".entry tbody");
    let places: Vec<usize> = [
        "IV Giá trị nhập khẩu",
        "V Số lao động",
        "VI Thu nhập bình quân",
        "VIII Nộp ngân sách",
        "XII Chi xử lý",
    ]
    .iter()
    .map(|line| text.find(line).unwrap_or_else(|| panic!("{line}: {text}")))
    .collect();
    assert!(places.is_sorted(), "{places:?}: {text}");
    let exports = id(&portal, "exports").await;
    let chosen = format!("select[name='u.{exports}'] option[selected]");
    assert_eq!(page.attribute(&chosen, "value"), "mvnd");
}

#[tokio::test]
async fn a_block_that_names_another_year_or_owner_and_figures_that_stand_there_already_are_said() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let path = format!("{}/paste", report(&portal, &staff).await);
    let first = id(&portal, "realised_capital").await;
    let block = "BÁO CÁO NĂM 2021\t\nChỉ tiêu\tThực hiện\nVốn góp\t5.400\nVốn vay\t3.600\n";
    let told = paste(&staff, &path, &first, block).await;
    assert!(
        told.question()
            .contains("Khối ghi “BÁO CÁO NĂM 2021”, còn đang nhập vào kỳ năm 2022"),
        "{}",
        told.0
    );
    let block = "Doanh nghiệp minh họa 02\t\nChỉ tiêu\tThực hiện\nVốn góp\t5.400\nVốn vay\t3.600\n";
    let told = paste(&staff, &path, &first, block).await;
    assert!(
        told.question()
            .contains("Khối ghi “Doanh nghiệp minh họa 02”, còn đang nhập cho"),
        "{}",
        told.0
    );
    // Last year's figures beside this year's, without titles: known by what they are.
    let known: Vec<(String, rust_decimal::Decimal)> = sqlx::query_as(
        "select i.name, f.value / 1000000 from current_figures f join indicators i on i.id = f.indicator_id
          where f.enterprise_id = 1 and f.period = '2021' and i.code in ('revenue', 'budget')",
    )
    .fetch_all(&portal.db)
    .await
    .expect("figures");
    assert_eq!(known.len(), 2);
    let line = |(name, value): &(String, rust_decimal::Decimal)| {
        let value = value.normalize().to_string().replace('.', ",");
        format!("{name}\t{value}\t1234\n")
    };
    let block: String = known.iter().map(line).collect();
    let told = paste(&staff, &path, &first, &block).await;
    assert!(
        told.taken().len() == 2 && told.taken().iter().all(|line| line.ends_with("1.234 mvnd")),
        "{}",
        told.0
    );
    assert!(
        told.left()
            .iter()
            .all(|line| line.ends_with("số của kỳ trước"))
    );
    assert_eq!(told.question(), "");
}
