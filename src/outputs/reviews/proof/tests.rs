//! The article's own text against the article's own figures, and texts that must not be objected to.

use super::*;
use crate::foundation::documents::Span;
use crate::outputs::reviews::compose;
use crate::outputs::reviews::published_year::{material, plan};
use Severity::{Blocks, Information};
use std::sync::Arc;

/// The board's words in the newspaper of 5 January 2023, paragraph by paragraph, as printed.
const ARTICLE: [&str; 4] = [
    "Năm 2022, Ban Quản lý các KCN tỉnh tiếp tục phối hợp với các sở, ngành, địa phương triển khai thực hiện có hiệu quả công tác quản lý nhà nước trên các lĩnh vực về đầu tư, môi trường, quy hoạch - xây dựng, doanh nghiệp, lao động đối với các KCN, doanh nghiệp trong KCN trên địa bàn tỉnh. Chất lượng dịch vụ cung cấp cho các doanh nghiệp trong KCN cũng được quan tâm thực hiện. Trong năm, thu hút được 01 dự án đầu tư mới; kêu gọi được 05 doanh nghiệp tài trợ cho 03 đồ án quy hoạch cho khu công nghiệp, làm lợi cho ngân sách nhà nước hơn 6 tỷ đồng và kêu gọi được nhiều nhà đầu tư đăng ký đầu tư các dự án thứ cấp vào khu công nghiệp.",
    "Về kết quả hoạt động của các dự án trong khu công nghiệp, sản lượng các mặt hàng sản xuất gồm: Gỗ ván dán 114.273m3; thực phẩm chế biến từ mơ, gừng, kiệu, củ cải 1.650 tấn; bột đá thạch anh 8.558 tấn; chiết nạp gas hơn 1.000 tấn; đồ gỗ dùng một lần (dao, thìa...) 33.000.000 sản phẩm. Tổng doanh thu đạt 1.054 tỷ đồng, đạt 106% kế hoạch; giá trị xuất khẩu đạt gần 38 triệu đô la Mỹ, đạt 109% kế hoạch; nộp ngân sách nhà nước hơn 30 tỷ đồng, đạt 105% so với năm 2022. Số lao động làm việc tại các khu công nghiệp là hơn 1.000 người. Các chế độ chính sách cho người lao động ngày càng được thực hiện tốt…",
    "Năm 2023, Ban Quản lý các KCN tỉnh đề ra một số nhiệm vụ trọng tâm: Tập trung tháo gỡ khó khăn, vướng mắc để phát triển hoạt động sản xuất kinh doanh của các doanh nghiệp. Đôn đốc các nhà máy đã tạm dừng hoạt động tái đầu tư, thực hiện sản xuất. Tháo gỡ vướng mắc, giải quyết dứt điểm việc thu hồi 17,7ha đất của Công ty Kim Sơn tại Khu Công nghiệp Thanh Bình để thu hút đầu tư.",
    "Thực hiện tốt việc nắm bắt tình hình và hỗ trợ giải quyết khó khăn, vướng mắc của các doanh nghiệp khu công nghiệp trong quá trình sản xuất, kinh doanh…/.",
];

fn faults(material: &Material, lang: Lang) -> Vec<Fault> {
    read(&compose::document(material, lang), material, lang)
}

