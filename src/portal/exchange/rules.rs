//! The database's own rules in words, where no form of the portal has them: logs, reports and the ledger come by bundles.

use crate::foundation::i18n::{Said, Text};

/// Rules by their names: the column they are about, and what to do.
const NAMED: &[(&str, &str, Text)] = &[
    (
        "administrative_units_parent",
        "parent_id",
        Text::new(
            "tỉnh không có cấp trên; huyện, xã ghi cấp trên của mình",
            "a province has no parent; a district or commune names its own",
        ),
    ),
    (
        "agenda_steps_dropped",
        "kind",
        Text::new(
            "chỉ nhiệm vụ trọng tâm mới thôi không làm",
            "only a key task is dropped",
        ),
    ),
    (
        "agenda_steps_due_order",
        "due_on",
        Text::new(
            "hạn mới không trước ngày của bước này",
            "the new deadline is not before the day of the step",
        ),
    ),
    (
        "agenda_steps_ended",
        "due_on",
        Text::new(
            "bước kết thúc công việc không đặt hạn",
            "what ends the work sets no deadline",
        ),
    ),
    (
        "agenda_steps_forwarded",
        "kind",
        Text::new(
            "chỉ khó khăn, vướng mắc mới chuyển lên cấp trên",
            "only an obstacle is forwarded",
        ),
    ),
    (
        "agenda_steps_one_owner",
        "obstacle_id",
        Text::new(
            "một bước thuộc khó khăn, vướng mắc hoặc nhiệm vụ trọng tâm: điền một trong hai",
            "a step is of an obstacle or of a key task: fill in one of the two",
        ),
    ),
    (
        "agenda_steps_rescheduled",
        "due_on",
        Text::new(
            "dời hạn thì phải ghi hạn mới",
            "moving a deadline needs the new one",
        ),
    ),
    (
        "board_totals_correction_has_reason",
        "reason",
        Text::new(
            "lần sửa sau lần đầu phải có lý do",
            "a revision after the first needs its reason",
        ),
    ),
    (
        "board_totals_year",
        "period",
        Text::new("phải là một năm, như 2024", "a year, such as 2024"),
    ),
    (
        "contacts_erased_empty",
        "name",
        Text::new(
            "đầu mối đã xóa chỉ còn lý do xóa",
            "an erased contact holds nothing but the reason",
        ),
    ),
    (
        "contacts_named",
        "name",
        Text::new(
            "đầu mối có tên, và có điện thoại hoặc thư điện tử",
            "a contact has a name, and a phone number or an e-mail address",
        ),
    ),
    (
        "coverage_decisions_have_reason",
        "reason",
        Text::new("quyết định phải có lý do", "a decision needs its reason"),
    ),
    (
        "edition_files_name",
        "name",
        Text::new(
            "tên tệp gồm chữ thường, chữ số và gạch nối, đuôi .pdf, .docx hoặc .xlsx",
            "a file's name has small letters, digits and hyphens, and ends in .pdf, .docx or .xlsx",
        ),
    ),
    (
        "edition_files_sha256",
        "sha256",
        Text::new(
            "mã SHA-256 không phải của tệp này: tệp đã bị đổi",
            "the SHA-256 is not that of the file: it was changed",
        ),
    ),
    (
        "edition_registrations_document_no",
        "document_no",
        Text::new(
            "số văn bản từ 1 đến 100 ký tự",
            "a number of 1 to 100 characters",
        ),
    ),
    (
        "edition_registrations_say_why",
        "reason",
        Text::new(
            "lần ghi sau lần đầu phải có lý do",
            "an entry after the first needs its reason",
        ),
    ),
    (
        "editions_paper",
        "paper",
        Text::new(
            "“review” hoặc số hiệu biểu, như 2101",
            "“review”, or the number of a sheet such as 2101",
        ),
    ),
    (
        "editions_period",
        "period",
        Text::new("một năm hoặc một quý", "a year or a quarter"),
    ),
    (
        "editions_say_why",
        "reason",
        Text::new(
            "bản sau bản đầu phải có lý do",
            "an edition after the first needs its reason",
        ),
    ),
    (
        "editions_sha256",
        "sha256",
        Text::new(
            "mã SHA-256 không phải của bản kê này: bản kê đã bị đổi",
            "the SHA-256 is not that of the manifest: it was changed",
        ),
    ),
    (
        "exemptions_have_reason",
        "reason",
        Text::new(
            "miễn báo cáo phải có lý do",
            "an exemption needs its reason",
        ),
    ),
    (
        "figures_correction_has_reason",
        "reason",
        Text::new(
            "lần sửa sau lần đầu phải có lý do",
            "a revision after the first needs its reason",
        ),
    ),
    (
        "filings_correction_has_reason",
        "revision_reason",
        Text::new(
            "lần sửa sau lần đầu phải có lý do",
            "a revision after the first needs its reason",
        ),
    ),
    (
        "filings_four_eyes",
        "state",
        Text::new(
            "không ai duyệt báo cáo của chính mình",
            "nobody accepts their own report",
        ),
    ),
    (
        "filings_return_has_reason",
        "return_reason",
        Text::new(
            "trả lại báo cáo phải có lý do",
            "a returned report needs the reason",
        ),
    ),
    (
        "holidays_kind",
        "kind",
        Text::new(
            "thứ Bảy, Chủ nhật ghi “worked” là ngày làm bù; ngày thường được nghỉ thì để trống loại",
            "a Saturday or Sunday is listed as “worked”, a weekday off without a kind",
        ),
    ),
    (
        "industry_loads_code",
        "from_code",
        Text::new(
            "mã là một chữ cái từ A đến U hoặc hai đến năm chữ số",
            "a code is a letter from A to U or two to five digits",
        ),
    ),
    (
        "industry_loads_level",
        "to_code",
        Text::new("hai mã cùng một cấp", "both codes are of one level"),
    ),
    (
        "parcel_events_correction",
        "corrects",
        Text::new(
            "đính chính ghi số của sự kiện bị hủy",
            "a correction names the number of the event it cancels",
        ),
    ),
    (
        "parcel_events_holder",
        "enterprise_id",
        Text::new(
            "loại sự kiện này ghi ai giữ lô đất, loại khác thì không",
            "this kind of event names who holds the parcel, others do not",
        ),
    ),
    (
        "parcel_events_say_why",
        "note",
        Text::new(
            "sự kiện đính chính sự kiện khác phải ghi lý do",
            "an event that corrects another says why",
        ),
    ),
    (
        "parcel_events_state",
        "state",
        Text::new(
            "chỉ sự kiện vào sổ mới ghi tình trạng lô đất",
            "the entry into the books, and only that, states the parcel's state",
        ),
    ),
    (
        "parcel_events_until",
        "until",
        Text::new(
            "chỉ gia hạn mới có ngày kết thúc, trong vòng 24 tháng",
            "an extension, and only that, ends within 24 months",
        ),
    ),
    (
        "parcel_origins_other",
        "origin_id",
        Text::new(
            "lô đất không tách ra từ chính nó",
            "a parcel does not come from itself",
        ),
    ),
    (
        "parcel_shapes_document_named",
        "document",
        Text::new(
            "phải ghi văn bản làm căn cứ của các điểm góc",
            "the paper the corners stand on is named",
        ),
    ),
    (
        "parcel_shapes_three_corners",
        "corners",
        Text::new(
            "từ ba điểm góc trở lên, mỗi điểm một dòng dạng tên;X (bắc);Y (đông)",
            "three corners or more, each as name;northing;easting on a line of its own",
        ),
    ),
    (
        "project_events_capital",
        "capital",
        Text::new(
            "“granted” ghi số vốn (từ 0 trở lên, hoặc để trống), “capital_changed” ghi phần tăng giảm, loại khác để trống",
            "“granted” states the capital (0 or more, or empty), “capital_changed” the difference, others none",
        ),
    ),
    (
        "project_events_content",
        "content",
        Text::new(
            "“renamed” và “aim_changed” ghi nội dung mới, loại khác để trống",
            "“renamed” and “aim_changed” state what is new, others nothing",
        ),
    ),
    (
        "project_events_correction",
        "corrects",
        Text::new(
            "đính chính ghi số của sự kiện bị hủy",
            "a correction names the number of the event it cancels",
        ),
    ),
    (
        "project_events_currency",
        "currency",
        Text::new(
            "chỉ “granted” ghi đồng tiền của giấy chứng nhận",
            "“granted”, and only that, states the currency of the certificate",
        ),
    ),
    (
        "project_events_enterprise",
        "enterprise_id",
        Text::new(
            "chỉ “transferred” ghi doanh nghiệp",
            "only “transferred” names an enterprise",
        ),
    ),
    (
        "project_events_equivalent",
        "equivalent",
        Text::new(
            "số quy đổi sang đồng tiền kia ghi cạnh số vốn, và không âm với “granted”",
            "the equivalent in the other currency stands beside a capital, and is not negative for “granted”",
        ),
    ),
    (
        "project_events_origin",
        "origin",
        Text::new(
            "chỉ “granted” và “transferred” ghi nguồn gốc: foreign (nước ngoài) hoặc domestic (trong nước)",
            "only “granted” and “transferred” state the origin: foreign or domestic",
        ),
    ),
    (
        "project_events_origin_reason",
        "origin_reason",
        Text::new(
            "lý do ghi cạnh nguồn gốc mà nó giải thích",
            "the reason stands beside the origin it is for",
        ),
    ),
    (
        "project_event_rates_plausible",
        "rate",
        Text::new(
            "số đồng cho một USD: từ 1000 đến 1000000",
            "VND for one USD: from 1000 to 1000000",
        ),
    ),
    (
        "project_events_rescheduled",
        "until",
        Text::new(
            "ngày kết thúc mới phải sau ngày của sự kiện",
            "the new end is after the day of the event",
        ),
    ),
    (
        "project_events_say_why",
        "note",
        Text::new(
            "sự kiện đính chính sự kiện khác phải ghi lý do",
            "an event that corrects another says why",
        ),
    ),
    (
        "project_events_until",
        "until",
        Text::new(
            "“rescheduled” ghi ngày kết thúc mới, “suspended” có thể ghi, loại khác để trống; không trước ngày của sự kiện",
            "“rescheduled” states the new end, “suspended” may, others do not; it is not before the event",
        ),
    ),
    (
        "targets_one_scope",
        "zone_id",
        Text::new(
            "chỉ tiêu giao cho một khu hoặc một doanh nghiệp, không cả hai",
            "a target is a zone's or an enterprise's, not both",
        ),
    ),
    (
        "wastewater_readings_correction",
        "correction",
        Text::new(
            "chỉ lần ghi thay lần khác mới ghi lý do",
            "an entry that takes another's place, and only that, says why",
        ),
    ),
    (
        "wastewater_readings_corrects_earlier",
        "corrects",
        Text::new(
            "chỉ sửa lần ghi trước đó",
            "only an earlier entry is corrected",
        ),
    ),
    (
        "wastewater_readings_order",
        "to_on",
        Text::new(
            "ngày cuối không trước ngày đầu",
            "the last day is not before the first",
        ),
    ),
    (
        "wastewater_readings_say",
        "actual_m3_day",
        Text::new(
            "một lần ghi phải có số; lần rút lại lần khác thì để trống",
            "an entry states something; one that withdraws another states nothing",
        ),
    ),
    (
        "work_statements_say",
        "done",
        Text::new(
            "phải ghi việc đã làm, đã thanh toán hoặc đã dừng; lần rút lại lần khác thì để trống",
            "a statement says what is done, paid or stopped; one that withdraws another says nothing",
        ),
    ),
];

