//! What every report follows: forms and their lines, days off, indicators, rates, rules. Read again only when one of them
//! changed.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use rust_decimal::Decimal;
use sqlx::PgPool;

use super::db;
use crate::foundation::kernel::Period;
use crate::standards::checks::{self, Rules};
use crate::standards::forms::{self, Calendar, Form, Line, Question};
use crate::standards::indicators::Catalogue;

/// Standards kept in memory: one for each database this process works with, and a few that were.
const KEPT: usize = 8;

/// What reports of one database follow, until somebody changes it.
pub struct Standards {
    pub forms: Vec<Form>,
    /// By form, without those of products.
    lines: HashMap<i64, Vec<Line>>,
    /// By form.
    questions: HashMap<i64, Vec<Question>>,
    pub catalogue: Arc<Catalogue>,
    pub rules: Arc<Rules>,
    pub calendar: Calendar,
    /// VND for one USD, by year.
    usd_rates: HashMap<i32, Decimal>,
}

/// By the database's own name for these contents. The name is unique in the world and changes with them, in the same
/// transaction, so nothing here needs to be thrown away to be right.
static CACHE: Mutex<Vec<(String, Arc<Standards>)>> = Mutex::new(Vec::new());

impl Standards {
    /// The standards as they are now.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn load(db: &PgPool) -> sqlx::Result<Arc<Standards>> {
        let stamp = db::stamp(db).await?;
        if let Some(kept) = find(&stamp) {
            return Ok(kept);
        }
        // The stamp was read before the contents: they are never older than it says.
        let forms = forms::db::forms(db).await?;
        let mut lines = HashMap::with_capacity(forms.len());
        let mut questions = HashMap::with_capacity(forms.len());
        for form in &forms {
            lines.insert(form.id, forms::db::lines(db, form.id).await?);
            questions.insert(form.id, forms::db::questions(db, form.id).await?);
        }
        let read = Arc::new(Standards {
            lines,
            questions,
            catalogue: Arc::new(Catalogue::load(db).await?),
            rules: Arc::new(checks::db::rules(db).await?),
            calendar: forms::db::calendar(db).await?,
            usd_rates: db::usd_rates(db).await?.into_iter().collect(),
            forms,
        });
        if let Ok(mut cache) = CACHE.lock() {
            cache.truncate(KEPT - 1);
            cache.insert(0, (stamp, Arc::clone(&read)));
        }
        Ok(read)
    }

    pub fn form(&self, id: i64) -> Option<&Form> {
        self.forms.iter().find(|form| form.id == id)
    }

    /// What a form asks for in a period, top to bottom, products last.
    pub fn lines(&self, form: &Form, period: Period) -> Vec<Line> {
        form.asked(
            self.lines.get(&form.id).cloned().unwrap_or_default(),
            &self.catalogue,
            Some(period),
        )
    }

    /// What a form asks in words, top to bottom.
    pub fn questions(&self, form_id: i64) -> &[Question] {
        self.questions.get(&form_id).map_or(&[], Vec::as_slice)
    }

    /// VND for one USD in a year.
    pub fn usd_rate(&self, year: i32) -> Option<Decimal> {
        self.usd_rates.get(&year).copied()
    }
}

fn find(stamp: &str) -> Option<Arc<Standards>> {
    let cache = CACHE.lock().ok()?;
    cache
        .iter()
        .find(|(known, _)| known == stamp)
        .map(|(_, standards)| Arc::clone(standards))
}
