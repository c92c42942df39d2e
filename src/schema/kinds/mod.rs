//! Every kind of content, a file for each group of kinds.

mod campaign;
mod policy;
mod print;
mod service;
mod story;
mod window;

use super::{Form, Kind};

/// All kinds, in the order of the manual. The last but one, 文章, is what a
/// file is that does not say otherwise.
pub const KINDS: &[&Kind] = &[
    &policy::DOCUMENT,
    &policy::EXPLAINER,
    &service::SERVICE,
    &window::WINDOW,
    &story::STORY,
    &campaign::NEWS,
    &campaign::EVENT,
    &campaign::FEEDBACK,
    &campaign::CONTACT,
    &story::HONOURS_LIST,
    &story::BRAND,
    &print::ARTICLE,
    &print::PRODUCT,
];

/// The kind of this name, in either language. The name of a printed product,
/// such as 三折页, means the kind of all of them.
pub fn kind_named(name: &str) -> Option<&'static Kind> {
    KINDS
        .iter()
        .copied()
        .find(|kind| kind.zh == name || kind.en.eq_ignore_ascii_case(name))
        .or_else(|| Form::named(name).map(|_| &print::PRODUCT))
}
