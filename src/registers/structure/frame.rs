//! The frame of zones in which a page reads its figures.

use std::sync::Arc;

use chrono::{Months, NaiveDate};
use sqlx::PgPool;

use super::db;
use super::model::{Lens, Standing, planning_boards, zones_of};
use crate::foundation::i18n::wording::counted;
use crate::foundation::i18n::{self, Lang};
use crate::platform::web::{AppError, Ctx, FormData, Page};
use crate::registers::board::{self, Board};

/// Whose figures a page shows: the zones, and the boards whose plans speak of exactly these.
#[derive(Debug, Clone)]
pub struct Frame {
    pub lens: Lens,
    /// The day whose structure holds.
    pub day: NaiveDate,
    pub board: Board,
    /// `None`: all there are.
    pub zones: Option<Vec<i64>>,
    /// Whether the reader sees all of the board's zones: only then are the board's own targets theirs.
    pub whole: bool,
    /// Whose plans can be held against these zones: one board's, or several that merged since; none where no plan can.
    pub planners: Vec<i64>,
    /// The board whose portal this is on the last day of the period, seen as it was then: what is printed is its paper.
    pub own: bool,
    /// Whether it is the portal's own board on that day.
    pub(super) at_home: bool,
    /// Whether the board had other zones a year before, or was another.
    changed: bool,
    /// The ways to look at it; fewer than two where they do not differ.
    choices: Vec<Choice>,
}

#[derive(Debug, Clone)]
struct Choice {
    lens: Lens,
    board: Board,
    zones: usize,
    day: NaiveDate,
    at_home: bool,
    current: bool,
}

/// What the database says of the days a page is about.
struct Days {
    end: NaiveDate,
    today: NaiveDate,
    then: Vec<Standing>,
    /// A year before the end.
    before: (NaiveDate, Vec<Standing>),
    now: Vec<Standing>,
    /// Of the day the reader asked for, where it is neither.
    asked: Option<(NaiveDate, Vec<Standing>)>,
    boards: Vec<Board>,
}

async fn load(
    pool: &PgPool,
    end: NaiveDate,
    today: NaiveDate,
    asked: Option<NaiveDate>,
) -> sqlx::Result<Days> {
    let before = end.checked_sub_months(Months::new(12)).unwrap_or(end);
    Ok(Days {
        end,
        today,
        before: (before, db::standings(pool, before).await?),
        then: db::standings(pool, end).await?,
        now: db::standings(pool, today).await?,
        asked: match asked {
            Some(day) => Some((day, db::standings(pool, day).await?)),
            None => None,
        },
        boards: board::all(pool).await?,
    })
}

impl Days {
    /// The day whose structure a lens means, and where zones belong on it.
    fn of(&self, lens: Lens) -> (NaiveDate, &[Standing]) {
        match (lens, &self.asked) {
            (Lens::Today, _) => (self.today, &self.now),
            (Lens::Day(_), Some((day, standings))) => (*day, standings),
            _ => (self.end, &self.then),
        }
    }

    fn home(&self, on: NaiveDate) -> Result<&Board, AppError> {
        board::home(&self.boards, on).ok_or_else(|| AppError::internal("there is no board"))
    }
}

impl Frame {
    /// The frame a reader asked for – `structure=today`, `board=3` or neither – for figures of a period that ends on `end`.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for a board that had no zones then, [`AppError::Refused`] for a structure that cannot be read.
    pub async fn asked(ctx: &Ctx, query: &FormData, end: NaiveDate) -> Result<Frame, AppError> {
        let lens = query.choice("structure", Lens::parse)?.unwrap_or_default();
        let days = days(ctx, end, lens).await?;
        let (day, standings) = days.of(lens);
        let home = days.home(day)?;
        let board = match query.get("board") {
            id if id.is_empty() || lens == Lens::Today => home,
            id => days
                .boards
                .iter()
                .find(|board| id.parse() == Ok(board.id))
                .ok_or(AppError::NotFound)?,
        };
        if board.id != home.id && zones_of(standings, board.id).is_empty() {
            return Err(AppError::NotFound);
        }
        Ok(frame(&days, lens, board, ctx.actor.zones.as_deref()))
    }

