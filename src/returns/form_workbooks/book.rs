//! The workbook itself: values in, bytes out.

use std::fmt::Write;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationRule, Format, FormatAlign, FormatBorder, Workbook,
    Worksheet, XlsxError,
};
use serde_json::json;

use crate::foundation::i18n::{Lang, Text};
use crate::foundation::kernel::Measure;

/// The sheet that says where each cell belongs. People never see it.
pub const KEY_SHEET: &str = "izportal";
/// How the key is laid out; a later layout gets the next number and both are read.
const KEY_VERSION: u32 = 1;
/// The row of the column titles, from 0.
const HEAD: u32 = 8;
/// The first column to type into, from 0: after number, name, unit and last year.
const INPUT: u16 = 4;

/// What a workbook is made from.
pub struct Handout {
    pub board: String,
    /// The enterprise's code in the portal.
    pub enterprise_code: String,
    pub enterprise: String,
    /// Code and name of the project it is for, where the enterprise reports by project.
    pub project: Option<(String, String)>,
    pub tax_code: String,
    pub zone: String,
    pub form_code: String,
    pub form_name: String,
    /// The day from which this edition of the form holds: with the code it names the form.
    pub form_since: String,
    /// `2022-Q4`, and in words.
    pub period: String,
    pub period_words: String,
    pub prior_words: String,
    pub due: String,
    /// Titles of the columns to type into.
    pub columns: Vec<String>,
    pub lines: Vec<HandoutLine>,
    /// What the form asks in words, under the table.
    pub questions: Vec<HandoutQuestion>,
}

/// A question and what is answered already.
pub struct HandoutQuestion {
    pub code: String,
    pub label: String,
    pub hint: String,
    pub required: bool,
    /// In characters.
    pub max: u32,
    pub body: String,
}

/// One line of the form.
pub struct HandoutLine {
    pub number: String,
    pub name: String,
    pub unit_code: &'static str,
    pub unit: String,
    pub required: bool,
    pub may_be_negative: bool,
    /// Only whole numbers: people.
    pub whole: bool,
    /// The same period of last year, in the line's unit.
    pub prior: Option<Decimal>,
    /// Left to right; `None` where the line has no such column.
    pub cells: Vec<Option<HandoutCell>>,
}

/// One cell to type into.
pub struct HandoutCell {
    pub indicator: String,
    pub measure: Measure,
    /// What is known already, in the line's unit.
    pub value: Option<Decimal>,
}

/// How the parts of the sheet look.
struct Looks {
    title: Format,
    plain: Format,
    soft: Format,
    head: Format,
    cell: Format,
    number: Format,
    input: Format,
    note: Format,
    none: Format,
}

impl Looks {
    fn new() -> Looks {
        let font = || {
            Format::new()
                .set_font_name("Times New Roman")
                .set_font_size(12)
        };
        let boxed = || {
            font()
                .set_border(FormatBorder::Thin)
                .set_border_color(Color::RGB(0x8A_94_A0))
                .set_align(FormatAlign::VerticalCenter)
        };
        Looks {
            title: font().set_bold().set_font_size(14),
            plain: font(),
            soft: font().set_italic().set_font_color(Color::RGB(0x4A_56_63)),
            head: boxed()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Center)
                .set_background_color(Color::RGB(0xE3_EC_F6)),
            cell: boxed().set_text_wrap(),
            number: boxed()
                .set_num_format("#,##0.######")
                .set_font_color(Color::RGB(0x4A_56_63)),
            input: boxed()
                .set_num_format("#,##0.######")
                .set_background_color(Color::RGB(0xFF_FB_E0))
                .set_unlocked(),
            note: boxed()
                .set_text_wrap()
                .set_background_color(Color::RGB(0xFF_FB_E0))
                .set_unlocked(),
            none: boxed().set_background_color(Color::RGB(0xE9_EC_F0)),
        }
    }
}

