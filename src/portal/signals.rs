//! Being told to stop, once in good order and twice at once.

use std::io;

use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

/// How often SIGINT or SIGTERM came. Listens from the moment it is made.
pub struct Signals(watch::Receiver<u32>);

impl Signals {
    /// # Errors
    /// When the system lets nobody listen.
    pub fn listen() -> io::Result<Signals> {
        let (mut interrupt, mut terminate) = (
            signal(SignalKind::interrupt())?,
            signal(SignalKind::terminate())?,
        );
        let (tell, told) = watch::channel(0);
        tokio::spawn(async move {
            loop {
                tokio::select! {
                    _ = interrupt.recv() => {}
                    _ = terminate.recv() => {}
                }
                tell.send_modify(|count| *count += 1);
            }
        });
        Ok(Signals(told))
    }

    /// Ends when the first signal has come: what is begun may be finished.
    pub async fn stop(&self) {
        self.count(1).await;
    }

    /// Ends when a second signal has come: somebody does not want to wait.
    pub async fn hurry(&self) {
        self.count(2).await;
    }

    async fn count(&self, least: u32) {
        if self
            .0
            .clone()
            .wait_for(|count| *count >= least)
            .await
            .is_err()
        {
            std::future::pending().await
        }
    }
}
