//! A preview: answers from recipes, keeps up with the sources, tells browsers to show what is new.
//!
//! `keep` waits for changes and makes a `State` of each, in a thread of its own; whatever asks over HTTP sees one
//! state, whole. A page is made when it is asked for, from the same recipe as `build` makes it; what browsers need besides (a
//! script, and the faults where there are some) is added in `edge`, where the bytes leave. With faults in the content the
//! pages are the last good ones. Nothing here prints: what happens is told as [`News`].

mod address;
mod answer;
mod edge;
mod editor;
mod events;
mod faults;
mod host;
mod keep;
mod media;
mod near;
mod news;
mod reached;
mod state;

pub use editor::{Editor, EditorFault};
pub use host::Host;
pub use news::{Cause, News, ServeError};

use crate::pipeline::Options;
use crate::source::Sources;
use crate::watch::Way;
use answer::Answering;
use axum::Router;
use keep::Keeper;
use state::State;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::net::TcpListener;
use tokio::sync::watch;

/// Says for which day a site is made, and how: it may read the clock.
pub type OptionsNow = Box<dyn Fn(&Sources) -> Options + Send>;

/// Takes what is told while a site is served.
pub type Tell = Box<dyn FnMut(News<'_>) + Send>;

/// What is served, and how.
pub struct Preview {
    /// The folder of the site.
    pub folder: PathBuf,
    /// Where it answers.
    pub host: Host,
    /// The port; 0 takes a free one.
    pub port: u16,
    /// What opens a file from a browser.
    pub editor: Editor,
    /// How changes are met.
    pub way: Way,
    /// How the site is made.
    pub options: OptionsNow,
    /// Who is told what happens.
    pub tell: Tell,
}

/// What the threads of a preview share.
struct Shared {
    state: watch::Sender<Arc<State>>,
    tell: Mutex<Tell>,
}

impl Shared {
    fn tell(&self, news: News<'_>) {
        // Whoever spoke before may have come to grief in the middle of a line; the next line is one all the same.
        let mut tell = self.tell.lock().unwrap_or_else(PoisonError::into_inner);
        tell(news);
    }
}

/// Serves a site until the program is asked to end from the keyboard.
///
/// # Errors
/// When the port is taken, or the system refuses it.
pub fn serve(preview: Preview) -> Result<(), ServeError> {
    serve_until(preview, stopped())
}

/// Serves a site until something has happened.
///
/// # Errors
/// As with [`serve`].
pub fn serve_until(preview: Preview, end: impl Future<Output = ()>) -> Result<(), ServeError> {
    let Preview { folder, host, port, editor, way, options, tell } = preview;
    let addresses = host.addresses(port)?;
    let name = host.clone();
    let refused = |fault| ServeError::refused(&name, port, fault);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_io().build().map_err(refused)?;
    let listener = runtime.block_on(TcpListener::bind(&*addresses)).map_err(refused)?;
    let address = listener.local_addr().map_err(refused)?;
    let shared = Arc::new(Shared { state: watch::Sender::new(Arc::default()), tell: Mutex::new(tell) });
    let keeper = Keeper::new(folder.clone(), options, shared.clone());
    let answering = Arc::new(Answering { shared: shared.clone(), host, editor, folder });
    let router = Router::new().fallback(answer::answer).with_state(answering);
    let keeping = std::thread::Builder::new().name("keep".to_owned());
    // It ends with the program: there is nothing that it would have to leave in order.
    keeping.spawn(move || keeper.keep(address, way)).map_err(refused)?;
    let ended = runtime.block_on(async {
        let serving = axum::serve(listener, router).into_future();
        match futures_util::future::select(Box::pin(serving), Box::pin(end)).await {
            futures_util::future::Either::Left((ended, _)) => ended,
            futures_util::future::Either::Right(_) => Ok(()),
        }
    });
    // Browsers that wait for news would wait for ever.
    runtime.shutdown_background();
    ended.map_err(refused)
}

/// Ends when the program is asked to end from the keyboard.
async fn stopped() {
    if tokio::signal::ctrl_c().await.is_err() {
        // Without the signal the server runs until it is killed, which is what asking would have done.
        std::future::pending::<()>().await;
    }
}
