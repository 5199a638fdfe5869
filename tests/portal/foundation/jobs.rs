//! Jobs on a real PostgreSQL: who takes them, what becomes of those of a process that died, how they end.

use std::sync::Arc;
use std::time::Duration;

use izportal::foundation::i18n::{Lang, Said, Text};
use izportal::foundation::jobs::{
    self, Asked, Failure, Found, Job, Jobs, Kind, NewJob, Office, Run, Running, State, Worker,
};
use izportal::foundation::kernel::{Actor, Caller, Origin, Permission, Role};
use izportal::portal::accounts;
use serde_json::{Value, json};
use sqlx::PgPool;
use tokio::sync::{Mutex, Semaphore};

use crate::support::Portal;

/// What the jobs of a test work with.
#[derive(Clone)]
struct Bench {
    db: PgPool,
    /// The jobs begun, in their order.
    begun: Arc<Mutex<Vec<i64>>>,
    /// A job that waits goes on when it gets one of these.
    gate: Arc<Semaphore>,
}

/// Does what its arguments say.
const PLAY: Kind<Bench> = Kind {
    code: "play",
    needs: Permission::EnterFilings,
    run: |bench, run| -> Running { Box::pin(play(bench, run)) },
};
static KINDS: &[Kind<Bench>] = &[PLAY];

const PASSING: Text = Text::new("Máy chủ bận.", "The server is busy.");
const WRONG: Text = Text::new("Không đọc được.", "It cannot be read.");

