//! What a product reports of itself.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// How a product's content fits its sheet, as the theme measured it. Lengths are
/// in mm. What this does not name stays readable in `more`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fit {
    /// Whether it fits. If not, the sheet must not be printed.
    pub ok: bool,
    /// The size of the body's Han used.
    #[serde(default)]
    pub body: Option<f64>,
    /// The size wanted for the reading distance.
    #[serde(default)]
    pub wanted: Option<f64>,
    /// The smallest size allowed.
    #[serde(default)]
    pub least: Option<f64>,
    /// The height of the title band.
    #[serde(default)]
    pub band: Option<f64>,
    /// Han in the content.
    #[serde(default)]
    pub han: Option<u64>,
    /// Share of the height that is used, 0 to 1.
    #[serde(default)]
    pub fill: Option<f64>,
    /// Height left empty.
    #[serde(default)]
    pub hole: Option<f64>,
    /// If it does not fit: height that is too much.
    #[serde(default)]
    pub over_mm: Option<f64>,
    /// If it does not fit: Han to take out of the texts.
    #[serde(default)]
    pub cut_han: Option<f64>,
    /// If it does not fit: fields that would have to go.
    #[serde(default, deserialize_with = "or_default")]
    pub drop: Vec<String>,
    /// If it does not fit: fields any one of which would do.
    #[serde(default, deserialize_with = "or_default")]
    pub alone: Vec<String>,
    /// If it does not fit: each section and what to take out of it.
    #[serde(default, deserialize_with = "or_default")]
    pub parts: Vec<Cut>,
    /// All other fields.
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

/// One section of a product that does not fit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cut {
    /// The field of the data.
    #[serde(default, deserialize_with = "or_default")]
    pub field: String,
    /// Its title.
    #[serde(default)]
    pub title: Option<String>,
    /// The face it lies on, from 0, where there are faces.
    #[serde(default)]
    pub face: Option<usize>,
    /// Han in it.
    #[serde(default)]
    pub han: Option<f64>,
    /// Its height.
    #[serde(default)]
    pub mm: Option<f64>,
    /// Han to take out.
    #[serde(default)]
    pub cut_han: Option<f64>,
    /// Rows to take out, in a table or schedule.
    #[serde(default)]
    pub rows: Option<f64>,
}

/// `none` in Typst where a list or a word is meant is an empty one.
fn or_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: serde::Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}