impl Handout {
    /// The workbook's bytes (.xlsx).
    ///
    /// # Errors
    /// Whatever the writer says; nothing people typed can cause it, text is written as text and never as a formula.
    pub fn to_xlsx(&self, lang: Lang) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        let looks = Looks::new();
        let sheet = workbook.add_worksheet();
        sheet.set_name(Text::new("Báo cáo", "Report").in_lang(lang))?;
        self.write_top(sheet, &looks, lang)?;
        self.write_head(sheet, &looks, lang)?;
        for (row, line) in (HEAD + 1..).zip(&self.lines) {
            self.write_line(sheet, row, line, &looks, lang)?;
        }
        self.write_questions(sheet, &looks, lang)?;
        self.lay_out(sheet)?;
        let key = workbook.add_worksheet();
        key.set_name(KEY_SHEET)?.set_very_hidden(true).protect();
        for (row, part) in (0..).zip(self.key()) {
            key.write_string(row, 0, part)?;
        }
        workbook.save_to_buffer()
    }

    fn write_top(&self, sheet: &mut Worksheet, looks: &Looks, lang: Lang) -> Result<(), XlsxError> {
        let say = |vi, en| Text::new(vi, en).in_lang(lang);
        let tax_code = if self.tax_code.is_empty() {
            "–"
        } else {
            &self.tax_code
        };
        let mut who = format!("{}: {}", say("Doanh nghiệp", "Enterprise"), self.enterprise);
        if let Some((_, project)) = &self.project {
            let _ = write!(who, " – {}: {project}", say("Dự án", "Project"));
        }
        let lines = [
            (self.board.clone(), &looks.plain),
            (format!("{} – {}", self.form_code, self.form_name), &looks.title),
            (self.period_words.clone(), &looks.title),
            (who, &looks.plain),
            (format!("{}: {tax_code} · {}", say("Mã số thuế", "Tax code"), self.zone), &looks.plain),
            (format!("{}: {}", say("Hạn nộp", "Due"), self.due), &looks.plain),
            (
                say(
                    "Chỉ nhập vào các ô màu vàng, đúng đơn vị ghi ở cột ĐVT. Không phát sinh thì nhập 0. Lưu lại và gửi nguyên tệp này.",
                    "Type into the yellow cells only, in the unit of the column “Unit”. Enter 0 for nil. Save and send back this file.",
                )
                .to_owned(),
                &looks.soft,
            ),
        ];
        for (row, (text, look)) in (0..).zip(lines) {
            sheet.write_string_with_format(row, 0, text, look)?;
        }
        Ok(())
    }

    fn note_column(&self) -> u16 {
        INPUT + u16::try_from(self.columns.len()).unwrap_or(1)
    }

    fn write_head(
        &self,
        sheet: &mut Worksheet,
        looks: &Looks,
        lang: Lang,
    ) -> Result<(), XlsxError> {
        let say = |vi, en| Text::new(vi, en).in_lang(lang).to_owned();
        let titles = [
            say("TT", "No."),
            say("Chỉ tiêu", "Indicator"),
            say("ĐVT", "Unit"),
            self.prior_words.clone(),
        ];
        let last = say(
            "Giải trình (nếu số tăng, giảm nhiều)",
            "Explanation of unusual values",
        );
        for (column, title) in (0..).zip(titles.iter().chain(&self.columns).chain([&last])) {
            sheet.write_string_with_format(HEAD, column, title, &looks.head)?;
        }
        sheet.set_row_height(HEAD, 34)?;
        Ok(())
    }

    fn write_line(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        line: &HandoutLine,
        looks: &Looks,
        lang: Lang,
    ) -> Result<(), XlsxError> {
        let name = if line.required {
            format!("{} *", line.name)
        } else {
            line.name.clone()
        };
        sheet.write_string_with_format(row, 0, &line.number, &looks.cell)?;
        sheet.write_string_with_format(row, 1, name, &looks.cell)?;
        sheet.write_string_with_format(row, 2, &line.unit, &looks.cell)?;
        put(sheet, row, 3, line.prior, &looks.number)?;
        for (column, cell) in (INPUT..).zip(&line.cells) {
            match cell {
                Some(cell) => {
                    put(sheet, row, column, cell.value, &looks.input)?;
                    sheet.add_data_validation(
                        row,
                        column,
                        row,
                        column,
                        &validation(line, lang)?,
                    )?;
                }
                None => {
                    sheet.write_blank(row, column, &looks.none)?;
                }
            }
        }
        sheet.write_blank(row, self.note_column(), &looks.note)?;
        Ok(())
    }

    /// The row of a question, from 0: its answer stands in the row below.
    fn question_row(&self, index: u32) -> u32 {
        let lines = u32::try_from(self.lines.len()).unwrap_or_default();
        HEAD + 2 + lines + 2 * index
    }

    fn write_questions(
        &self,
        sheet: &mut Worksheet,
        looks: &Looks,
        lang: Lang,
    ) -> Result<(), XlsxError> {
        let last = self.note_column();
        for (index, question) in (0..).zip(&self.questions) {
            let row = self.question_row(index);
            let star = if question.required { " *" } else { "" };
            let hint = if question.hint.is_empty() {
                String::new()
            } else {
                format!("\n{}", question.hint)
            };
            let asked = format!("{}{star}{hint}", question.label);
            sheet.write_string_with_format(row, 0, &question.code, &looks.cell)?;
            sheet.merge_range(row, 1, row, last, &asked, &looks.cell)?;
            sheet.set_row_height(row, 36)?;
            sheet.write_blank(row + 1, 0, &looks.none)?;
            sheet.merge_range(row + 1, 1, row + 1, last, &question.body, &looks.note)?;
            sheet.set_row_height(row + 1, 96)?;
            let say = |vi, en| Text::new(vi, en).in_lang(lang);
            let rule = DataValidation::new()
                .allow_text_length(DataValidationRule::LessThanOrEqualTo(question.max))
                .set_error_title(say("Dài quá", "Too long"))?
                .set_error_message(format!(
                    "{} {}",
                    say("Số ký tự tối đa:", "Most characters:"),
                    question.max
                ))?;
            sheet.add_data_validation(row + 1, 1, row + 1, 1, &rule)?;
        }
        Ok(())
    }

    fn lay_out(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        for (column, width) in (0..).zip([7, 38, 13, 18]) {
            sheet.set_column_width(column, width)?;
        }
        for column in INPUT..self.note_column() {
            sheet.set_column_width(column, 20)?;
        }
        sheet.set_column_width(self.note_column(), 34)?;
        sheet.set_freeze_panes(HEAD + 1, 2)?;
        sheet.set_repeat_rows(HEAD, HEAD)?;
        sheet
            .set_landscape()
            .set_paper_size(9)
            .set_print_fit_to_pages(1, 0);
        sheet.set_footer("&C&P/&N");
        sheet.protect();
        Ok(())
    }

    /// The rows of the invisible sheet: what the file is, then one line for each cell and where its explanation
    /// stands, one for each answer.
    fn key(&self) -> Vec<String> {
        let about = json!({
            "izportal": KEY_VERSION, "enterprise": self.enterprise_code,
            "project": self.project.as_ref().map(|(code, _)| code), "form": self.form_code, "form_since": self.form_since,
            "period": self.period,
        });
        let mut key = vec![about.to_string()];
        for (row, line) in (HEAD + 1..).zip(&self.lines) {
            for (column, cell) in (INPUT..).zip(&line.cells) {
                let Some(cell) = cell else { continue };
                let place = json!({
                    "row": row, "column": column, "note": self.note_column(), "indicator": cell.indicator,
                    "measure": cell.measure.code(), "unit": line.unit_code,
                });
                key.push(place.to_string());
            }
        }
        for (index, question) in (0..).zip(&self.questions) {
            key.push(json!({ "row": self.question_row(index) + 1, "column": 1, "question": question.code }).to_string());
        }
        key
    }
}

