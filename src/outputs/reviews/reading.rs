//! What a text claims about the figures: percentages with their base, multiples and amounts, each with the indicator it is
//! about and the year it speaks of. Pure; what the claims are worth is judged in `proof`.

mod tokens;

use rust_decimal::Decimal;

use crate::foundation::i18n::{self, Lang};
use crate::standards::indicators::Indicator;
pub use tokens::Text;

/// Who wrote the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writer {
    /// The portal: every figure is about an indicator named before it.
    Portal,
    /// The board, in Vietnamese and about anything: only what is plainly about an indicator of the whole board counts.
    Board,
}

/// What a percentage is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base {
    Plan,
    Prior(i32),
    Unstated,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sense {
    /// "đạt", "bằng".
    Share,
    /// "tăng".
    Rise,
    /// "giảm".
    Fall,
    /// "vượt".
    Beyond,
}

/// The word that makes a round figure true.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hedge {
    None,
    Over,
    Nearly,
    Under,
    About,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    Percent {
        base: Base,
        sense: Sense,
    },
    /// "gấp 3 lần năm 2021".
    Times(i32),
    /// In canonical units; how many of them the last printed digit stands for.
    Amount {
        unit: Decimal,
    },
}

/// One figure in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The place of its indicator among those asked about.
    pub about: Option<usize>,
    /// The year it speaks of, and whether its own sentence says so.
    pub year: i32,
    pub year_said: bool,
    pub kind: Kind,
    /// As printed, with its decimals; `None` where it cannot be read.
    pub value: Option<Decimal>,
    pub hedge: Hedge,
    /// The words around it.
    pub words: String,
}

/// An indicator's names as they may stand in a text.
pub struct Named<'a> {
    pub indicator: &'a Indicator,
    names: Vec<Vec<String>>,
}

impl<'a> Named<'a> {
    pub fn new(indicator: &'a Indicator, lang: Lang) -> Named<'a> {
        let full = tokens::words_of(indicator.name(lang));
        let mut names = vec![full.clone()];
        // "doanh thu" for "tổng doanh thu", "nộp ngân sách" for "nộp ngân sách nhà nước".
        for lead in ["tổng", "giá trị", "total"] {
            let lead = tokens::words_of(lead);
            names.extend(
                full.strip_prefix(&lead[..])
                    .filter(|rest| rest.len() > 1 || lang == Lang::En)
                    .map(<[String]>::to_vec),
            );
        }
        let state = ["nhà".to_owned(), "nước".to_owned()];
        names.extend(
            full.strip_suffix(&state[..])
                .filter(|rest| rest.len() > 1)
                .map(<[String]>::to_vec),
        );
        names.retain(|name| !name.is_empty());
        Named { indicator, names }
    }
}

/// Reads one paragraph. `year` is what it speaks of unless it says otherwise.
pub fn read(text: &str, named: &[Named<'_>], year: i32, writer: Writer, lang: Lang) -> Vec<Claim> {
    let composed = i18n::compose(text);
    let reader = Reader {
        text: Text::new(&composed),
        named,
        year,
        writer,
        lang,
    };
    (0..reader.text.len())
        .filter(|at| reader.text.is_number(*at))
        .filter_map(|at| reader.claim(at))
        .collect()
}

struct Reader<'a> {
    text: Text<'a>,
    named: &'a [Named<'a>],
    year: i32,
    writer: Writer,
    lang: Lang,
}

/// Words between an indicator and its figure that leave it the board's figure of the year: nothing with a subject of its own.
const BETWEEN: &str = "đạt ước là khoảng hơn gần trên dưới bằng năm cả toàn trong tại các khu công nghiệp kcn tỉnh của thực hiện \
    làm việc đến hết cuối tổng kế hoạch so với cùng kỳ tăng giảm vượt gấp lần và tương đương tỷ tỉ triệu nghìn đồng đô la mỹ usd \
    người số trước giao";
/// What makes a sentence about somebody or something else than the board's year.
const ELSEWHERE: [&[&str]; 15] = [
    &["công", "ty"],
    &["doanh", "nghiệp"],
    &["nhà", "máy"],
    &["dự", "án"],
    &["riêng"],
    &["trong", "đó"],
    &["quý"],
    &["tháng"],
    &["kế", "hoạch"],
    &["chỉ", "tiêu"],
    &["giai", "đoạn"],
    &["ngành"],
    &["lĩnh", "vực"],
    &["fdi"],
    &["ddi"],
];
/// What makes a sentence one about the year to come.
const GOALS: [&[&str]; 6] = [
    &["phấn", "đấu"],
    &["mục", "tiêu"],
    &["dự", "kiến"],
    &["năm", "tới"],
    &["năm", "sau"],
    &["chỉ", "tiêu", "năm"],
];