async fn play(bench: Bench, mut run: Run) -> Result<Said, Failure> {
    bench.begun.lock().await.push(run.job.id);
    let plan = run.job.arguments["plan"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    let said = Said::from(Text::new("Xong.", "Done."));
    match plan.as_str() {
        "wait" => {
            run.step(0, 2).await?;
            bench.gate.acquire().await.expect("open").forget();
            run.step(1, 2).await?;
        }
        "write" => {
            let mut tx = bench.db.begin().await?;
            sqlx::query("update zones set note = 'written by a job' where id = 1")
                .execute(&mut *tx)
                .await?;
            bench.gate.acquire().await.expect("open").forget();
            run.end_with(&mut tx, &said).await?;
            tx.commit().await?;
        }
        "passing" => return Err(Failure::Later(PASSING.into())),
        "wrong" => return Err(WRONG.into()),
        "panic" => panic!("as asked"),
        _ => {}
    }
    Ok(said)
}

fn actor(db: PgPool, account_id: i64) -> Found {
    Box::pin(async move { accounts::actor_of(&db, account_id).await })
}

/// A database with jobs, and workers to start over it.
struct Stage {
    portal: Portal,
    jobs: Arc<Jobs>,
    bench: Bench,
}

impl Stage {
    async fn new() -> Stage {
        let portal = Portal::demo().await;
        let bench = Bench {
            db: portal.db.clone(),
            begun: Arc::default(),
            gate: Arc::new(Semaphore::new(0)),
        };
        Stage {
            portal,
            jobs: Arc::default(),
            bench,
        }
    }

    fn worker(&self) -> Worker {
        Worker::start(Office {
            state: self.bench.clone(),
            db: self.portal.db.clone(),
            jobs: self.jobs.clone(),
            kinds: KINDS,
            actor,
        })
    }

    async fn staff(&self) -> i64 {
        sqlx::query_scalar("select id from accounts where username = 'staff'")
            .fetch_one(&self.portal.db)
            .await
            .expect("an account")
    }

    async fn ask(&self, subject: &str, plan: &str) -> Asked {
        let caller = Caller {
            actor: Actor {
                account_id: self.staff().await,
                session_id: 0,
                username: "staff".to_owned(),
                display_name: "Cán bộ".to_owned(),
                role: Role::Staff,
                zones: None,
            },
            origin: Origin::command("test"),
            lang: Lang::Vi,
        };
        let new = NewJob {
            kind: PLAY.code,
            subject,
            title: Text::new("Việc thử", "A trial").into(),
            arguments: json!({ "plan": plan }),
            place: None,
        };
        let mut tx = self.portal.db.begin().await.expect("a transaction");
        let asked = jobs::ask(&mut tx, &caller, &new).await.expect("a job");
        tx.commit().await.expect("it is asked for");
        self.jobs.ring();
        asked
    }

    /// The job once it is as wanted; the test fails by its own time limit if it never is.
    async fn once(&self, id: i64, wanted: impl Fn(&Job) -> bool) -> Job {
        loop {
            let job = self.job(id).await;
            if wanted(&job) {
                return job;
            }
            self.jobs.ring();
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    async fn job(&self, id: i64) -> Job {
        let job = jobs::find(&self.portal.db, id).await.expect("the table");
        job.expect("the job is there")
    }

    async fn ended(&self, id: i64) -> Job {
        self.once(id, |job| job.state.is_over()).await
    }

    async fn running(&self, id: i64) -> Job {
        self.once(id, |job| job.state == State::Running && job.total > 0)
            .await
    }

    async fn cancel(&self, id: i64) -> bool {
        let mut tx = self.portal.db.begin().await.expect("a transaction");
        let done = jobs::cancel(&mut tx, id, self.staff().await).await;
        tx.commit().await.expect("it is called off");
        done.expect("the table")
    }

    async fn sql(&self, sql: &'static str) {
        sqlx::query(sql)
            .execute(&self.portal.db)
            .await
            .unwrap_or_else(|error| panic!("{sql}: {error}"));
    }
}

fn words(job: &Job) -> &str {
    job.said.as_ref().map_or("", |said| said.vi.as_str())
}

#[tokio::test]
async fn two_workers_never_take_one_job() {
    let stage = Stage::new().await;
    let mut ids = Vec::new();
    for number in 0..40 {
        ids.push(stage.ask(&format!("{number}"), "").await.id);
    }
    let _workers = [stage.worker(), stage.worker(), stage.worker()];
    for id in &ids {
        let job = stage.ended(*id).await;
        assert_eq!((job.state, job.tries), (State::Done, 1));
    }
    let mut begun = stage.bench.begun.lock().await.clone();
    begun.sort_unstable();
    assert_eq!(begun, ids, "each was done once");
}

#[tokio::test]
async fn a_job_of_a_process_that_died_is_taken_up_again_and_that_of_a_slow_one_is_not() {
    let stage = Stage::new().await;
    let first = stage.worker();
    let slow = stage.ask("slow", "wait").await.id;
    stage.running(slow).await;
    // The second worker has looked at the slow job when it has done a later one.
    let second = stage.worker();
    let later = stage.ask("later", "").await.id;
    stage.ended(later).await;
    let job = stage.job(slow).await;
    assert_eq!(
        (job.state, job.tries),
        (State::Running, 1),
        "it is only slow"
    );
    // Its process dies: nobody is left to say so, but its connection ends.
    drop(first);
    stage.bench.gate.add_permits(1);
    let job = stage.ended(slow).await;
    assert_eq!((job.state, job.tries), (State::Done, 2));
    drop(second);
}

#[tokio::test]
async fn a_job_that_waits_is_called_off_at_once_and_one_that_runs_before_its_next_step() {
    let stage = Stage::new().await;
    let waiting = stage.ask("waiting", "").await.id;
    assert!(stage.cancel(waiting).await);
    assert_eq!(stage.job(waiting).await.state, State::Cancelled);
    let worker = stage.worker();
    let running = stage.ask("running", "wait").await.id;
    stage.running(running).await;
    assert!(stage.cancel(running).await);
    let job = stage.job(running).await;
    assert!(job.state == State::Running && job.is_cancelled);
    stage.bench.gate.add_permits(1);
    assert_eq!(stage.ended(running).await.state, State::Cancelled);
    assert!(!stage.cancel(running).await, "it is over");
    assert_eq!(
        *stage.bench.begun.lock().await,
        [running],
        "what was called off in time was not begun"
    );
    drop(worker);
}

#[tokio::test]
async fn what_is_called_off_before_its_commit_is_not_there() {
    let stage = Stage::new().await;
    let _worker = stage.worker();
    let job = stage.ask("zone", "write").await.id;
    stage.once(job, |job| job.state == State::Running).await;
    while stage.bench.begun.lock().await.is_empty() {
        tokio::task::yield_now().await;
    }
    assert!(stage.cancel(job).await);
    stage.bench.gate.add_permits(1);
    assert_eq!(stage.ended(job).await.state, State::Cancelled);
    let note = "select note from zones where id = 1";
    let written: Option<String> = sqlx::query_scalar(note)
        .fetch_one(&stage.portal.db)
        .await
        .expect("a zone");
    assert_ne!(written.as_deref(), Some("written by a job"));
    let job = stage.ask("zone", "write").await.id;
    stage.bench.gate.add_permits(1);
    assert_eq!(stage.ended(job).await.state, State::Done);
    let written: Option<String> = sqlx::query_scalar(note)
        .fetch_one(&stage.portal.db)
        .await
        .expect("a zone");
    assert_eq!(written.as_deref(), Some("written by a job"));
}

#[tokio::test]
async fn what_passes_is_tried_again_and_what_does_not_is_said_at_once() {
    let stage = Stage::new().await;
    let _worker = stage.worker();
    let wrong = stage.ask("wrong", "wrong").await.id;
    let job = stage.ended(wrong).await;
    assert_eq!(
        (job.state, job.tries, words(&job)),
        (State::Failed, 1, WRONG.vi)
    );
    let panics = stage.ask("panic", "panic").await.id;
    let job = stage.ended(panics).await;
    assert!(
        job.state == State::Failed && words(&job).contains("nhật ký"),
        "{job:?}"
    );
    let passing = stage.ask("passing", "passing").await.id;
    for tries in 1..5 {
        let job = stage
            .once(passing, |job| job.is_put_off() && job.tries == tries)
            .await;
        assert_eq!(words(&job), PASSING.vi);
        assert!(job.next_at > job.started_at.expect("begun"), "it pauses");
        stage
            .sql("update jobs set next_at = now() where ended_at is null")
            .await;
    }
    let job = stage.ended(passing).await;
    assert_eq!(
        (job.state, job.tries, words(&job)),
        (State::Failed, 5, PASSING.vi)
    );
}

#[tokio::test]
async fn a_job_is_done_with_the_rights_of_who_asked_at_the_time_it_runs() {
    let stage = Stage::new().await;
    let moved = stage.ask("moved", "").await.id;
    stage
        .sql("update accounts set role = 'leadership' where username = 'staff'")
        .await;
    let worker = stage.worker();
    let job = stage.ended(moved).await;
    assert!(
        job.state == State::Failed && words(&job).contains("không còn quyền"),
        "{job:?}"
    );
    drop(worker);
    let closed = stage.ask("closed", "").await.id;
    stage
        .sql("update accounts set disabled_at = now() where username = 'staff'")
        .await;
    let _worker = stage.worker();
    let job = stage.ended(closed).await;
    assert!(
        job.state == State::Failed && words(&job).contains("đã bị khóa"),
        "{job:?}"
    );
    assert!(stage.bench.begun.lock().await.is_empty());
}

#[tokio::test]
async fn one_thing_is_one_job_however_often_it_is_asked_for() {
    let stage = Stage::new().await;
    let one = stage.ask("import 1", "").await;
    assert_eq!(stage.ask("import 1", "").await, one);
    assert_ne!(stage.ask("import 2", "").await.id, one.id);
    let _worker = stage.worker();
    stage.ended(one.id).await;
    assert_ne!(
        stage.ask("import 1", "").await.id,
        one.id,
        "that one is over"
    );
    let rewritten = sqlx::query("update jobs set state = 'failed' where id = $1")
        .bind(one.id)
        .execute(&stage.portal.db)
        .await;
    assert!(rewritten.is_err(), "what is over stays as it ended");
    let deleted = sqlx::query("delete from jobs")
        .execute(&stage.portal.db)
        .await;
    assert!(deleted.is_err());
}

#[tokio::test]
async fn a_job_cut_off_by_the_stop_of_the_portal_begins_again_with_its_next_start() {
    let stage = Stage::new().await;
    let worker = stage.worker();
    let job = stage.ask("long", "wait").await.id;
    stage.running(job).await;
    worker.tell_to_stop();
    stage.bench.gate.add_permits(1);
    worker.stop(Duration::from_secs(60)).await;
    let waiting = stage.job(job).await;
    assert_eq!((waiting.state, waiting.tries), (State::Queued, 0));
    assert_eq!(waiting.arguments, json!({ "plan": "wait" }) as Value);
    let _worker = stage.worker();
    stage.bench.gate.add_permits(1);
    assert_eq!(stage.ended(job).await.state, State::Done);
}