/// A number as Excel keeps it. What a double cannot hold exactly is left for the person to type.
fn put(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    value: Option<Decimal>,
    look: &Format,
) -> Result<(), XlsxError> {
    let exact = value.and_then(|value| {
        value
            .to_f64()
            .filter(|float| Decimal::try_from(*float).ok() == Some(value.normalize()))
    });
    match exact {
        Some(float) => sheet.write_number_with_format(row, column, float, look)?,
        None => sheet.write_blank(row, column, look)?,
    };
    Ok(())
}

/// What Excel itself refuses: text, negative numbers where there can be none, parts of people.
fn validation(line: &HandoutLine, lang: Lang) -> Result<DataValidation, XlsxError> {
    let say = |vi, en| Text::new(vi, en).in_lang(lang);
    // The most digits the portal takes.
    let most = 999_999_999_999_999.0;
    let (rule, message) = match (line.whole, line.may_be_negative) {
        (true, _) => (
            DataValidation::new().allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(0)),
            say(
                "Xin nhập số nguyên, không âm.",
                "Please enter a whole number of 0 or more.",
            ),
        ),
        (false, true) => (
            DataValidation::new().allow_decimal_number(DataValidationRule::Between(-most, most)),
            say(
                "Xin nhập số. Số âm được phép.",
                "Please enter a number; it may be negative.",
            ),
        ),
        (false, false) => (
            DataValidation::new().allow_decimal_number(DataValidationRule::Between(0.0, most)),
            say(
                "Xin nhập số, không âm.",
                "Please enter a number of 0 or more.",
            ),
        ),
    };
    let unit = format!("{} {}", say("Đơn vị:", "Unit:"), line.unit);
    rule.set_error_title(say("Chưa đúng", "Not right"))?
        .set_error_message(message)?
        .set_input_message(unit)
}
