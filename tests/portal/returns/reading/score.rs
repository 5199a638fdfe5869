//! What came of the cases, held against what is right.

use std::collections::BTreeMap;
use std::fmt::Write;

use izportal::foundation::i18n::fold;

use super::attempt::{Outcome, Taken};
use super::cases::{Amount, Answer, Case, Expected};
use super::preview::Said;

/// What became of one expected thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    Right,
    Asked,
    /// Left out, and named so.
    Named,
    Refused,
    Wrong,
    /// Taken or passed without a word where a word was due.
    Silent,
    /// Neither taken, nor asked about, nor named as left out.
    Lost,
}

use Class::{Asked, Lost, Named, Refused, Right, Silent, Wrong};

const CLASSES: [Class; 7] = [Right, Asked, Named, Refused, Wrong, Silent, Lost];

/// How many, and how many of them so.
#[derive(Default)]
struct Share(usize, usize);

impl Share {
    fn add(&mut self, is_so: bool) {
        self.0 += 1;
        self.1 += usize::from(is_so);
    }

    fn words(&self) -> String {
        let percent = self.1 as f64 * 100.0 / self.0.max(1) as f64;
        format!("{} of {} ({percent:.1} %)", self.1, self.0)
    }
}

/// Everything that was expected and what became of it.
#[derive(Default)]
pub struct Score {
    kinds: BTreeMap<String, BTreeMap<Class, usize>>,
    /// By list: the plain values taken right without a question, the cells of plain files asked about.
    lists: BTreeMap<String, (Share, Share)>,
    /// What is asked of values that are due, by the kind of question.
    questions: BTreeMap<&'static str, usize>,
    /// What is left out by name, and no value is due of it.
    named: Vec<String>,
    /// Files that name another period or owner than was chosen, confirmed once.
    confirmed: Vec<String>,
    /// A line each. Values taken that no list speaks of are among them: they may be right.
    pub deviations: Vec<String>,
}

impl Score {
    pub fn add(&mut self, case: &Case, outcome: &Outcome) {
        let expected = case.expected();
        for one in &expected {
            let (class, got) = one.judge(&expected, outcome);
            let kind = self.kinds.entry(case.kind.clone()).or_default();
            *kind.entry(class).or_default() += 1;
            let is_value = matches!(one.answer, Answer::Value(_));
            if is_value {
                let (right, asked) = self.lists.entry(case.list.clone()).or_default();
                right.add(class == Right);
                if case.is_control() {
                    asked.add(class == Asked);
                }
            }
            if class == Asked && is_value {
                *self.questions.entry(question(&got)).or_default() += 1;
            }
            if class == Named && !is_value {
                let title = one.titles.join(", ");
                self.named.push(format!("{} (“{title}”)", case.id));
            }
            // Where no value is due, a question, a word or a refusal is as good as right.
            if class > Refused || is_value && class != Right {
                let (name, due) = (&one.name, one.due());
                self.note(case, format!("{name}, {due}, {got}, {class:?}"));
            }
        }
        // A file that was to wait as a whole has its own line.
        let is_listed = |taken: &&Taken| {
            let speaks = |one: &Expected| one.is_of(taken) || matches!(one.answer, Answer::Nothing);
            expected.iter().any(speaks)
        };
        for taken in outcome.taken.iter().filter(|taken| !is_listed(taken)) {
            let (owner, title, words) = (&taken.owner, &taken.title, taken.words());
            let column = [" since January", ""][usize::from(taken.of_period)];
            let what = format!("{owner}|{title}{column}, –, {words}, unlisted");
            self.note(case, what);
        }
        if outcome.confirmed {
            self.confirmed.push(case.id.clone());
        }
        if let Some(failed) = &outcome.failed {
            self.note(case, format!("–, –, {failed}, failed"));
        }
    }

    fn note(&mut self, case: &Case, what: String) {
        self.deviations.push(format!("{}, {what}", case.id));
    }

    /// The table of kinds, as Markdown, and the shares that are promised.
    pub fn table(&self) -> String {
        let heads = CLASSES.map(|class| format!("{class:?}").to_lowercase());
        let mut text = format!(
            "| kind | expected | {} |\n|---|{}\n",
            heads.join(" | "),
            "--:|".repeat(8)
        );
        let mut all: BTreeMap<Class, usize> = BTreeMap::new();
        for (kind, classes) in &self.kinds {
            text += &row(kind, classes);
            for (class, count) in classes {
                *all.entry(*class).or_default() += count;
            }
        }
        text += &row("**all**", &all);
        for (list, (right, asked)) in &self.lists {
            let (right, asked) = (right.words(), asked.words());
            let _ = writeln!(
                text,
                "\n`{list}`: plain values taken right without a question {right}; cells of plain files asked about {asked}."
            );
        }
        let asked: Vec<String> = self
            .questions
            .iter()
            .map(|(question, count)| format!("{question}: {count}"))
            .collect();
        if !asked.is_empty() {
            let _ = writeln!(
                text,
                "\nWhat is asked of values that are due: {}.",
                asked.join("; ")
            );
        }
        if !self.named.is_empty() {
            let _ = writeln!(
                text,
                "\nNamed as left out, where no value is due: {}.",
                self.named.join(", ")
            );
        }
        if !self.confirmed.is_empty() {
            let _ = writeln!(
                text,
                "\nFiles that name another period or owner than was chosen, confirmed once for the whole file: {}.",
                self.confirmed.join(", ")
            );
        }
        text
    }
}