impl Reader<'_> {
    fn claim(&self, at: usize) -> Option<Claim> {
        let (kind, end) = if self.text.percent(at) {
            let sense = self.sense(at);
            let (base, end) = self.base(at, sense)?;
            (Kind::Percent { base, sense }, end)
        } else if let Some((year, end)) = self.times(at) {
            (Kind::Times(year), end)
        } else {
            return self.amount(at);
        };
        let about = self.about(
            at,
            matches!(
                kind,
                Kind::Percent {
                    base: Base::Unstated,
                    ..
                }
            ),
        );
        if about.is_none()
            && self.writer == Writer::Board
            && matches!(
                kind,
                Kind::Percent {
                    base: Base::Unstated,
                    ..
                }
            )
        {
            return None;
        }
        Some(self.made(at, end, about, kind))
    }

    fn made(&self, at: usize, end: usize, about: Option<(usize, usize)>, kind: Kind) -> Claim {
        let (year, year_said) = self.subject_year(at);
        let start = about.map_or_else(
            || self.text.clause_start(at).max(at.saturating_sub(8)),
            |(_, start)| start,
        );
        Claim {
            about: about.map(|(place, _)| place),
            year,
            year_said,
            kind,
            value: self.text.number(at, self.lang),
            hedge: self.hedge(at),
            words: self.text.excerpt(start, end),
        }
    }

    /// An amount directly behind its indicator, in a unit of the indicator's kind.
    fn amount(&self, at: usize) -> Option<Claim> {
        let about = self.about(at, true)?;
        let indicator = self.named[about.0].indicator;
        let (dimension, factor, end) = self.text.unit(at, indicator, self.lang)?;
        if dimension != indicator.dimension {
            return None;
        }
        let scale = self.text.number(at, self.lang)?.scale();
        let unit = Decimal::from(factor).checked_mul(Decimal::new(1, scale))?;
        let mut claim = self.made(at, end, Some(about), Kind::Amount { unit });
        claim.value = claim.value?.checked_mul(Decimal::from(factor));
        Some(claim)
    }

    /// The indicator a figure is about and where its name begins: the nearest before it in the clause. `first` where no other
    /// figure may stand between.
    fn about(&self, at: usize, first: bool) -> Option<(usize, usize)> {
        let start = self.text.clause_start(at);
        let mut here = at;
        while here > start {
            here -= 1;
            if let Some((place, name_start)) = self.name_ending(here, start) {
                let board = self.writer == Writer::Portal
                    || !self.speaks_of_another(self.text.sentence_start(at), name_start);
                return board.then_some((place, name_start));
            }
            if self.text.closes(here) {
                here = self.text.opening(here, start);
                continue;
            }
            if first && self.text.is_number(here) && !self.text.is_year(here) {
                return None;
            }
            if self.writer == Writer::Board && !self.may_stand_between(here) {
                return None;
            }
        }
        None
    }

    fn may_stand_between(&self, at: usize) -> bool {
        !self.text.is_word(at)
            || BETWEEN
                .split_whitespace()
                .any(|word| self.text.is(at, word))
    }

    fn name_ending(&self, at: usize, start: usize) -> Option<(usize, usize)> {
        let matches = self.named.iter().enumerate().flat_map(|(place, named)| {
            named
                .names
                .iter()
                .filter_map(move |name| Some((place, self.text.ends_with(at, name, start)?)))
        });
        // The longest name is the most exact.
        matches.min_by_key(|(_, name_start)| *name_start)
    }

    fn speaks_of_another(&self, from: usize, to: usize) -> bool {
        // "các doanh nghiệp" are all of them, and the plan of "106% kế hoạch" is a base.
        let one_of_many = |at: usize| {
            at > from
                && ["các", "những", "mọi", "%"]
                    .iter()
                    .any(|many| self.text.is(at - 1, many))
        };
        let other = (from..to).any(|at| {
            ELSEWHERE.iter().any(|words| self.text.starts(at, words)) && !one_of_many(at)
        });
        other || (from..to).any(|at| self.text.names_a_zone(at)) || self.goal(from, to)
    }

    fn goal(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| GOALS.iter().any(|words| self.text.starts(at, words)))
    }

    /// The last year named before the figure that is not itself a base; goals are of the year after.
    fn subject_year(&self, at: usize) -> (i32, bool) {
        let sentence = self.text.sentence_start(at);
        let said = (0..at).rev().find_map(|here| {
            Some((here, self.text.year_of(here)?)).filter(|(here, _)| !self.is_base(*here))
        });
        let (year, year_said) =
            said.map_or((self.year, false), |(here, year)| (year, here >= sentence));
        if self.writer == Writer::Board && !year_said && self.goal(sentence, at) {
            (year.max(self.year + 1), true)
        } else {
            (year, year_said)
        }
    }

    /// Whether the year at this place is one compared with: "so với (cùng kỳ) năm 2021", "gấp 3 lần năm 2021".
    fn is_base(&self, at: usize) -> bool {
        let mut here = at;
        while here > 0
            && ["năm", "thực", "hiện"]
                .iter()
                .any(|word| self.text.is(here - 1, word))
        {
            here -= 1;
        }
        here > 0
            && ["với", "kỳ", "lần", "bằng", "of", "on", "against", "with"]
                .iter()
                .any(|word| self.text.is(here - 1, word))
    }

    /// Steps back over hedges and estimates to the word that says what the figure does.
    fn verb(&self, at: usize) -> Option<usize> {
        let quiet = [
            "hơn", "gần", "khoảng", "dưới", "trên", "ước", "nearly", "over", "under", "about",
        ];
        (0..at)
            .rev()
            .find(|here| !quiet.iter().any(|word| self.text.is(*here, word)))
    }

    fn sense(&self, at: usize) -> Sense {
        let Some(verb) = self.verb(at) else {
            return Sense::Share;
        };
        let is = |word: &str| {
            self.text.is(verb, word)
                || (self.text.is(verb, "trưởng") && self.text.is(verb - 1, word))
        };
        match () {
            () if is("tăng") || is("up") => Sense::Rise,
            () if is("giảm") || is("down") => Sense::Fall,
            () if is("vượt")
                || self
                    .text
                    .ends_with(verb, &["vượt", "kế", "hoạch"], 0)
                    .is_some() =>
            {
                Sense::Beyond
            }
            () => Sense::Share,
        }
    }

    fn hedge(&self, at: usize) -> Hedge {
        let before = |words: &[&str]| at > 0 && words.iter().any(|word| self.text.is(at - 1, word));
        match () {
            () if before(&["hơn", "trên", "over"]) => Hedge::Over,
            () if before(&["gần", "nearly"]) => Hedge::Nearly,
            () if before(&["dưới", "under"]) => Hedge::Under,
            () if before(&["khoảng", "about"]) => Hedge::About,
            () => Hedge::None,
        }
    }

    /// What the percentage at this place is of, and where that is said.
    fn base(&self, at: usize, sense: Sense) -> Option<(Base, usize)> {
        let after = self.text.after_percent(at);
        let mut here = after;
        let compared =
            self.text.skip(&mut here, &["so", "với"]) | self.text.skip(&mut here, &["của"]);
        let english = self.text.skip(&mut here, &["of"]) || self.text.skip(&mut here, &["on"]);
        if self.text.skip(&mut here, &["kế", "hoạch"])
            || self.text.skip(&mut here, &["kh"])
            || self.text.skip(&mut here, &["plan"])
        {
            return Some((Base::Plan, here));
        }
        self.text.skip(&mut here, &["thực", "hiện"]);
        let season = self.text.skip(&mut here, &["cùng", "kỳ"]);
        let (subject, _) = self.subject_year(at);
        if self.text.skip(&mut here, &["năm", "trước"])
            || self.text.skip(&mut here, &["năm", "ngoái"])
        {
            return Some((Base::Prior(subject - 1), here));
        }
        let equal = self.verb(at).is_some_and(|verb| self.text.is(verb, "bằng"));
        let word = self.text.skip(&mut here, &["năm"]);
        if (compared || season || english || (equal && word))
            && let Some(year) = self.text.bare_year(here)
        {
            return Some((Base::Prior(year), here + 1));
        }
        if season {
            return Some((Base::Prior(subject - 1), here));
        }
        Some((self.base_before(at, sense), after))
    }

    /// "so với năm 2021 tăng 5%", "vượt kế hoạch 5%".
    fn base_before(&self, at: usize, sense: Sense) -> Base {
        let Some(verb) = self.verb(at) else {
            return Base::Unstated;
        };
        if sense == Sense::Beyond && self.text.is(verb, "hoạch") {
            return Base::Plan;
        }
        let verbs = ["tăng", "giảm", "đạt", "bằng", "trưởng"];
        let before = (0..=verb).rev().find(|here| {
            self.text.is_word(*here) && !verbs.iter().any(|word| self.text.is(*here, word))
        });
        let year = (0..=verb).rev().find(|here| self.text.is_number(*here));
        match year.and_then(|year| Some((year, self.text.bare_year(year)?))) {
            Some((here, year))
                if before.is_none_or(|before| before < here) && self.is_base(here) =>
            {
                Base::Prior(year)
            }
            _ => Base::Unstated,
        }
    }

    /// "gấp 3,1 lần năm 2021", "3.1 times the figure of 2021".
    fn times(&self, at: usize) -> Option<(i32, usize)> {
        let mut here = at + 1;
        let vietnamese = self.text.skip(&mut here, &["lần"]);
        if !vietnamese && !self.text.skip(&mut here, &["times", "the", "figure", "of"]) {
            return None;
        }
        self.text.skip(&mut here, &["so", "với"]);
        self.text.skip(&mut here, &["năm"]);
        Some((self.text.bare_year(here)?, here + 1))
    }
}
