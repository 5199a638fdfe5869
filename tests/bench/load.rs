//! Asking, again and again, and taking the time.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use futures_util::future::join_all;
use hdrhistogram::Histogram;

use super::{Outcome, PEOPLE, SPAN};

/// Large workbooks sent at once.
const UPLOADS: usize = 10;

/// One line of the table. Times are microseconds.
pub struct Measured {
    pub name: String,
    /// p95 in milliseconds that the issue asks for.
    pub target: Option<u32>,
    pub times: Histogram<u64>,
    pub per_second: f64,
    /// Bytes of the last answer.
    pub size: usize,
}

/// Somebody signed in.
pub struct Client {
    http: reqwest::Client,
    base: String,
}

impl Client {
    pub async fn sign_in(base: &str, username: &str) -> Outcome<Client> {
        // The portal's own cryptography is the only one there is, and has to be named.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::builder()
            .cookie_store(true)
            .redirect(reqwest::redirect::Policy::none())
            .build()?;
        let form = [
            ("username", username),
            ("password", izportal::portal::accounts::DEMO_PASSWORD),
        ];
        let answer = http
            .post(format!("{base}/sign-in"))
            .form(&form)
            .send()
            .await?;
        if answer.status() != 303 {
            return Err(format!("signing in: {}", answer.status()).into());
        }
        Ok(Client {
            http,
            base: base.to_owned(),
        })
    }

    /// The address of the main style sheet.
    pub async fn stylesheet(&self) -> Outcome<String> {
        let page = self
            .http
            .get(format!("{}/account", self.base))
            .send()
            .await?
            .text()
            .await?;
        let found = page
            .split('"')
            .find(|part| part.starts_with("/static/") && part.ends_with("/app.css"));
        Ok(found.ok_or("no style sheet")?.to_owned())
    }

    /// How many pages a PDF has, by pdfinfo.
    pub async fn pdf_pages(&self, path: &str) -> Outcome<u32> {
        let bytes = self
            .http
            .get(format!("{}{path}", self.base))
            .send()
            .await?
            .error_for_status()?
            .bytes()
            .await?;
        let file = tempfile::NamedTempFile::new()?;
        std::fs::write(file.path(), &bytes)?;
        let output = std::process::Command::new("pdfinfo")
            .arg(file.path())
            .output()?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let pages = text
            .lines()
            .find_map(|line| line.strip_prefix("Pages:"))
            .ok_or("pdfinfo found no pages")?;
        Ok(pages.trim().parse()?)
    }

    /// Measures GET requests for `path(n)`.
    pub async fn get(
        &self,
        name: &str,
        target: Option<u32>,
        path: &(dyn Fn(usize) -> String + Sync),
    ) -> Outcome<Measured> {
        self.measure(name, target, &|n| {
            self.http.get(format!("{}{}", self.base, path(n)))
        })
        .await
    }

    /// Measures GET requests of one person, for what is not asked by many at one moment.
    pub async fn alone(
        &self,
        name: &str,
        target: Option<u32>,
        path: &(dyn Fn(usize) -> String + Sync),
    ) -> Outcome<Measured> {
        println!("{name} …");
        let mut measured = Measured {
            name: name.to_owned(),
            target,
            times: Histogram::new(3)?,
            per_second: 0.0,
            size: 0,
        };
        let start = Instant::now();
        let mut number = 0;
        while start.elapsed() < SPAN {
            let asked = Instant::now();
            measured.size = ask(
                &|n| self.http.get(format!("{}{}", self.base, path(n))),
                number,
            )
            .await?;
            measured.times.record(asked.elapsed().as_micros() as u64)?;
            number += 1;
        }
        measured.per_second = measured.times.len() as f64 / start.elapsed().as_secs_f64();
        Ok(measured)
    }

    /// Measures POST requests of `form(n)` to `path(n)`.
    pub async fn post(
        &self,
        name: &str,
        target: Option<u32>,
        path: &(dyn Fn(usize) -> String + Sync),
        form: &(dyn Fn(usize) -> Vec<(String, String)> + Sync),
    ) -> Outcome<Measured> {
        self.measure(name, target, &|n| {
            self.http
                .post(format!("{}{}", self.base, path(n)))
                .form(&form(n))
        })
        .await
    }

