//! The second stage: what the files mean. Typed values, pages of a kind in
//! their sections, facts put in, references followed.

mod addresses;
mod asked;
mod config;
mod datum;
mod facts;
mod folders;
mod graph;
mod index;
mod links;
mod moment;
mod options;
mod page;
mod read;
mod resolve;
mod section;
mod skipped;
mod state;
mod written;

pub use asked::{Asked, Asking};
pub use config::{Campaign, Config, Phase};
pub use datum::{Datum, Fields, Located};
pub use facts::{Fact, Facts, Group, next_name, sole_name};
pub use graph::{Changed, Model, build};
pub use links::{Target, Targets, encode};
pub use moment::{Moment, weekday};
pub use options::Options;
pub use page::Page;
pub use section::{Section, Sort, View};
pub use skipped::Skipped;
pub use state::State;
pub use written::Written;