/// A rule of the database in words, with its column where the words know it better: by its name, or by its shape.
pub fn in_words(name: &str, rule: &str) -> Option<(Option<&'static str>, Said)> {
    if let Some((_, column, words)) = NAMED.iter().find(|(known, _, _)| *known == name) {
        return Some((Some(column), Said::from(*words)));
    }
    by_shape(rule).map(|words| (None, words))
}

const PERIOD: Text = Text::new(
    "kỳ viết là 2022, 2022-H1, 2022-9M, 2022-Q4 hoặc 2022-12",
    "a period is 2022, 2022-H1, 2022-9M, 2022-Q4 or 2022-12",
);
const NOT_NEGATIVE: Text = Text::new("không được âm", "cannot be negative");
const MORE_THAN_NOTHING: Text = Text::new("phải lớn hơn 0", "must be more than 0");

fn by_shape(rule: &str) -> Option<Said> {
    if rule.contains("-(H[12]|9M|Q[1-4]") {
        return Some(PERIOD.into());
    }
    if rule.contains("= ANY (ARRAY[") {
        let codes: Vec<&str> = rule.split('\'').skip(1).step_by(2).collect();
        let codes = codes.join(", ");
        return Some(Said::new(
            format!("phải là một trong {codes}"),
            format!("must be one of {codes}"),
        ));
    }
    let plain = rule.replace(['(', ')'], "").replace("::numeric", "");
    if let Some((_, longest)) = plain
        .rsplit_once("<= ")
        .filter(|_| plain.starts_with("length"))
    {
        return Some(Said::new(
            format!("phải có và dài tối đa {longest} ký tự, hoặc để trống nếu được phép"),
            format!(
                "must be filled in and at most {longest} characters long, or empty where it may be"
            ),
        ));
    }
    let bounds: Vec<&str> = plain
        .split(" AND ")
        .filter_map(|part| part.rsplit(' ').next())
        .collect();
    match bounds.as_slice() {
        ["0"] if plain.contains(">= 0") => Some(NOT_NEGATIVE.into()),
        ["0"] if plain.contains("> 0") => Some(MORE_THAN_NOTHING.into()),
        [low] if plain.contains(">= ") => Some(Said::new(
            format!("phải từ {low} trở lên"),
            format!("must be {low} or more"),
        )),
        [code] if plain.contains("= '") => {
            let code = code.replace("::text", "");
            Some(Said::new(
                format!("phải là {code}"),
                format!("must be {code}"),
            ))
        }
        ["0", high] if plain.contains("> 0") => Some(Said::new(
            format!("phải lớn hơn 0 và tối đa {high}"),
            format!("must be more than 0 and at most {high}"),
        )),
        [low, high] if plain.contains(">=") => Some(Said::new(
            format!("phải từ {low} đến {high}"),
            format!("must be from {low} to {high}"),
        )),
        _ => None,
    }
}
