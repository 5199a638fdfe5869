//! Chromium through chromedriver: the few things a story needs, in the words of a person at a desk.

use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use axum::http::Method;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use izportal::portal::accounts;
use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;
use serde_json::{Value, json};

use crate::support::Portal;

/// How long a page may take before the story is given up. Not a measurement: a busy machine is not a fault.
const PATIENCE: Duration = Duration::from_secs(30);

pub struct Browser {
    pub client: Client,
    base: String,
    /// chromedriver and the browsers it starts, one process group.
    driver: Child,
    _profile: tempfile::TempDir,
}

/// A command of chromedriver's own, beside the WebDriver standard.
#[derive(Debug)]
struct Extra {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Extra {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        base.join(&format!(
            "session/{}/{}",
            session.unwrap_or_default(),
            self.path
        ))
    }

    fn method_and_body(&self, _: &url::Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}

/// Starts chromedriver on a port of its choice and reads which.
fn start_driver() -> (Child, u16) {
    let mut driver = Command::new("chromedriver")
        .arg("--port=0")
        // In no locale chromedriver loses the name of a file such as "báo cáo năm.xlsx".
        .env("LC_ALL", "C.UTF-8")
        .process_group(0)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("chromedriver starts: `tests/tools/install test` installs it");
    let lines = BufReader::new(driver.stdout.take().expect("a pipe")).lines();
    let port = lines
        .map_while(Result::ok)
        .find_map(|line| {
            line.split_once("successfully on port ")
                .map(|(_, port)| port.trim_end_matches('.').to_owned())
        })
        .expect("chromedriver says its port");
    (driver, port.parse().expect("a port"))
}

impl Browser {
    /// A fresh browser, not signed in, before this portal.
    pub async fn open(portal: &Portal) -> Browser {
        Browser::at(portal.serve().await).await
    }

    /// A fresh browser before a portal that is already served.
    pub async fn at(base: String) -> Browser {
        let (driver, port) = start_driver();
        let profile = tempfile::tempdir().expect("a directory");
        let capabilities = json!({
            "goog:chromeOptions": { "args": [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                format!("--user-data-dir={}", profile.path().display()),
            ]},
            "goog:loggingPrefs": { "browser": "ALL" },
        });
        let Value::Object(capabilities) = capabilities else {
            unreachable!("an object was written above")
        };
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .expect("Chromium starts");
        let browser = Browser {
            client,
            base,
            driver,
            _profile: profile,
        };
        browser.size(1366, 768).await;
        browser
    }

