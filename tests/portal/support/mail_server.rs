//! A mail server that takes, refuses, puts off, waits or breaks the line, as the recipient's address says.

use std::collections::HashMap;
use std::sync::Arc;

use izportal::foundation::mail::Mailer;
use tokio::io::AsyncBufReadExt;
use tokio::io::{AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Mutex, Semaphore};

/// A mail server of a test.
#[derive(Clone)]
pub struct MailServer {
    url: String,
    /// What it took, in the order in which it came.
    pub taken: Arc<Mutex<Vec<String>>>,
    /// A message to slow@ is answered when there is one of these.
    pub gate: Arc<Semaphore>,
    /// How often each address was tried.
    tried: Arc<Mutex<HashMap<String, usize>>>,
}

impl MailServer {
    pub async fn start() -> MailServer {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let server = MailServer {
            url: format!("smtp://{}", listener.local_addr().expect("its address")),
            taken: Arc::default(),
            gate: Arc::new(Semaphore::new(0)),
            tried: Arc::default(),
        };
        let serving = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let serving = serving.clone();
                tokio::spawn(async move { serving.talk(stream).await });
            }
        });
        server
    }

    /// One connection; it ends when the server drops it.
    async fn talk(&self, stream: TcpStream) {
        let (read, mut write) = stream.into_split();
        let mut lines = BufReader::new(read).lines();
        let mut message: Option<String> = None;
        let mut to = String::new();
        let _ = write.write_all(b"220 test\r\n").await;
        while let Ok(Some(line)) = lines.next_line().await {
            let answer = match (&mut message, line.as_str()) {
                (Some(text), ".") => {
                    if to.contains("slow@") {
                        self.gate.acquire().await.expect("open").forget();
                    }
                    self.taken.lock().await.push(std::mem::take(text));
                    message = None;
                    if to.contains("cut@") {
                        // Taken, and the line breaks before it is said.
                        return;
                    }
                    "250 2.0.0 taken\r\n"
                }
                (Some(text), line) => {
                    text.push_str(line);
                    text.push('\n');
                    continue;
                }
                (None, "DATA") => {
                    message = Some(String::new());
                    "354 go on\r\n"
                }
                (None, line) if line.starts_with("RCPT") => {
                    line.clone_into(&mut to);
                    self.receives(line).await
                }
                (None, line) if line.starts_with("QUIT") => "221 bye\r\n",
                (None, _) => "250 ok\r\n",
            };
            let _ = write.write_all(answer.as_bytes()).await;
        }
    }

    async fn receives(&self, line: &str) -> &'static str {
        let mut tried = self.tried.lock().await;
        let times = tried.entry(line.to_owned()).or_default();
        *times += 1;
        match *times {
            _ if line.contains("nobody@") => "550 5.1.1 <nobody@example.vn>: User unknown\r\n",
            _ if line.contains("full@") => "552 5.2.2 mailbox full\r\n",
            _ if line.contains("spam@") => "554 5.7.1 looks like spam\r\n",
            1 if line.contains("later@") => "451 4.3.2 try again later\r\n",
            _ => "250 2.1.5 ok\r\n",
        }
    }

    pub fn mailer(&self) -> Mailer {
        Mailer::new(&self.url, "Ban Quản lý các KCN <bql@example.vn>").expect("settings")
    }

    /// To whom messages went, by address.
    pub async fn recipients(&self) -> Vec<String> {
        let taken = self.taken.lock().await;
        let to = |text: &String| {
            let line = text.lines().find_map(|line| line.strip_prefix("To: "));
            line.unwrap_or_default().to_owned()
        };
        let mut all: Vec<String> = taken.iter().map(to).collect();
        all.sort();
        all
    }
}
