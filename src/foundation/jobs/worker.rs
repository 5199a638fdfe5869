//! The worker: takes jobs one after the other, each kind on its own, so that slow letters keep no workbook waiting.

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use sqlx::PgPool;
use tokio::sync::{Mutex, watch};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use super::Jobs;
use super::db::{self, End};
use super::lease::Desk;
use super::model::{Failure, Job, State, TRIES, pause};
use super::run::Run;
use crate::foundation::i18n::{Said, Text};
use crate::foundation::kernel::{Actor, Caller, Origin, Permission};

/// How often is looked for what nobody rang for: a job put off, or left by a process that died.
const LOOK: Duration = Duration::from_secs(10);
/// The longest try.
const LIMIT: Duration = Duration::from_secs(30 * 60);
/// After a fault of the database.
const BREATH: Duration = Duration::from_secs(2);

const GIVEN_UP: Text = Text::new(
    "Đã thử 5 lần, lần nào cũng bị ngắt giữa chừng. Xin báo người quản trị xem nhật ký, rồi làm lại.",
    "It was tried 5 times and cut off each time. Please have the administrator look at the log, then ask for it again.",
);
const NO_ACCOUNT: Text = Text::new(
    "Tài khoản yêu cầu việc này đã bị khóa nên không chạy.",
    "The account that asked for this has been closed; it was not run.",
);
const NO_RIGHT: Text = Text::new(
    "Tài khoản yêu cầu việc này không còn quyền làm nên không chạy.",
    "The account that asked for this may no longer do it; it was not run.",
);
const TOO_LONG: Text = Text::new(
    "Đã chạy quá 30 phút nên bị dừng. Xin chia nhỏ rồi làm lại.",
    "It ran for more than 30 minutes and was stopped. Please do it in parts.",
);
const FAULT: Text = Text::new(
    "Phần mềm gặp lỗi khi làm việc này; chi tiết có trong nhật ký của máy chủ. Xin báo người quản trị.",
    "The program met a fault; the server's log has the details. Please tell the administrator.",
);

/// A try under way.
pub type Running = Pin<Box<dyn Future<Output = Result<Said, Failure>> + Send>>;
/// An account being looked up: none when it may not sign in any more.
pub type Found = Pin<Box<dyn Future<Output = sqlx::Result<Option<Actor>>> + Send>>;

/// A kind of job, mounted where the program is put together. `S` is what the program works with.
pub struct Kind<S: 'static> {
    pub code: &'static str,
    /// What who asked must be allowed when it runs.
    pub needs: Permission,
    /// Does it. May be called again for the same job: after a failure that passes, and after a process died over it.
    pub run: fn(S, Run) -> Running,
}

/// What a worker works with.
pub struct Office<S: 'static> {
    pub state: S,
    pub db: PgPool,
    pub jobs: Arc<Jobs>,
    pub kinds: &'static [Kind<S>],
    /// Whoever asked, as they are now.
    pub actor: fn(PgPool, i64) -> Found,
}

/// The worker of a process. Dropped, it stops where it is.
pub struct Worker {
    tasks: JoinSet<()>,
    stop: watch::Sender<bool>,
}

impl Worker {
    /// Begins to work.
    pub fn start<S: Clone + Send + Sync + 'static>(office: Office<S>) -> Worker {
        let (stop, stopped) = watch::channel(false);
        let office = Arc::new(office);
        let mut tasks = JoinSet::new();
        for kind in office.kinds {
            let (office, stopped) = (office.clone(), stopped.clone());
            tasks.spawn(async move { office.work(kind, stopped).await });
        }
        Worker { tasks, stop }
    }

    /// Nothing new is taken, and what runs ends before its next step.
    pub fn tell_to_stop(&self) {
        self.stop.send_replace(true);
    }

    /// Waits for what runs to end; what takes longer is cut off, and taken up again by the next process.
    pub async fn stop(mut self, within: Duration) {
        self.tell_to_stop();
        let all = async { while self.tasks.join_next().await.is_some() {} };
        if timeout(within, all).await.is_err() {
            tracing::warn!(
                "a job that did not end is cut off, and begins again with the next start"
            );
        }
    }
}

