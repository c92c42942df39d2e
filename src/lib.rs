//! huimin (惠民) turns the Markdown of a county's policy campaign into a
//! website and into boards and leaflets for the print shop.
//!
//! The crate is one chain of stages, each a function from values to values and
//! diagnostics: [`source`] → [`model`] → [`plan`] → [`render`] → [`output`].

#![deny(missing_docs)]

pub mod body;
pub mod cli;
pub mod diagnostic;
pub mod fingerprint;
pub mod job;
pub mod ledger;
mod lock;
pub mod markdown;
pub mod media;
pub mod model;
mod nearest;
pub mod output;
mod own;
pub mod plan;
pub mod preflight;
pub mod print;
pub mod product;
mod program;
pub mod record;
pub mod render;
pub mod schema;
pub mod serve;
pub mod share;
pub mod site;
pub mod source;
pub mod text;
mod texts;
pub mod theme;
pub mod watch;
