//! Reading a bundle: all or nothing, and everything that is wrong with it at once.

use std::collections::BTreeSet;

use sqlx::{Connection, PgConnection, PgPool};

use super::error::ExchangeError;
use super::faults::Faults;
use super::header::Header;
use super::measures::Measures;
use super::report::{Progress, Report};
use super::rows::Row;
use super::source::Source;
use super::staging::{self, Stage};
use super::tables::{self, BundleTable};
use super::text::{self, Records};
use super::writing;
use crate::foundation::database;
use crate::foundation::kernel::Origin;
use crate::portal::refusals;

/// Lines between two signs of life.
const SIGN: usize = 20_000;

/// Reads a bundle in one transaction. Rows that are there already and the same stay untouched, so a second import
/// changes nothing. Without `keep` all is done and taken back: what is wrong, and what would come of it.
///
/// # Errors
/// [`ExchangeError::Faults`] with file, line and column of everything that is wrong; nothing is then written.
pub async fn import(
    db: &PgPool,
    source: &Source<'_>,
    origin: &Origin,
    progress: Progress<'_>,
    keep: bool,
) -> Result<Report, ExchangeError> {
    refusals::claim();
    let files: Vec<String> = tables::tables()
        .iter()
        .map(BundleTable::file_name)
        .collect();
    let survey = source.survey(&files)?;
    let mut reading = Reading {
        faults: Faults::default(),
        report: Report::default(),
        stages: Vec::new(),
        progress,
    };
    reading.report.notices = survey.notices;
    survey
        .faults
        .into_iter()
        .for_each(|fault| reading.faults.add(fault));

    let mut connection = database::patient(db).await?;
    let mut tx = connection.begin().await?;
    staging::begin(&mut tx, &origin.actor).await?;
    let mut measures = Measures::new(staging::measures(&mut tx).await?);
    for table in tables::tables() {
        let file = table.file_name();
        if survey.present.contains(&file) {
            let bytes = source.read(&file)?;
            reading.stage(&mut tx, table, &bytes, &mut measures).await?;
        }
    }
    reading.compare(&mut tx).await?;
    reading.write(&mut tx, origin).await?;
    if !reading.faults.is_empty() {
        return Err(ExchangeError::Faults(reading.faults.into_list(&files)));
    }
    if keep {
        tx.commit().await?;
    } else {
        tx.rollback().await?;
    }
    connection.close().await?;
    Ok(reading.report)
}

/// An import under way.
struct Reading<'a> {
    faults: Faults,
    report: Report,
    stages: Vec<Stage>,
    progress: Progress<'a>,
}

impl Reading<'_> {
    /// Reads a file into its temporary table, with what is wrong with each line by itself.
    async fn stage(
        &mut self,
        tx: &mut PgConnection,
        table: BundleTable,
        bytes: &[u8],
        measures: &mut Measures,
    ) -> Result<(), ExchangeError> {
        let file = table.file_name();
        let mut stage = Stage {
            given: vec![false; table.entity.stated().count()],
            table,
            file,
            says_retired: false,
            keys_known: false,
            rows: 0,
        };
        let text = match text::decode(&stage.file, bytes) {
            Ok(text) => text,
            Err(fault) => {
                self.faults.add(fault);
                staging::create(tx, &stage).await?;
                self.stages.push(stage);
                return Ok(());
            }
        };
        let mut records = Records::new(text);
        let mut record = csv::StringRecord::new();
        records.next(&mut record);
        let (header, found) = Header::read(&stage.table, &stage.file, &record);
        found.into_iter().for_each(|fault| self.faults.add(fault));
        stage.given = (0..stage.given.len())
            .map(|index| header.has(index))
            .collect();
        stage.says_retired = header.says_retired();
        stage.keys_known = header.names_rows(&stage.table);
        staging::create(tx, &stage).await?;
        let (faults, progress, mut rows) = (&mut self.faults, self.progress, 0);
        let next = || {
            let line = records.next(&mut record)?;
            let row = Row::read(&stage.table, &header, measures, &record, line);
            for (column, message) in &row.faults {
                faults.at(&stage.file, line, column, message.clone());
            }
            rows += 1;
            if rows % SIGN == 0 {
                progress(&format!("{}: {rows} rows read", stage.file));
            }
            Some(row)
        };
        staging::copy(tx, &stage, header.sound, next).await?;
        stage.rows = rows;
        self.stages.push(stage);
        Ok(())
    }

    /// What is wrong with rows beside each other.
    async fn compare(&mut self, tx: &mut PgConnection) -> Result<(), ExchangeError> {
        (self.progress)("comparing the files");
        for stage in &self.stages {
            staging::repeated(tx, stage, &mut self.faults, &mut self.report.notices).await?;
        }
        staging::know(tx, &self.stages).await?;
        let unread: BTreeSet<&str> = self
            .stages
            .iter()
            .filter(|stage| !stage.keys_known)
            .map(|stage| stage.table.entity.table)
            .collect();
        staging::references(tx, &self.stages, &unread, &mut self.faults).await?;
        Ok(())
    }

    /// Writes what is sound, also where the bundle is refused already: what the database says of it belongs to the whole answer.
    async fn write(&mut self, tx: &mut PgConnection, origin: &Origin) -> Result<(), ExchangeError> {
        for stage in &self.stages {
            (self.progress)(&format!("{}: writing {} rows", stage.file, stage.rows));
            if !self.faults.is_empty() {
                staging::withdraw(tx, stage, &self.stages).await?;
            }
            let changed = writing::write(tx, stage, origin, &mut self.faults).await?;
            self.report.add(
                stage.table.stem(),
                stage.rows,
                usize::try_from(changed).unwrap_or(usize::MAX),
            );
            if !self.faults.is_empty() {
                staging::withdraw(tx, stage, &self.stages).await?;
            }
        }
        // Of a bundle with a fault the whole does not say anything certain.
        if self.faults.is_empty() {
            writing::conclude(tx, &tables::tables(), &mut self.faults).await?;
        }
        Ok(())
    }
}
