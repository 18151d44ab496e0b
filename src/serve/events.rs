use super::answer::Answering;
use super::edge::{self, Digests};
use axum::body::Body;
use axum::http::Response;
use axum::response::IntoResponse;
use axum::response::sse::{Event, Sse};
use futures_util::stream::unfold;
use std::convert::Infallible;
use std::sync::Arc;

/// Tells a browser what there is at a path: at once, and whenever it is something else.
pub(super) fn events(answering: Arc<Answering>, path: String) -> Response<Body> {
    let states = answering.shared.state.subscribe();
    let told: Option<Digests> = None;
    let stream = unfold((answering, states, path, told), |(answering, mut states, path, told)| async move {
        loop {
            let state = states.borrow_and_update().clone();
            if state.number > 0 {
                let digests = tokio::task::block_in_place(|| edge::page(&answering, &state, &path).digests);
                if told != Some(digests) {
                    let event = Event::default().data(digests.message());
                    return Some((Ok::<_, Infallible>(event), (answering, states, path, Some(digests))));
                }
            }
            drop(state);
            states.changed().await.ok()?;
        }
    });
    Sse::new(stream).into_response()
}