    /// Measures POST requests of people who type: each waits a third of a second between two cells.
    pub async fn typing(
        &self,
        name: &str,
        target: Option<u32>,
        path: &(dyn Fn(usize) -> String + Sync),
        form: &(dyn Fn(usize) -> Vec<(String, String)> + Sync),
    ) -> Outcome<Measured> {
        println!("{name} …");
        let request = |n: usize| {
            self.http
                .post(format!("{}{}", self.base, path(n)))
                .form(&form(n))
        };
        let number = AtomicUsize::new(0);
        for _ in 0..20 {
            ask(&request, number.fetch_add(1, Ordering::Relaxed)).await?;
        }
        let start = Instant::now();
        let (request, number) = (&request, &number);
        let person = |at: u64| async move {
            let mut times = Histogram::<u64>::new(3)?;
            let mut size = 0;
            tokio::time::sleep(Duration::from_millis(at * 17)).await;
            while start.elapsed() < SPAN {
                let asked = Instant::now();
                size = ask(request, number.fetch_add(1, Ordering::Relaxed)).await?;
                times.record(asked.elapsed().as_micros() as u64)?;
                tokio::time::sleep(Duration::from_millis(333)).await;
            }
            Outcome::Ok((times, size))
        };
        let mut measured = Measured {
            name: name.to_owned(),
            target,
            times: Histogram::new(3)?,
            per_second: 0.0,
            size: 0,
        };
        for outcome in join_all((0..20).map(person)).await {
            let (times, size) = outcome?;
            measured.times.add(times)?;
            measured.size = size;
        }
        measured.per_second = measured.times.len() as f64 / start.elapsed().as_secs_f64();
        Ok(measured)
    }

    /// Measures one person who asks for `path` after each write of somebody: nothing computed before is of use. The write
    /// itself, `form(n)` to `written(n)`, is not in the time.
    pub async fn anew(
        &self,
        name: &str,
        target: Option<u32>,
        path: &str,
        written: &(dyn Fn(usize) -> String + Sync),
        form: &(dyn Fn(usize) -> Vec<(String, String)> + Sync),
    ) -> Outcome<Measured> {
        println!("{name} …");
        let mut measured = Measured {
            name: name.to_owned(),
            target,
            times: Histogram::new(3)?,
            per_second: 0.0,
            size: 0,
        };
        let write = |n: usize| {
            self.http
                .post(format!("{}{}", self.base, written(n)))
                .form(&form(n))
        };
        let start = Instant::now();
        for n in 0.. {
            if start.elapsed() >= SPAN {
                break;
            }
            ask(&write, n).await?;
            let asked = Instant::now();
            measured.size = ask(&|_| self.http.get(format!("{}{path}", self.base)), n).await?;
            measured.times.record(asked.elapsed().as_micros() as u64)?;
        }
        measured.per_second = measured.times.len() as f64 / start.elapsed().as_secs_f64();
        Ok(measured)
    }

    /// Measures one person who sends a workbook and waits for its preview, a few times.
    pub async fn import(
        &self,
        name: &str,
        target: Option<u32>,
        book: &[u8],
        fields: &[(&str, &str)],
    ) -> Outcome<Measured> {
        println!("{name} …");
        let mut measured = Measured {
            name: name.to_owned(),
            target,
            times: Histogram::new(3)?,
            per_second: 0.0,
            size: 0,
        };
        let (kind, body) = multipart(book, fields);
        let start = Instant::now();
        for _ in 0..8 {
            let asked = Instant::now();
            let request = self
                .http
                .post(format!("{}/imports", self.base))
                .header("content-type", &kind)
                .body(body.clone());
            let answer = request.send().await?;
            let preview = answer
                .headers()
                .get("location")
                .ok_or("the workbook was not read")?
                .to_str()?
                .to_owned();
            measured.size = ask(&|_| self.http.get(format!("{}{preview}", self.base)), 0).await?;
            measured.times.record(asked.elapsed().as_micros() as u64)?;
        }
        measured.per_second = measured.times.len() as f64 / start.elapsed().as_secs_f64();
        Ok(measured)
    }

