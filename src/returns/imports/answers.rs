//! Answers in the portal's own workbook: read, held against what the report says, written, taken back.

use sqlx::PgConnection;

use super::db::{self, WrittenAnswer};
use super::standing::Standing;
use crate::foundation::i18n::{Lang, Text, fold};
use crate::foundation::kernel::Caller;
use crate::foundation::workbooks::{Position, Sheet};
use crate::platform::web::AppError;
use crate::returns::filings::answers::actions::{Refusal, write};
use crate::returns::filings::answers::{AnswerInput, Given, tidy};
use crate::returns::filings::load::Loaded;
use crate::standards::forms::Question;

/// An answer in the file and where it goes.
pub struct SourceAnswer {
    pub at: Position,
    /// The question as the file has it.
    pub label: String,
    /// `None` when the form asks nothing like it any more.
    pub question_id: Option<i64>,
    pub body: String,
}

/// What an answer would become.
pub struct PlanAnswer {
    pub at: String,
    pub label: String,
    pub question_id: Option<i64>,
    pub body: String,
    pub standing: Standing,
    /// What stands in the report now.
    pub known: String,
    pub notes: Vec<String>,
}

impl PlanAnswer {
    pub fn is_written(&self) -> bool {
        matches!(self.standing, Standing::New | Standing::Replaces)
    }
}

const NOT_ASKED: Text = Text::new(
    "Mẫu báo cáo không hỏi mục này.",
    "The form does not ask this.",
);
const OTHER_ANSWER: Text = Text::new(
    "Báo cáo đang có câu trả lời khác. Muốn lấy câu của tệp, chọn “Thay số đang có”.",
    "The report has another answer. To take the file's, choose “Replace what is there”.",
);

/// The answers of a sheet: each stands in the row below the words of its question, wherever that is.
pub fn read(sheet: &Sheet, questions: &[Question]) -> Vec<SourceAnswer> {
    let cells = || sheet.rows.iter().flat_map(|row| &row.cells);
    let asks = |text: &str, question: &Question| {
        let read = fold(text);
        [&question.label, &question.label_en]
            .into_iter()
            .any(|label| !label.is_empty() && read.starts_with(&fold(label)))
    };
    let answer = |question: &Question| {
        let asked =
            cells().find(|cell| cell.content.text().is_some_and(|text| asks(text, question)))?;
        let at = Position::new(asked.at.row + 1, asked.at.column);
        Some(SourceAnswer {
            at,
            label: question.code.clone(),
            question_id: Some(question.id),
            body: sheet.seen(at).text().unwrap_or_default().trim().to_owned(),
        })
    };
    questions.iter().filter_map(answer).collect()
}

/// What would happen to the answers of a row.
pub fn plan(
    answers: &[SourceAnswer],
    given: &Given,
    report: &Loaded,
    replace: bool,
    lang: Lang,
) -> Vec<PlanAnswer> {
    let questions = report.standards.questions(report.form.id);
    let one = |answer: &SourceAnswer| {
        let body = tidy(&answer.body);
        let question = questions
            .iter()
            .find(|question| Some(question.id) == answer.question_id);
        let known = question
            .and_then(|question| given.get(&question.id))
            .cloned()
            .unwrap_or_default();
        let fault = question
            .is_none()
            .then(|| NOT_ASKED.in_lang(lang).to_owned());
        let length = body.chars().count();
        let (standing, note) = match (question, fault) {
            _ if body.is_empty() => (Standing::Blank, None),
            (_, Some(fault)) => (Standing::Fault, Some(fault)),
            (Some(question), _) if length > question.max_length => (
                Standing::Fault,
                Some(too_long(length, question.max_length, lang)),
            ),
            _ if known.is_empty() => (Standing::New, None),
            _ if known == body => (Standing::Same, None),
            _ if replace => (Standing::Replaces, None),
            _ => (Standing::Fault, Some(OTHER_ANSWER.in_lang(lang).to_owned())),
        };
        PlanAnswer {
            at: answer.at.to_string(),
            label: question.map_or_else(|| answer.label.clone(), |question| question.name(lang)),
            question_id: answer.question_id,
            notes: note.into_iter().collect(),
            body,
            standing,
            known,
        }
    };
    answers.iter().map(one).collect()
}

fn too_long(length: usize, most: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Dài {length} ký tự, tối đa {most}."),
        Lang::En => format!("{length} characters long, {most} at most."),
    }
}

/// Writes answers into a report and notes what stood there before.
pub async fn take(
    tx: &mut PgConnection,
    caller: &Caller,
    report: &Loaded,
    answers: &[&PlanAnswer],
    import_id: i64,
    why: &str,
) -> Result<(), Refusal> {
    let input = |answer: &&PlanAnswer| {
        Some(AnswerInput {
            question_id: answer.question_id?,
            body: answer.body.clone(),
            base: Some(answer.known.clone()),
        })
    };
    let inputs: Vec<AnswerInput> = answers.iter().filter_map(input).collect();
    write(tx, caller, report, &inputs, Some(why)).await?;
    let noted = |answer: &&PlanAnswer| {
        Some(WrittenAnswer {
            filing_id: report.filing.id,
            question_id: answer.question_id?,
            address: answer.at.clone(),
            body: answer.body.clone(),
            before: answer.known.clone(),
        })
    };
    let noted: Vec<WrittenAnswer> = answers.iter().filter_map(noted).collect();
    Ok(db::put_written_answers(tx, import_id, &noted)
        .await
        .map_err(AppError::from)?)
}

/// Puts back what stood in a report before.
pub async fn undo(
    tx: &mut PgConnection,
    caller: &Caller,
    report: &Loaded,
    answers: Vec<WrittenAnswer>,
    why: &str,
) -> Result<(), Refusal> {
    let back = |answer: WrittenAnswer| AnswerInput {
        question_id: answer.question_id,
        body: answer.before,
        base: Some(answer.body),
    };
    let inputs: Vec<AnswerInput> = answers.into_iter().map(back).collect();
    write(tx, caller, report, &inputs, Some(why)).await
}
