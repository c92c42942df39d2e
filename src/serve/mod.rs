//! The preview: the site as it would be built, from memory, kept up with the
//! files, and what is wrong with it shown on the pages themselves.
//!
//! [`Preview`] holds the site; [`keep_up()`] reads it again when its files have
//! changed; [`router`] answers.

mod answer;
mod asked;
mod board;
mod deadline;
pub mod desk;
mod edited;
mod events;
mod generation;
mod hosts;
mod html;
mod keep_up;
mod kept;
mod listen;
mod mark;
mod preview;
mod script;
mod server;
mod shell;
mod spoken;
mod state;

pub use generation::{Generation, Reading};
pub use hosts::Hosts;
pub use keep_up::{keep_up, make_products};
pub use listen::listen;
pub use preview::{News, Preview};
pub use server::{Server, router};