    /// The screen, in CSS pixels; narrow ones are phones.
    pub async fn size(&self, width: u32, height: u32) {
        let screen = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500 });
        self.devtools("Emulation.setDeviceMetricsOverride", screen)
            .await;
    }

    /// A command of the browser's developer tools.
    pub async fn devtools(&self, command: &str, params: Value) -> Value {
        let body = json!({ "cmd": command, "params": params });
        self.client
            .issue_cmd(Extra {
                path: "goog/cdp/execute",
                body,
            })
            .await
            .expect("the developer tools answer")
    }

    /// What the browser's console said since the last time it was asked.
    pub async fn console(&self) -> Vec<String> {
        let log = self
            .client
            .issue_cmd(Extra {
                path: "se/log",
                body: json!({ "type": "browser" }),
            })
            .await;
        let entries = log.expect("the console");
        entries
            .as_array()
            .expect("a list")
            .iter()
            .map(|entry| format!("{}: {}", entry["level"], entry["message"]))
            .collect()
    }

    pub async fn goto(&self, path: &str) {
        self.client
            .goto(&format!("{}{path}", self.base))
            .await
            .expect("the page opens");
    }

    /// Signs in with the keyboard, as everybody does in the morning.
    pub async fn sign_in(&self, username: &str) {
        self.goto("/sign-in").await;
        // The page puts the cursor into its first field once it is there.
        self.until("document.activeElement?.matches('input')").await;
        self.keys(username).await;
        self.keys("\u{e004}").await; // Tab
        self.keys(accounts::DEMO_PASSWORD).await;
        self.keys("\u{e007}").await; // Enter
        self.see(".masthead__user form").await;
    }

    /// Waits until an expression of the page is true.
    pub async fn until(&self, expression: &str) {
        let start = Instant::now();
        while self.eval(&format!("return Boolean({expression})")).await != json!(true) {
            assert!(
                start.elapsed() < PATIENCE,
                "{expression} does not come true on {}:\n{}",
                self.path().await,
                self.words("body").await
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Whether the page asks by itself what others typed meanwhile, as it does while somebody can see it.
    pub async fn looking(&self, looking: bool) {
        let state = if looking { "visible" } else { "hidden" };
        let script = format!(
            "Object.defineProperty(document, 'visibilityState', {{ value: '{state}', configurable: true }})"
        );
        self.eval(&script).await;
    }

    /// Types into whatever has the focus.
    pub async fn keys(&self, keys: &str) {
        self.client
            .active_element()
            .await
            .expect("something has the focus")
            .send_keys(keys)
            .await
            .unwrap_or_else(|error| panic!("{keys:?} is not taken: {error}"));
    }

    /// Tabs on until a link or a button with these words has the focus.
    pub async fn tab_to(&self, words: &str) {
        self.tab_until(&format!("e.innerText?.trim() === {}", json!(words)))
            .await;
    }

    /// Tabs on until this is true of the element `e` that has the focus.
    pub async fn tab_until(&self, script: &str) {
        for _ in 0..400 {
            let there = format!("const e = document.activeElement; return Boolean({script})");
            if self.eval(&there).await == json!(true) {
                // A page that has just come may move the focus itself: only focus that stays is there.
                tokio::time::sleep(Duration::from_millis(30)).await;
                if self.eval(&there).await == json!(true) {
                    return;
                }
                continue;
            }
            self.tab().await;
        }
        panic!(
            "the keyboard does not reach what is {script} on {}:\n{}",
            self.path().await,
            self.words("main").await
        );
    }

    /// Presses Tab. Not by [`Browser::keys`]: a field for files would take the key for a file's name.
    async fn tab(&self) {
        self.eval("window.focusBefore = document.activeElement")
            .await;
        for kind in ["rawKeyDown", "keyUp"] {
            let event =
                json!({ "type": kind, "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9 });
            self.devtools("Input.dispatchKeyEvent", event).await;
        }
        // A busy page would owe the step and take it later, under the next key: that one waits until the focus has moved.
        for _ in 0..100 {
            let moved = "return document.activeElement !== window.focusBefore";
            if self.eval(moved).await == json!(true) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// Waits until the address is no longer this one.
    pub async fn leave(&self, path: &str) {
        let start = Instant::now();
        while self.path().await == path {
            assert!(
                start.elapsed() < PATIENCE,
                "still on {path}:\n{}",
                self.words("body").await
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Gives the same reason for every value the portal doubts.
    pub async fn explain_all(&self, reason: &str) {
        let fields = self
            .client
            .find_all(Locator::Css(".entry__reason"))
            .await
            .expect("a list");
        for field in fields {
            if field.is_displayed().await.unwrap_or(false) {
                field.send_keys(reason).await.expect("it takes keys");
            }
        }
    }

    /// A double click by a quick hand.
    pub async fn press_twice(&self, css: &str) {
        self.see(css).await;
        let middle = "const e = document.querySelector(arguments[0]); e.scrollIntoView({ block: 'center', behavior: 'instant' });
            const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]";
        let at = self
            .client
            .execute(middle, vec![json!(css)])
            .await
            .expect("a place");
        for count in [1, 2] {
            for kind in ["mousePressed", "mouseReleased"] {
                let event = json!({ "type": kind, "x": at[0], "y": at[1], "button": "left", "clickCount": count });
                self.devtools("Input.dispatchMouseEvent", event).await;
            }
        }
    }

    /// Opens the drop-down with one's name and presses something in it.
    pub async fn press_menu(&self, words: &str) {
        self.click(".masthead__user summary").await;
        self.press(words).await;
    }

    /// Waits until an element is there.
    pub async fn see(&self, css: &str) {
        let found = self
            .client
            .wait()
            .at_most(PATIENCE)
            .for_element(Locator::Css(css))
            .await;
        if found.is_err() {
            panic!(
                "{css} is not on {}:\n{}",
                self.path().await,
                self.words("body").await
            );
        }
    }

    /// Waits until an element holds these words.
    pub async fn read(&self, css: &str, words: &str) {
        let start = Instant::now();
        loop {
            let text = self.words(css).await;
            if text.contains(words) {
                return;
            }
            assert!(
                start.elapsed() < PATIENCE,
                "“{words}” is not in {css} on {}:\n{text}",
                self.path().await
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Waits until the address begins with this path.
    pub async fn arrive(&self, path: &str) {
        let start = Instant::now();
        while !self.path().await.starts_with(path) {
            let here = self.path().await;
            assert!(
                start.elapsed() < PATIENCE,
                "still on {here}, not on {path}:\n{}",
                self.words("body").await
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// The path and query of the page.
    pub async fn path(&self) -> String {
        let url = self.client.current_url().await.expect("an address");
        url.as_str()
            .strip_prefix(&self.base)
            .unwrap_or(url.as_str())
            .to_owned()
    }

    pub async fn click(&self, css: &str) {
        self.see(css).await;
        let element = self
            .client
            .find(Locator::Css(css))
            .await
            .expect("it is there");
        element
            .click()
            .await
            .unwrap_or_else(|error| panic!("{css} cannot be pressed: {error}"));
    }

    /// Follows the first link or presses the first button with exactly these words.
    pub async fn press(&self, words: &str) {
        let xpath = format!(
            "//*[(self::a or self::button or self::summary) and normalize-space(.)=\"{words}\"]"
        );
        let found = self
            .client
            .wait()
            .at_most(PATIENCE)
            .for_element(Locator::XPath(&xpath))
            .await;
        let element = match found {
            Ok(element) => element,
            Err(_) => panic!(
                "no “{words}” on {}:\n{}",
                self.path().await,
                self.words("body").await
            ),
        };
        element
            .click()
            .await
            .unwrap_or_else(|error| panic!("“{words}” cannot be pressed: {error}"));
    }

    /// Replaces what stands in a field.
    pub async fn fill(&self, css: &str, text: &str) {
        self.see(css).await;
        let field = self
            .client
            .find(Locator::Css(css))
            .await
            .expect("it is there");
        field.clear().await.expect("it can be emptied");
        field.send_keys(text).await.expect("it takes keys");
    }

    /// The visible words of the first element that matches; none when it is absent.
    pub async fn words(&self, css: &str) -> String {
        let script = "const e = document.querySelector(arguments[0]); return e ? e.innerText.replace(/\\s+/g, ' ').trim() : ''";
        // A page on its way out has no document for a moment.
        let words = self
            .client
            .execute(script, vec![json!(css)])
            .await
            .unwrap_or_default();
        words.as_str().unwrap_or_default().to_owned()
    }

    /// The value of a script's `return`.
    pub async fn eval(&self, script: &str) -> Value {
        self.client
            .execute(script, Vec::new())
            .await
            .expect("the script runs")
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let group = Pid::from_raw(i32::try_from(self.driver.id()).expect("a process id"));
        let _ = killpg(group, Signal::SIGKILL);
        let _ = self.driver.wait();
    }
}
