//! The site in memory, read again whenever its files change.

use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use tokio::sync::broadcast;

use super::generation::{Generation, Reading};
use super::kept::Kept;
use crate::lock::lock;
use crate::model::Options;
use crate::site::Site;
use crate::source::Listing;

/// Listeners that are further behind than this are told to look anew.
const BEHIND: usize = 16;

/// What listeners are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// A reading of this number has taken the place of the one before.
    Generation(u64),
    /// The printed products of the reading of this number are made.
    Products(u64),
}

/// The site in memory. Shared by everything that answers.
#[derive(Debug)]
pub struct Preview {
    root: PathBuf,
    options: Options,
    current: RwLock<Arc<Generation>>,
    news: broadcast::Sender<News>,
    /// The last reading with another theme whose pages could be rendered.
    earlier: Mutex<Option<Arc<Generation>>>,
    /// Pages as they were while they were right.
    pub(super) kept: Kept,
}

impl Preview {
    /// Reads the site at `root` for the first time. A site that is broken is a
    /// preview too.
    pub fn new(root: PathBuf, options: Options, listing: Arc<Listing>) -> Self {
        let mut first = Generation::read(&root, listing, &options, None);
        // Where there is no chance to be had, an old page is only found out later.
        first.number += getrandom::u32().map_or(0, u64::from);
        Self {
            root,
            options,
            current: RwLock::new(Arc::new(first)),
            news: broadcast::channel(BEHIND).0,
            earlier: Mutex::default(),
            kept: Kept::default(),
        }
    }

    /// The site's folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// What the preview was asked for.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// The reading of now. It stays whole for as long as it is held.
    pub fn current(&self) -> Arc<Generation> {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        current.clone()
    }

    /// The site of now with drafts, pages to come and pages that ended. Read at
    /// the first call, which can take a moment: not for an async thread.
    pub fn everything(&self) -> Arc<Site> {
        let reading = Reading {
            everything: true,
            now: None,
        };
        self.current().beside(&self.root, &self.options, &reading)
    }

    /// News from now on.
    pub fn listen(&self) -> broadcast::Receiver<News> {
        self.news.subscribe()
    }

    /// Reads the site again from these files, and puts the reading in place.
    /// Only one thread may call this.
    pub fn read_again(&self, listing: Arc<Listing>) -> Arc<Generation> {
        let before = self.current();
        let next = Generation::read(&self.root, listing, &self.options, Some(&before));
        self.put(before, next)
    }

    /// Reads the same files once more, for one that could not be read. None, and
    /// nothing has changed, if it still cannot. Only one thread may call this.
    pub fn try_again(&self) -> Option<Arc<Generation>> {
        let before = self.current();
        let listing = before.listing.clone();
        let next = Generation::read(&self.root, listing, &self.options, Some(&before));
        let is_same = next.site.unread() && next.problems == before.problems;
        (!is_same).then(|| self.put(before, next))
    }

    fn put(&self, before: Arc<Generation>, next: Generation) -> Arc<Generation> {
        if next.looks_different() && !before.failed.load(Ordering::Relaxed) {
            *lock(&self.earlier) = Some(before);
        }
        let next = Arc::new(next);
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = next.clone();
        self.tell(News::Generation(next.number));
        next
    }

    /// The last reading with another theme whose pages could be rendered.
    pub(super) fn earlier(&self) -> Option<Arc<Generation>> {
        let earlier = lock(&self.earlier);
        earlier.clone()
    }

    /// Tells all listeners; there may be none.
    pub(super) fn tell(&self, news: News) {
        let _ = self.news.send(news);
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::Weak;

    use super::*;

    /// The reading of now, the last good one while it is broken, and the last with
    /// another theme.
    #[test]
    fn of_earlier_readings_few_are_kept() {
        let site = tempfile::tempdir().expect("a folder");
        let root = site.path();
        let style = root.join("themes/huimin/assets/a.css");
        fs::create_dir_all(root.join("content")).expect("made");
        fs::create_dir_all(style.parent().expect("a folder")).expect("made");
        let write = |path: PathBuf, text: String| fs::write(path, text).expect("written");
        write(root.join("site.yaml"), "网站名称: 试\n".into());
        let listing = Arc::new(Listing::take(root));
        let preview = Preview::new(root.to_owned(), Options::default(), listing);
        let mut readings = Vec::new();
        for number in 0..30 {
            let page = format!("---\n标题: 第{number}回\n日期: 2026-05-01\n---\n");
            write(root.join("content/a.md"), page);
            if number % 5 == 0 {
                write(style.clone(), format!("p {{ margin: {number}px }}"));
            }
            if number % 7 > 4 {
                write(root.join("site.yaml"), format!("网站名称: [{number}\n"));
            } else {
                write(root.join("site.yaml"), format!("网站名称: 试{number}\n"));
            }
            let before = preview.current();
            let listing = Listing::take_after(root, &before.listing);
            let reading = preview.read_again(Arc::new(listing));
            preview.everything();
            readings.push(Arc::downgrade(&reading));
        }
        let kept = readings.iter().filter_map(Weak::upgrade).count();
        assert!(kept <= 3, "{kept}");
    }
}