/// The kind of a question, by its words.
fn question(words: &str) -> &'static str {
    const KINDS: [(&str, &str); 6] = [
        (
            "Chưa có tỷ giá",
            "money in another currency and no rate of the year",
        ),
        (
            "Chưa rõ dấu chấm",
            "which sign is the decimal mark, in a file that writes both ways",
        ),
        (
            "Chưa rõ “",
            "a number written otherwise than the rest of its file",
        ),
        (
            "nhiều dòng của tệp",
            "one enterprise in two sheets with other figures",
        ),
        (
            "không có nhãn",
            "a block without labels and of another length than the form",
        ),
        (
            "đang có số khác",
            "one enterprise in two sheets with other figures",
        ),
    ];
    let known = KINDS.iter().find(|(said, _)| words.contains(said));
    known.map_or("something else", |(_, kind)| kind)
}

fn row(kind: &str, classes: &BTreeMap<Class, usize>) -> String {
    let counts = CLASSES.map(|class| classes.get(&class).copied().unwrap_or_default());
    let all: usize = counts.iter().sum();
    let counts = counts.map(|count| count.to_string());
    format!("| {kind} | {all} | {} |\n", counts.join(" | "))
}

impl Taken {
    fn words(&self) -> String {
        self.amounts.first().map_or_else(|| "?".to_owned(), words)
    }
}

fn words((value, measured): &Amount) -> String {
    format!("{} {}", value.normalize(), measured.code())
}

impl Expected {
    fn due(&self) -> String {
        match &self.answer {
            Answer::Value(amount) => words(amount),
            Answer::NoValue => "no value".to_owned(),
            Answer::Nothing => "nothing without an answer".to_owned(),
            Answer::NotSilent => "a word".to_owned(),
        }
    }

    /// What became of it, and what is there instead.
    fn judge(&self, all: &[Expected], outcome: &Outcome) -> (Class, String) {
        let is_whole = self.titles.is_empty();
        let mut taken = outcome
            .taken
            .iter()
            .filter(|taken| is_whole || self.is_of(taken))
            .peekable();
        match (&self.answer, taken.peek()) {
            (Answer::Value(wanted), Some(first)) => {
                let words = first.words();
                let is_right = taken.any(|taken| taken.amounts.contains(wanted));
                return (if is_right { Right } else { Wrong }, words);
            }
            (Answer::NotSilent, _) | (_, None) => {}
            (_, Some(first)) => {
                return (Silent, format!("taken: {} {}", first.title, first.words()));
            }
        }
        // What names it by its title goes before what only has its digits.
        let said = |asked| {
            let said = || outcome.said.iter().filter(move |said| said.asked == asked);
            let is_said = |said: &&Said| is_whole || self.is_said(said, all);
            let titled = said().find(|said| is_said(said) && self.is_titled(&said.title));
            titled.or_else(|| said().find(is_said))
        };
        match (&outcome.refused, said(true), said(false)) {
            (Some(why), ..) => (Refused, why.clone()),
            (_, Some(asked), _) => (Asked, asked.words.clone()),
            (_, _, Some(named)) => (Named, named.words.clone()),
            _ if matches!(self.answer, Answer::Value(_)) => (Lost, "nothing".to_owned()),
            _ => (Silent, "not a word".to_owned()),
        }
    }

    /// Whether a value taken is the one that is spoken of.
    fn is_of(&self, taken: &Taken) -> bool {
        let is_owned = self.owner.is_empty() || taken.owner == self.owner;
        is_owned && taken.of_period && self.is_titled(&taken.title)
    }

    fn is_titled(&self, title: &str) -> bool {
        let title = fold(title);
        self.titles
            .iter()
            .any(|known| title.starts_with(&fold(known)))
    }

    /// Whether what a page says is about it: by owner and title, or by its digits where the page has the file's own title.
    fn is_said(&self, said: &Said, all: &[Expected]) -> bool {
        let is_titled = self.is_titled(&said.title);
        let is_alike = match &self.answer {
            Answer::Value((value, _)) => digits(&value.to_string()) == digits(&said.shown),
            _ => is_titled,
        };
        // A name that is nobody's of the list may be anybody's.
        let is_strange = !all.iter().any(|one| one.is_owners(&said.owner));
        let words = fold(&said.words);
        let is_about = if said.asked {
            said.title.is_empty() || is_titled || is_alike
        } else {
            self.titles.iter().any(|known| words.contains(&fold(known)))
        };
        is_about && (self.is_owners(&said.owner) || is_strange && is_alike)
    }

    /// Whether a page's name for somebody is the owner's: the same, or with the same number in it.
    fn is_owners(&self, shown: &str) -> bool {
        let number = self.owner.rsplit(' ').next().unwrap_or_default();
        let mut parts = shown.split(|c: char| !c.is_alphanumeric());
        shown.is_empty() || self.owner.is_empty() || parts.any(|part| part == number)
    }
}

/// The digits that are the same in every unit: those of "290,5" and of 290500000000.
fn digits(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').to_owned()
}