/// Code, severity, a part of what was found, a part of what is right.
type Expected = (&'static str, Severity, &'static str, &'static str);

fn check(words: &str, expected: &[Expected]) {
    check_in("assessment", words, expected);
}

fn check_in(section: &str, words: &str, expected: &[Expected]) {
    let found = faults(&material(section, words), Lang::Vi);
    assert_eq!(found.len(), expected.len(), "{words}\n{found:#?}");
    for (fault, (code, severity, words, right)) in found.iter().zip(expected) {
        assert_eq!(
            (fault.code, fault.severity),
            (*code, *severity),
            "{fault:?}"
        );
        assert!(
            fault.found.contains(words) && fault.right.contains(right),
            "{fault:?}"
        );
    }
}

#[test]
fn of_the_whole_article_only_its_error_is_found() {
    let found = faults(&material("assessment", &ARTICLE.join("\n")), Lang::Vi);
    let [fault] = &found[..] else {
        panic!("{found:#?}")
    };
    assert_eq!(
        (fault.code, fault.severity, fault.section),
        ("V27", Blocks, Some("assessment"))
    );
    assert_eq!(
        fault.found,
        "“nộp ngân sách nhà nước hơn 30 tỷ đồng, đạt 105% so với năm 2022”"
    );
    assert_eq!(
        fault.right,
        "năm 2022 đang so với chính nó; năm gốc phải là 2021 (nộp ngân sách nhà nước: bằng 105,1% so với năm 2021)"
    );
    assert!(stops(&found));
}

#[test]
fn the_portal_s_own_document_passes_in_both_languages() {
    for lang in [Lang::Vi, Lang::En] {
        assert_eq!(faults(&material("assessment", ""), lang), Vec::new());
    }
}

#[test]
fn a_share_of_works_is_computed_again_and_another_stops_the_print() {
    let material = material("assessment", "");
    for (words, right) in [
        ("San nền 59,61 ha trên 73,5 ha (81,1%).", true),
        ("San nền 59,61 ha trên 73,5 ha (82,1%).", false),
        (
            "Lưu lượng bình quân 900 m³/ngày đêm (36,0% công suất).",
            true,
        ),
        (
            "Lưu lượng bình quân 900 m³/ngày đêm (37,0% công suất).",
            false,
        ),
    ] {
        let mut document = compose::document(&material, Lang::Vi);
        document.body.push(Block::text(words));
        assert_eq!(
            !stops(&read(&document, &material, Lang::Vi)),
            right,
            "{words}"
        );
    }
}

#[test]
fn a_base_that_is_not_before_the_year_stops_the_print() {
    let itself = "năm 2022 đang so với chính nó";
    for (words, right) in [
        ("Nộp ngân sách tăng 5,1% so với năm 2022.", itself),
        ("Thu hút đầu tư bằng 120% năm 2022.", itself),
        ("Số vụ vi phạm giảm 12% so với cùng kỳ năm 2022.", itself),
        ("So với năm 2022, tăng 8%.", itself),
        ("Số hồ sơ gấp 2 lần năm 2022.", itself),
        (
            "Năm 2022, số hồ sơ tăng 8% so với năm 2021; số vụ giảm 3% so với năm 2022.",
            itself,
        ),
        (
            "Năm 2021, số hồ sơ tăng 8% so với năm 2021.",
            "năm 2021 đang so với chính nó",
        ),
        (
            "Số hồ sơ tăng 8 phần trăm so với năm 2023.",
            "năm gốc 2023 ở sau năm 2022",
        ),
    ] {
        check(words, &[("V27", Blocks, "", right)]);
    }
    check_in(
        "outlook",
        "Doanh thu tăng 5% so với năm 2023.",
        &[("V27", Blocks, "", "năm 2023 đang so với chính nó")],
    );
}

#[test]
fn what_is_right_or_about_something_else_is_left_alone() {
    for words in [
        "Số hồ sơ tăng 8% so với năm 2021.",
        "Doanh thu giảm 12% so với năm 2021; nộp ngân sách tăng 5% so với năm 2021, bằng 105% so với cùng kỳ.",
        "Doanh thu đạt 106% kế hoạch UBND tỉnh giao, bằng 99,4% kế hoạch phấn đấu của Ban.",
        "Năm 2023, phấn đấu doanh thu đạt 1.200 tỷ đồng, tăng 14% so với năm 2022.",
        "Phấn đấu doanh thu tăng 10% so với năm 2022.",
        "Doanh thu của Công ty A đạt 203 tỷ đồng, đạt 90% kế hoạch, tăng 5% so với năm 2021.",
        "Công ty A có doanh thu đạt 203 tỷ đồng; công ty B có doanh thu đạt 50% kế hoạch.",
        "Tại KCN Thanh Bình, doanh thu đạt 500 tỷ đồng.",
        "Doanh thu quý IV đạt 300 tỷ đồng, doanh thu 6 tháng đầu năm đạt 52% kế hoạch.",
        "Doanh thu năm 2021 đạt 1.198 tỷ đồng. Kế hoạch doanh thu 994 tỷ đồng.",
        "Hoàn thành 100% kế hoạch kiểm tra; 98% hồ sơ đúng hạn, tập huấn an toàn lao động cho 250 người.",
        "Theo Nghị định 35/2022/NĐ-CP ngày 28/5/2022, 100% cơ sở có giấy phép môi trường năm 2022.",
        "Giải quyết 120 hồ sơ, đúng hạn 99,2%. Số lao động nữ 480 người, tỷ lệ lấp đầy 44,38%.",
        "Số lao động 1.037 người, lao động nữ chiếm 46,3%.",
        "Giá trị xuất khẩu khoảng 38 triệu USD, nộp ngân sách trên 31 tỷ đồng.",
        "Tỷ lệ lấp đầy tăng 1,2% so với năm 2021.",
    ] {
        check(words, &[]);
    }
    check_in(
        "outlook",
        "Doanh thu tăng 5% so với năm 2022, đạt 1.110 tỷ đồng.",
        &[],
    );
}

#[test]
fn percentages_that_cannot_be_recomputed_say_what_the_portal_has() {
    check(
        "Tổng doanh thu đạt 1.054 tỷ đồng, đạt 107% kế hoạch.",
        &[("V27", Blocks, "107% kế hoạch", "106,0% kế hoạch")],
    );
    check(
        "Doanh thu giảm 11% so với năm 2021.",
        &[("V27", Blocks, "giảm 11%", "giảm 12,0% so với năm 2021")],
    );
    check(
        "Doanh thu tăng 12% so với năm 2021.",
        &[("V27", Blocks, "tăng 12%", "giảm 12,0% so với năm 2021")],
    );
    check(
        "Doanh thu vượt 8% kế hoạch.",
        &[("V27", Blocks, "vượt 8%", "vượt 6,0% kế hoạch")],
    );
    check(
        "Doanh thu vượt kế hoạch 8%.",
        &[("V27", Blocks, "8%", "vượt 6,0% kế hoạch")],
    );
    check("Tỷ lệ lấp đầy đạt 45%.", &[("V27", Blocks, "45%", "44,4%")]);
    check(
        "Số lao động bằng 102% so với năm 2021.",
        &[("V27", Information, "102%", "chưa có số")],
    );
}

#[test]
fn numbers_typed_by_hand_are_offered_the_portal_s() {
    check(
        "Trong năm, doanh thu 1.045 tỷ đồng.",
        &[(
            "V28",
            Information,
            "doanh thu 1.045 tỷ đồng",
            "1.054 tỷ đồng",
        )],
    );
    check(
        "Giá trị xuất khẩu đạt gần 37 triệu đô la Mỹ.",
        &[("V28", Information, "37 triệu", "37,8 triệu USD")],
    );
    check(
        "Gỗ ván dán đạt 114.237m3.",
        &[("V28", Information, "114.237m3", "114.273 m³")],
    );
    check(
        "Số lao động là hơn 1.100 người.",
        &[("V28", Information, "1.100 người", "1.037 người")],
    );
    check(
        "Doanh thu năm 2021 đạt 1.054 tỷ đồng.",
        &[("V28", Information, "năm 2021", "năm 2021: 1.198 tỷ đồng")],
    );
    assert!(
        !stops(&faults(
            &material("assessment", "Doanh thu 1.045 tỷ đồng."),
            Lang::Vi
        )),
        "information never stops a print"
    );
}

#[test]
fn a_percentage_of_plan_needs_one_plan_to_mean() {
    let mut two = material(
        "assessment",
        "Doanh thu đạt 106% kế hoạch. Kiểm tra đạt 95% kế hoạch.",
    );
    let mut overview = Arc::into_inner(two.overview).expect("the only one");
    overview.plans = vec![plan(1, false), plan(2, false)];
    two.overview = Arc::new(overview);
    let found = faults(&two, Lang::Vi);
    let revenue: Vec<&Fault> = found
        .iter()
        .filter(|fault| fault.code == "V29" && fault.severity == Blocks)
        .collect();
    assert_eq!(
        revenue.len(),
        3,
        "its row of the table, the portal's sentence, the board's: {found:#?}"
    );
    assert!(
        revenue
            .iter()
            .all(|fault| fault.right.contains("nhiều kế hoạch")),
        "{revenue:#?}"
    );
    let loose: Vec<&Fault> = found
        .iter()
        .filter(|fault| fault.severity == Information)
        .collect();
    assert!(
        loose.len() == 1 && loose[0].found.contains("95% kế hoạch"),
        "{loose:#?}"
    );
    two.rules.set(
        "V29",
        crate::standards::checks::Rule {
            severity: Severity::Explain,
            ..two.rules.get("V29").expect("a rule").clone()
        },
    );
    assert!(
        !stops(&faults(&two, Lang::Vi)),
        "how strict it is, is the row's"
    );

    let mut none = material("assessment", "Doanh thu đạt 106% kế hoạch.");
    Arc::get_mut(&mut none.overview)
        .expect("nobody else holds it")
        .targets
        .clear();
    let found = faults(&none, Lang::Vi);
    assert!(
        found
            .iter()
            .any(|fault| fault.section.is_some() && fault.right.contains("chưa có kế hoạch")),
        "{found:#?}"
    );
}

/// Puts other words into every place of the document that has these.
fn misprint(material: &Material, from: &str, to: &str) -> Vec<Fault> {
    let mut document = compose::document(material, Lang::Vi);
    let replace = |span: &mut Span| span.text = span.text.replace(from, to);
    let mut places = 0;
    for block in &mut document.body {
        match block {
            Block::Paragraph { spans } => spans.iter_mut().for_each(|span| {
                places += usize::from(span.text.contains(from));
                replace(span);
            }),
            Block::Table { table } => table
                .rows
                .iter_mut()
                .flat_map(|row| &mut row.cells)
                .for_each(|cell| {
                    places += usize::from(cell.text == from);
                    if cell.text == from {
                        to.clone_into(&mut cell.text);
                    }
                }),
            _ => {}
        }
    }
    assert!(places > 0, "{from} is printed somewhere");
    read(&document, material, Lang::Vi)
}

#[test]
fn a_misprint_anywhere_is_found_with_its_place_and_what_it_should_be() {
    let material = material("assessment", "");
    for (from, to, code, place, right) in [
        ("106,0", "106,1", "V27", "Tổng doanh thu – TH/KH", "106,0%"),
        ("88,0", "89,0", "V27", "Tổng doanh thu – TH/CK", "88,0%"),
        (
            "1.054",
            "1.055",
            "V28",
            "Tổng doanh thu – TH năm 2022",
            "1.054 tỷ đồng",
        ),
        (
            "đạt 106% kế hoạch",
            "đạt 107% kế hoạch",
            "V27",
            "Câu do cổng viết",
            "106,0% kế hoạch",
        ),
        (
            "giảm 12,0% so với năm 2021",
            "giảm 12,0% so với năm 2022",
            "V27",
            "Câu do cổng viết",
            "so với chính nó",
        ),
        (
            "gần 38 triệu",
            "gần 48 triệu",
            "V28",
            "Câu do cổng viết",
            "37,8 triệu USD",
        ),
        (
            "33.000.000",
            "3.300.000",
            "V28",
            "Câu do cổng viết",
            "33.000.000 sản phẩm",
        ),
    ] {
        let found = misprint(&material, from, to);
        let hit = found.iter().find(|fault| {
            fault.code == code && fault.place.contains(place) && fault.right.contains(right)
        });
        assert!(
            hit.is_some_and(|fault| fault.severity == Blocks),
            "{from} → {to}: {found:#?}"
        );
    }
}

#[test]
fn zones_that_do_not_add_up_to_the_board_stop_the_print() {
    let mut material = material("assessment", "");
    let mut overview = Arc::into_inner(material.overview).expect("the only one");
    overview.zones.clear();
    material.overview = Arc::new(overview);
    let found = faults(&material, Lang::Vi);
    let revenue = found
        .iter()
        .find(|fault| fault.place.contains("Tổng doanh thu"))
        .expect("a fault");
    assert_eq!((revenue.code, revenue.severity), ("V28", Blocks));
    assert_eq!(
        (revenue.found.as_str(), revenue.right.as_str()),
        ("1.054", "các khu cộng lại 0 tỷ đồng")
    );
}
