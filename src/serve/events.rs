//! `/_huimin/events`: tells open pages that something has changed.

use std::convert::Infallible;
use std::time::Duration;

use axum::response::sse::{Event, KeepAlive, Sse};
use tokio_stream::wrappers::BroadcastStream;
use tokio_stream::{Stream, StreamExt};

use super::preview::{News, Preview};

/// How long a page waits before it comes back to a server that has gone.
const RETRY: Duration = Duration::from_secs(1);

/// News as they come. The first tells the reading of now, so that a page which
/// was away learns what it has missed.
pub fn events(preview: &Preview) -> Sse<impl Stream<Item = Result<Event, Infallible>> + use<>> {
    let news = BroadcastStream::new(preview.listen());
    let number = preview.current().number;
    let first = tokio_stream::once(event(News::Generation(number)).retry(RETRY));
    // Who has missed some looks anew all the same.
    let later = news.map(move |news| event(news.unwrap_or(News::Generation(number))));
    Sse::new(first.chain(later).map(Ok)).keep_alive(KeepAlive::default())
}

fn event(news: News) -> Event {
    let (name, number) = match news {
        News::Generation(number) => ("generation", number),
        News::Products(number) => ("products", number),
    };
    Event::default().event(name).data(number.to_string())
}
