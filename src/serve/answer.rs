use super::address::{decoded, query};
use super::edge::{self, OURS};
use super::editor::Editor;
use super::events::events;
use super::host::Host;
use super::media::{HTML, TEXT};
use super::state::State as SiteState;
use super::{Shared, address};
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, Method, Request, Response, StatusCode, header};
use std::path::PathBuf;
use std::sync::Arc;

/// What an answer is made from.
pub(super) struct Answering {
    pub(super) shared: Arc<Shared>,
    pub(super) host: Host,
    pub(super) editor: Editor,
    pub(super) folder: PathBuf,
}

/// Answers a browser.
pub(super) async fn answer(State(answering): State<Arc<Answering>>, request: Request<Body>) -> Response<Body> {
    if let Some(foreign) = foreign_host(&answering.host, &request) {
        let message = format!(
            "the site is not shown as `{foreign}`: ask for it at the address that `fingerpost serve` printed,\n\
             or start it with `--host` and this name\n"
        );
        return plain(StatusCode::FORBIDDEN, message);
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let mut refused = plain(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD are answered\n".to_owned());
        refused.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        return refused;
    }
    let uri = request.uri();
    let page = query(uri.query().unwrap_or_default(), "page").unwrap_or_else(|| "/".to_owned());
    match uri.path().strip_prefix(OURS) {
        Some("script.js") => respond(StatusCode::OK, "text/javascript; charset=utf-8", edge::SCRIPT.into()),
        Some("panel.css") => respond(StatusCode::OK, "text/css; charset=utf-8", edge::STYLE.into()),
        Some("events") if request.method() == Method::GET => events(answering, page),
        Some("panel") => {
            let state = ready(&answering).await;
            let made = tokio::task::block_in_place(|| edge::page(&answering, &state, &page));
            respond(StatusCode::OK, HTML, edge::shadow(&made.panel).into())
        }
        Some(_) => plain(StatusCode::NOT_FOUND, "nothing has this address\n".to_owned()),
        None => {
            // A path that no browser writes stands for itself: nothing has it.
            let path = decoded(uri.path()).unwrap_or_else(|| uri.path().to_owned());
            let state = ready(&answering).await;
            let search = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
            tokio::task::block_in_place(|| of_site(&answering, &state, &path, &search))
        }
    }
}

/// The state of the site, once there is one.
pub(super) async fn ready(answering: &Answering) -> Arc<SiteState> {
    let mut states = answering.shared.state.subscribe();
    let state = states.wait_for(|state| state.number > 0).await.map(|state| state.clone());
    state.unwrap_or_default()
}

fn of_site(answering: &Answering, state: &SiteState, path: &str, search: &str) -> Response<Body> {
    let page = edge::page(answering, state, path);
    let (status, media_type) = (page.status, page.media_type);
    let location = page.location.as_ref().and_then(|location| HeaderValue::try_from(location.clone() + search).ok());
    let mut response = respond(status, media_type, page.sent(path));
    if let Some(location) = location {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}

/// The host that is asked for, where it is not one that may be; empty where none is.
fn foreign_host(host: &Host, request: &Request<Body>) -> Option<String> {
    let told = request.headers().get(header::HOST).map(|told| String::from_utf8_lossy(told.as_bytes()).into_owned());
    let of_uri = request.uri().authority().map(|authority| authority.as_str().to_owned());
    let asked: Vec<String> = told.into_iter().chain(of_uri).collect();
    if asked.is_empty() {
        return Some(String::new());
    }
    asked.into_iter().find(|asked| !host.allows(asked)).map(|foreign| address::escaped(&foreign))
}

fn plain(status: StatusCode, text: String) -> Response<Body> {
    respond(status, TEXT, text.into())
}

fn respond(status: StatusCode, media_type: &'static str, bytes: Vec<u8>) -> Response<Body> {
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    // Not even the page to which one goes back may be an old one.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // What the host of the site is to send, so that what it forbids is seen here first.
    for (name, value) in crate::header::headers() {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            headers.insert(name, value);
        }
    }
    response
}
