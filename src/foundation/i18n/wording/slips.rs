//! Slips of language that generated sentences have had: what tests look for in each of them.

/// Words that never stand in a sentence of ours.
const NEVER: [&str; 18] = [
    "được 0 ",
    "có 0 ",
    "gồm 0 ",
    "là ước",
    "đạt ước",
    "tăng gần",
    "giảm gần",
    "vượt gần",
    "are 1 ",
    "were 1 ",
    " 1 are",
    " 1 were",
    "estimated over",
    "estimated nearly",
    "Số liệu –",
    " ,",
    " ;",
    " .",
];

/// The slips in a text; empty where there is none.
pub fn slips(text: &str) -> Vec<String> {
    let mut found: Vec<String> = NEVER
        .iter()
        .filter(|words| format!(" {text}").contains(**words))
        .map(|words| (*words).to_owned())
        .collect();
    found.extend(
        ["  ", "..", ",,", ";;", ": .", ":;"]
            .iter()
            .filter(|marks| text.contains(**marks))
            .map(|marks| format!("“{marks}”")),
    );
    let words: Vec<&str> = text.split_whitespace().collect();
    for pair in words.windows(2) {
        let (first, second) = (
            pair[0],
            pair[1].trim_matches(|c: char| !c.is_alphanumeric()),
        );
        let letters = first.chars().all(char::is_alphabetic);
        if letters && first.to_lowercase() == second.to_lowercase() {
            found.push(format!("“{first} {second}”"));
        }
        // English: one of many things.
        let many = second.is_ascii()
            && second.len() > 3
            && second.ends_with('s')
            && !second.ends_with("ss");
        if first == "1" && many {
            found.push(format!("“1 {second}”"));
        }
    }
    found
}

#[test]
fn the_slips_of_old_are_found() {
    for (text, count) in [
        ("Trong năm, thu hút được 0 dự án đầu tư mới.", 1),
        ("Số lao động là ước 1.200 người.", 1),
        ("There are 1 central wastewater plants", 1),
        ("in the year 1 were received", 1),
        ("1 reports were submitted", 1),
        ("Tổng tổng doanh thu đạt 5 tỷ đồng.", 1),
        ("Tổng doanh thu  đạt 5 tỷ đồng.", 1),
        ("Số lao động là hơn 1.000 người, đạt 94% kế hoạch.", 0),
        ("1 report was submitted; 2 reports were not.", 0),
    ] {
        assert_eq!(slips(text).len(), count, "{text}: {:?}", slips(text));
    }
}