impl<S: Clone + Send + Sync + 'static> Office<S> {
    /// Does jobs of one kind until told to stop.
    async fn work(&self, kind: &'static Kind<S>, mut stop: watch::Receiver<bool>) {
        let mut bell = self.jobs.listen();
        while !*stop.borrow() {
            match self.round(kind, &stop).await {
                Ok(()) => {}
                Err(sqlx::Error::PoolClosed) => return,
                Err(error) => {
                    tracing::warn!(%error, kind = kind.code, "jobs wait for the database");
                    sleep(BREATH).await;
                }
            }
            tokio::select! {
                _ = bell.changed() => {}
                _ = stop.changed() => {}
                () = sleep(LOOK) => {}
            }
        }
    }

    /// Does what there is to do now.
    async fn round(
        &self,
        kind: &'static Kind<S>,
        stop: &watch::Receiver<bool>,
    ) -> sqlx::Result<()> {
        let mut found = db::candidates(&self.db, kind.code).await?;
        if found.is_empty() {
            return Ok(());
        }
        let desk = Arc::new(Mutex::new(Desk::open(&self.db).await?));
        while !found.is_empty() {
            let mut any = false;
            for id in found {
                if *stop.borrow() {
                    return Ok(());
                }
                let taken = desk.lock().await.take(id).await?;
                let Some(job) = taken else { continue };
                any = true;
                self.one(kind, job, &desk, stop).await?;
                self.jobs.ring();
            }
            // What others have in hand is found again each time, and is not waited for.
            found = if any {
                db::candidates(&self.db, kind.code).await?
            } else {
                Vec::new()
            };
        }
        Ok(())
    }

    /// One try of a job, to its end.
    async fn one(
        &self,
        kind: &'static Kind<S>,
        job: Job,
        desk: &Arc<Mutex<Desk>>,
        stop: &watch::Receiver<bool>,
    ) -> sqlx::Result<()> {
        let result = match self.refusal(kind, &job).await? {
            Ok(actor) => self.run(kind, &job, actor, desk, stop).await,
            Err(failure) => Err(failure),
        };
        let mut desk = desk.lock().await;
        let (state, said) = match result {
            Ok(said) => (State::Done, Some(said)),
            Err(Failure::Cancelled) => (State::Cancelled, None),
            Err(Failure::Final(said)) => (State::Failed, Some(said)),
            Err(Failure::Later(said)) => {
                if let Some(pause) = pause(job.tries) {
                    db::put_off(desk.own(), &job, Some(&said), pause).await?;
                    tracing::info!(job = job.id, kind = kind.code, "a job is put off");
                    return desk.put_back(job.id).await;
                }
                (State::Failed, Some(said))
            }
            Err(Failure::Stopped) => {
                db::put_off(desk.own(), &job, None, Duration::ZERO).await?;
                return desk.put_back(job.id).await;
            }
            Err(Failure::Lost) => {
                let lost = format!("the lease of job {} was lost", job.id);
                return Err(sqlx::Error::Protocol(lost));
            }
        };
        let end = End {
            state,
            said: said.as_ref(),
            unless_cancelled: false,
        };
        db::end(desk.own(), &job, &end).await?;
        tracing::info!(
            job = job.id,
            kind = kind.code,
            state = state.code(),
            "a job ended"
        );
        desk.put_back(job.id).await
    }

    /// Who asked, if the job may be run for them.
    async fn refusal(
        &self,
        kind: &'static Kind<S>,
        job: &Job,
    ) -> sqlx::Result<Result<Actor, Failure>> {
        if job.is_cancelled {
            return Ok(Err(Failure::Cancelled));
        }
        if job.tries > TRIES {
            return Ok(Err(GIVEN_UP.into()));
        }
        let actor = (self.actor)(self.db.clone(), job.account_id).await?;
        Ok(match actor {
            None => Err(NO_ACCOUNT.into()),
            Some(actor) if !actor.may(kind.needs) => Err(NO_RIGHT.into()),
            Some(actor) => Ok(actor),
        })
    }

    /// The kind's own code, in a task that may panic and is given up with this one.
    async fn run(
        &self,
        kind: &'static Kind<S>,
        job: &Job,
        actor: Actor,
        desk: &Arc<Mutex<Desk>>,
        stop: &watch::Receiver<bool>,
    ) -> Result<Said, Failure> {
        let origin = Origin {
            account_id: Some(actor.account_id),
            actor: actor.display_name.clone(),
            address: job.address.clone(),
            request_id: job.request_id.clone(),
        };
        let run = Run {
            job: job.clone(),
            caller: Caller {
                actor,
                origin,
                lang: job.lang,
            },
            desk: desk.clone(),
            stop: stop.clone(),
            written: None,
        };
        let mut task = JoinSet::new();
        task.spawn((kind.run)(self.state.clone(), run));
        match timeout(LIMIT, task.join_next()).await {
            Ok(Some(Ok(result))) => result,
            Err(_) => Err(TOO_LONG.into()),
            // Its own words may quote what was typed.
            Ok(_) => {
                tracing::error!(job = job.id, kind = kind.code, "a job panicked");
                Err(Failure::Final(Said::from(FAULT)))
            }
        }
    }
}