    /// One zone, whoever had it.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn of_zone(ctx: &Ctx, zone_id: i64, end: NaiveDate) -> Result<Frame, AppError> {
        let days = days(ctx, end, Lens::Then).await?;
        let holder = days
            .then
            .iter()
            .find(|standing| standing.zone_id == zone_id)
            .and_then(|standing| standing.board_id);
        let board = days
            .boards
            .iter()
            .find(|board| Some(board.id) == holder)
            .map_or_else(|| days.home(end), Ok)?;
        let mut frame = frame(&days, Lens::Then, board, Some(&[zone_id]));
        frame.zones = Some(vec![zone_id]);
        Ok(frame)
    }

    /// What everything computed in this frame depends on, beside the database.
    pub fn key(&self) -> String {
        format!(
            "{:?}/{}/{}/{:?}/{:?}",
            self.zones, self.whole, self.own, self.board.id, self.planners
        )
    }

    /// An address within this portal, read in the same frame.
    pub fn link(&self, address: &str) -> String {
        with_query(address, &self.query())
    }

    /// An address of another year: today's structure is kept, one of its time is that year's own.
    pub fn across(&self, address: &str) -> String {
        if self.lens == Lens::Today {
            self.link(address)
        } else {
            address.to_owned()
        }
    }

    /// The frame as hidden fields of a form.
    pub fn fields(&self) -> Vec<(String, String)> {
        let query = self.query();
        query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect()
    }

    /// An address of the year before, read in this frame: last year's column is of the same zones as this year's.
    pub fn prior_link(&self, address: &str) -> String {
        match self.lens {
            Lens::Then if self.changed => with_query(
                address,
                &query(Lens::Day(self.day), &self.board, self.at_home),
            ),
            _ => self.link(address),
        }
    }

    /// The query that asks for this frame; empty for the usual one.
    pub fn query(&self) -> String {
        query(self.lens, &self.board, self.at_home)
    }

    /// The line of choices for the top of a page; nothing to show where they do not differ.
    pub fn switch(&self, page: &Page) -> Switch {
        if self.choices.len() < 2 {
            return Switch::default();
        }
        let items = self.choices.iter().map(|choice| {
            let href = href(page, &query(choice.lens, &choice.board, choice.at_home));
            (choice.words(page.lang), href, choice.current)
        });
        let later = (!self.own).then(|| match self.lens {
            Lens::Today => page.say(
                "Số liệu của các khu thuộc Ban hôm nay, kể cả thời gian khu chưa thuộc Ban.",
                "Figures of the zones that are the board's today, also from before they were.",
            ),
            Lens::Then => page.say(
                "Số liệu của Ban khác, như khi báo cáo.",
                "Another board's figures, as reported then.",
            ),
            Lens::Day(_) => page.say(
                "Số liệu theo cơ cấu của một ngày khác.",
                "Figures on the structure of another day.",
            ),
        });
        Switch {
            items: items.collect(),
            note: later.unwrap_or_default(),
        }
    }

    /// Under the title of a paper that is not the board's own of its time; `None` where it is.
    pub fn remark(&self, lang: Lang) -> Option<String> {
        let (day, zones) = (
            i18n::format_date(self.day),
            self.zones.as_ref().map(Vec::len),
        );
        let count = zones.map_or_else(String::new, |zones| {
            format!(
                ", {}",
                counted(zones, ("khu công nghiệp", "zone", "zones"), lang)
            )
        });
        (!self.own).then(|| match (self.lens, lang) {
            (Lens::Today | Lens::Day(_), Lang::Vi) => {
                format!(
                    "Số liệu tính lại theo cơ cấu ngày {day}: {}{count}",
                    self.board.short_name
                )
            }
            (Lens::Today | Lens::Day(_), Lang::En) => {
                format!(
                    "Recomputed on the structure of {day}: {}{count}",
                    self.board.name_en
                )
            }
            (Lens::Then, Lang::Vi) => format!(
                "Số liệu như khi báo cáo của {}{count}",
                self.board.short_name
            ),
            (Lens::Then, Lang::En) => format!("As reported then, {}{count}", self.board.name_en),
        })
    }
}

/// The choices of a page, ready to show.
#[derive(Debug, Default)]
pub struct Switch {
    /// Words, address, whether it is this one.
    pub items: Vec<(String, String, bool)>,
    pub note: &'static str,
}

impl Choice {
    fn words(&self, lang: Lang) -> String {
        let name = match lang {
            Lang::Vi => &self.board.short_name,
            Lang::En => &self.board.name_en,
        };
        let day = i18n::format_date(self.day);
        let lens = match (self.lens, lang) {
            (Lens::Then, Lang::Vi) => format!("Như khi báo cáo ({day})"),
            (Lens::Then, Lang::En) => format!("As reported then ({day})"),
            (Lens::Today, Lang::Vi) => "Theo cơ cấu hôm nay".to_owned(),
            (Lens::Today, Lang::En) => "On today's structure".to_owned(),
            (Lens::Day(_), Lang::Vi) => format!("Theo cơ cấu ngày {day}"),
            (Lens::Day(_), Lang::En) => format!("On the structure of {day}"),
        };
        format!(
            "{lens}: {name}, {}",
            counted(self.zones, ("khu", "zone", "zones"), lang)
        )
    }
}

