//! Answers from recipes, on loopback.

use crate::output::Output;
use crate::route;
use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{Method, Request, Response, StatusCode, header};
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use tokio::net::TcpListener;

/// Serves a site at this port of 127.0.0.1 until the program is stopped; 0 takes a free one. `ready` is told the address.
///
/// # Errors
/// When the port is taken, or the system refuses it.
pub fn serve(output: Output, port: u16, ready: impl FnOnce(SocketAddr)) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_io().build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
        ready(listener.local_addr()?);
        let site = Router::new().fallback(answer).with_state(Arc::new(output));
        axum::serve(listener, site).with_graceful_shutdown(stopped()).await
    })
}

/// Ends when the program is asked to end from the keyboard.
async fn stopped() {
    if tokio::signal::ctrl_c().await.is_err() {
        // Without the signal the server runs until it is killed, which is what asking would have done.
        std::future::pending::<()>().await;
    }
}

async fn answer(State(output): State<Arc<Output>>, request: Request<Body>) -> Response<Body> {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return respond(
            StatusCode::METHOD_NOT_ALLOWED,
            "text/plain; charset=utf-8",
            b"only GET and HEAD are answered\n".to_vec(),
        );
    }
    let path = request.uri().path();
    let file = route::file(path);
    if let Some(made) = output.bytes(&file) {
        return match made {
            Ok(bytes) => respond(StatusCode::OK, media_type(&file), bytes),
            Err(fault) => respond(
                StatusCode::INTERNAL_SERVER_ERROR,
                "text/plain; charset=utf-8",
                format!("{}\n", fault.message).into(),
            ),
        };
    }
    // `//host` would lead to another site.
    let folder = format!("/{}/", path.trim_matches('/'));
    if !path.ends_with('/') && output.bytes(&route::file(&folder)).is_some() {
        let mut moved = respond(StatusCode::TEMPORARY_REDIRECT, "text/plain; charset=utf-8", Vec::new());
        if let Ok(location) = folder.parse() {
            moved.headers_mut().insert(header::LOCATION, location);
        }
        return moved;
    }
    match output.bytes(&route::file(route::NOT_FOUND)) {
        Some(Ok(bytes)) => respond(StatusCode::NOT_FOUND, "text/html; charset=utf-8", bytes),
        _ => respond(StatusCode::NOT_FOUND, "text/plain; charset=utf-8", b"not found\n".to_vec()),
    }
}

fn respond(status: StatusCode, media_type: &'static str, bytes: Vec<u8>) -> Response<Body> {
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, header::HeaderValue::from_static(media_type));
    response.headers_mut().insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-cache"));
    response
}

/// The media type of a file, by its ending.
fn media_type(file: &str) -> &'static str {
    match file.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
