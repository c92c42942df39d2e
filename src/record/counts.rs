//! What a build counts for its last line.

use serde::{Deserialize, Serialize};

use crate::plan::{Output, Planned};
use crate::schema::KINDS;
use crate::site::Site;

/// How many pages and products a site has.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Pages.
    pub pages: usize,
    /// Pages of each kind, in the order of the kinds.
    pub kinds: Vec<usize>,
    /// Pages that list others.
    pub lists: usize,
    /// Printed products.
    pub products: usize,
}

impl Counts {
    /// Counts what a site has and what is planned of it.
    pub fn of(site: &Site, planned: &[Planned]) -> Self {
        let pages = &site.ground.model.pages;
        let of_kind = |en| pages.iter().filter(|page| page.kind.en == en).count();
        let is_list = |planned: &&Planned| {
            matches!(
                planned.output,
                Output::List(_) | Output::Tag(..) | Output::ThemePage(_)
            )
        };
        Self {
            pages: pages.len(),
            kinds: KINDS.iter().map(|kind| of_kind(kind.en)).collect(),
            lists: planned.iter().filter(is_list).count(),
            products: site.products().len(),
        }
    }
}