fn query(lens: Lens, board: &Board, at_home: bool) -> String {
    let day = match lens {
        Lens::Today => Some("structure=today".to_owned()),
        Lens::Day(day) => Some(format!("structure={day}")),
        Lens::Then => None,
    };
    let board = (!at_home).then(|| format!("board={}", board.id));
    day.into_iter().chain(board).collect::<Vec<_>>().join("&")
}

fn with_query(address: &str, query: &str) -> String {
    if query.is_empty() {
        return address.to_owned();
    }
    let (path, fragment) = address
        .split_once('#')
        .map_or((address, String::new()), |(path, id)| {
            (path, format!("#{id}"))
        });
    let separator = if path.contains('?') { '&' } else { '?' };
    format!("{path}{separator}{query}{fragment}")
}

/// This page with other words for the frame, everything else of its query kept.
fn href(page: &Page, frame: &str) -> String {
    let kept = page.query.split('&').filter(|pair| {
        let key = pair.split('=').next().unwrap_or_default();
        !matches!(key, "" | "structure" | "board" | "page" | "lang" | "plan")
    });
    let pairs: Vec<&str> = kept
        .chain(Some(frame).filter(|frame| !frame.is_empty()))
        .collect();
    if pairs.is_empty() {
        page.path.clone()
    } else {
        format!("{}?{}", page.path, pairs.join("&"))
    }
}

async fn days(ctx: &Ctx, end: NaiveDate, lens: Lens) -> Result<Arc<Days>, AppError> {
    let today = i18n::today();
    let asked = match lens {
        Lens::Day(day) => Some(day),
        Lens::Then | Lens::Today => None,
    };
    let name = format!("structure/{end}/{today}/{asked:?}");
    Ok(ctx
        .state
        .memo
        .get(&ctx.state.db, name, load(&ctx.state.db, end, today, asked))
        .await?)
}

fn frame(days: &Days, lens: Lens, board: &Board, limits: Option<&[i64]>) -> Frame {
    let (day, standings) = days.of(lens);
    let theirs = zones_of(standings, board.id);
    let zones = match limits {
        None if theirs.len() == standings.len() => None,
        None => Some(theirs.iter().copied().collect()),
        Some(limits) => Some(
            limits
                .iter()
                .copied()
                .filter(|zone| theirs.contains(zone))
                .collect(),
        ),
    };
    let at_home = board::home(&days.boards, day).is_some_and(|home| home.id == board.id);
    let (before, earlier) = &days.before;
    let home_before = board::home(&days.boards, *before).is_some_and(|home| home.id == board.id);
    let same_board = if at_home {
        board::home(&days.boards, *before)
    } else {
        Some(board).filter(|_| !home_before)
    };
    Frame {
        changed: same_board.is_none_or(|same| zones_of(earlier, same.id) != theirs),
        planners: planning_boards(&theirs, &days.then),
        choices: choices(days, lens, board),
        board: board.clone(),
        whole: limits.is_none(),
        own: lens == Lens::Then && at_home,
        lens,
        day,
        zones,
        at_home,
    }
}

/// The home board then, other boards that had zones then, the home board today – where today's zones are not the same –
/// and what is shown, where it is none of these.
fn choices(days: &Days, lens: Lens, board: &Board) -> Vec<Choice> {
    let mut choices: Vec<Choice> = Vec::new();
    let mut offer = |of: Lens, by: &Board| {
        let (day, standings) = days.of(of);
        let at_home = board::home(&days.boards, day).is_some_and(|home| home.id == by.id);
        let zones = zones_of(standings, by.id);
        let current = of == lens && by.id == board.id;
        choices.push(Choice {
            lens: of,
            board: by.clone(),
            zones: zones.len(),
            day,
            at_home,
            current,
        });
        zones
    };
    let Some(then) = board::home(&days.boards, days.end) else {
        return Vec::new();
    };
    let zones_then = offer(Lens::Then, then);
    for other in days
        .boards
        .iter()
        .filter(|other| other.id != then.id && !zones_of(&days.then, other.id).is_empty())
    {
        offer(Lens::Then, other);
    }
    if let Some(now) = board::home(&days.boards, days.today)
        && (lens == Lens::Today || zones_of(&days.now, now.id) != zones_then)
    {
        offer(Lens::Today, now);
    }
    if matches!(lens, Lens::Day(_)) {
        offer(lens, board);
    }
    choices
}