    /// Measures GET requests of one person while many large workbooks are sent at once, until the last of them is read.
    pub async fn beside_uploads(
        &self,
        name: &str,
        target: Option<u32>,
        path: &str,
        book: &[u8],
        fields: &[(&str, &str)],
    ) -> Outcome<Measured> {
        println!("{name} …");
        let mut measured = Measured {
            name: name.to_owned(),
            target,
            times: Histogram::new(3)?,
            per_second: 0.0,
            size: 0,
        };
        let (kind, body) = multipart(book, fields);
        let body = axum::body::Bytes::from(body);
        let mut sent = tokio::task::JoinSet::new();
        for _ in 0..UPLOADS {
            let request = self
                .http
                .post(format!("{}/imports", self.base))
                .header("content-type", &kind)
                .body(body.clone());
            sent.spawn(async move { request.send().await.map(|answer| answer.status()) });
        }
        let start = Instant::now();
        while !sent.is_empty() {
            let asked = Instant::now();
            measured.size = ask(&|_| self.http.get(format!("{}{path}", self.base)), 0).await?;
            measured.times.record(asked.elapsed().as_micros() as u64)?;
            while let Some(answer) = sent.try_join_next() {
                let status = answer??;
                if status != 303 {
                    return Err(format!("a large workbook: {status}").into());
                }
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        measured.per_second = measured.times.len() as f64 / start.elapsed().as_secs_f64();
        Ok(measured)
    }

    async fn measure(
        &self,
        name: &str,
        target: Option<u32>,
        request: &(dyn Fn(usize) -> reqwest::RequestBuilder + Sync),
    ) -> Outcome<Measured> {
        println!("{name} …");
        let number = AtomicUsize::new(0);
        // Warm: connections, caches, PostgreSQL's plans.
        for _ in 0..20 {
            ask(request, number.fetch_add(1, Ordering::Relaxed)).await?;
        }
        let start = Instant::now();
        let person = async || -> Outcome<(Histogram<u64>, usize)> {
            let mut times = Histogram::new(3)?;
            let mut size = 0;
            while start.elapsed() < SPAN {
                let asked = Instant::now();
                size = ask(request, number.fetch_add(1, Ordering::Relaxed)).await?;
                times.record(asked.elapsed().as_micros() as u64)?;
            }
            Ok((times, size))
        };
        let mut measured = Measured {
            name: name.to_owned(),
            target,
            times: Histogram::new(3)?,
            per_second: 0.0,
            size: 0,
        };
        let all: [_; PEOPLE] = tokio::join!(person(), person(), person(), person()).into();
        for outcome in all {
            let (times, size) = outcome?;
            measured.times.add(times)?;
            measured.size = size;
        }
        measured.per_second = measured.times.len() as f64 / start.elapsed().as_secs_f64();
        Ok(measured)
    }
}

/// A form with a workbook as a browser sends it: its content type and body.
fn multipart(book: &[u8], fields: &[(&str, &str)]) -> (String, Vec<u8>) {
    const BOUNDARY: &str = "----portal-bench-7MA4YWxkTrZu0gW";
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(
            format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            )
            .bytes(),
        );
    }
    let head = "form-data; name=\"files\"; filename=\"bench.xlsx\"\r\nContent-Type: application/octet-stream";
    body.extend(format!("--{BOUNDARY}\r\nContent-Disposition: {head}\r\n\r\n").bytes());
    body.extend_from_slice(book);
    body.extend(format!("\r\n--{BOUNDARY}--\r\n").bytes());
    (format!("multipart/form-data; boundary={BOUNDARY}"), body)
}

/// One request, read to its end: the size of the answer. Anything but success or a redirection is an error.
async fn ask(
    request: &(dyn Fn(usize) -> reqwest::RequestBuilder + Sync),
    number: usize,
) -> Outcome<usize> {
    let answer = request(number).send().await?;
    let status = answer.status();
    if !status.is_success() && !status.is_redirection() {
        return Err(format!("{}: {status}", answer.url()).into());
    }
    Ok(answer.bytes().await?.len())
}
