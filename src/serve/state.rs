use super::faults::Found;
use super::near::near;
use crate::output::Output;
use crate::route;
use std::sync::Arc;

/// What is known of the site at a moment; it never changes.
#[derive(Debug, Default)]
pub(super) struct State {
    /// 0 before anything was read.
    pub(super) number: u64,
    /// The last site without faults in its content.
    pub(super) good: Option<Arc<Output>>,
    /// The last one of which every page could be made; before one is known, the one before this.
    pub(super) proven: Option<Arc<Output>>,
    /// What is wrong now.
    pub(super) found: Arc<Found>,
}

/// What stands at a path.
#[derive(Debug)]
pub(super) enum Looked {
    /// A file; what is wrong with the site comes along where the file is an older one than its sources.
    File { file: String, bytes: Vec<u8>, found: Arc<Found> },
    /// The path of a folder without the `/` at its end.
    Folder(String),
    /// Nothing; the site's own page for that, and paths that are spelt alike.
    Nothing { bytes: Option<Vec<u8>>, near: Vec<String> },
    /// Something that cannot be made, and could not be before.
    Broken(Arc<Found>),
}

impl State {
    /// The state after this one.
    pub(super) fn next(&self, number: u64, good: Option<Arc<Output>>, found: Arc<Found>) -> Self {
        let proven = self.proven.clone().or_else(|| self.good.clone());
        Self { number, good, proven, found }
    }

    /// The same state after all its pages were made.
    pub(super) fn completed(&self, proven: Option<Arc<Output>>, found: Arc<Found>) -> Self {
        Self { number: self.number, good: self.good.clone(), proven, found }
    }

    /// What stands at a path, whose escapes are taken away.
    pub(super) fn look(&self, path: &str) -> Looked {
        let Some(good) = &self.good else { return Looked::Broken(self.found.clone()) };
        let routes = &good.site().routes;
        // A site may stand below a path; both ways are answered, so that a preview begins at either.
        let path = routes.base().below(path).unwrap_or(path);
        let file = route::file(path);
        match good.bytes(&file) {
            Some(Ok(bytes)) => return Looked::File { file, bytes, found: self.found.clone() },
            Some(Err(fault)) => {
                // Until every page was made, this one alone knows.
                let found = Arc::new(self.found.with(*fault));
                return match self.proven.as_ref().and_then(|proven| proven.bytes(&file)) {
                    Some(Ok(bytes)) => Looked::File { file, bytes, found },
                    _ => Looked::Broken(found),
                };
            }
            None => {}
        }
        // `//host` would lead to another site.
        let folder = format!("/{}/", path.trim_matches('/'));
        if !path.ends_with('/') && good.has(&route::file(&folder)) {
            return Looked::Folder(routes.address(&folder));
        }
        let bytes = good.bytes(&route::file(route::NOT_FOUND)).and_then(Result::ok);
        Looked::Nothing { bytes, near: near(good, path).iter().map(|path| routes.address(path)).collect() }
    }
}
