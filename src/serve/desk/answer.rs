//! What the desk answers: JSON, or a refusal with a sentence.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::json;

/// Why something was not done, for the person at the desk.
#[derive(Debug)]
pub struct Refused {
    status: StatusCode,
    sentence: String,
}

impl Refused {
    /// A refusal with its status and its sentence.
    pub fn new(status: StatusCode, sentence: impl Into<String>) -> Self {
        Self {
            status,
            sentence: sentence.into(),
        }
    }

    /// What was asked for cannot be meant.
    pub fn wrong(sentence: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, sentence)
    }

    /// It leads where the desk must not write or read.
    pub fn outside(sentence: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, sentence)
    }

    /// What is said.
    pub fn sentence(&self) -> &str {
        &self.sentence
    }

    /// The system failed.
    pub fn failed(sentence: impl Into<String>) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, sentence)
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        (self.status, json(&json!({ "error": self.sentence }))).into_response()
    }
}

/// A value as JSON. What the desk shows is of this moment: nothing keeps it.
pub fn json(value: &impl Serialize) -> Response {
    let kept = (header::CACHE_CONTROL, "no-store");
    let kind = (header::CONTENT_TYPE, "application/json; charset=utf-8");
    // Texts, numbers and lists of them always serialise.
    let text = serde_json::to_vec(value).unwrap_or_default();
    ([kept, kind], text).into_response()
}
