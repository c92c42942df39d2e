//! A printed product after edits is that of a clean build: whatever was kept of
//! the one before, in memory or beside the site.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::common::Site as Folder;
use super::dice::Dice;
use super::edit::{Editor, sources};
use super::folder::with_board;
use super::{Failure, search};
use huimin::model::Options;
use huimin::site::Site;
use huimin::source::Listing;

/// Edits of one seed, from the same folder.
const STEPS: u64 = 20;
/// Edits in all, if nothing else is asked for.
const EDITS: u64 = 100;
/// A product takes so much longer than pages.
const SHARE: u64 = 20;

/// What was made for the print shop, and what is wrong with it.
fn made(site: &Site) -> Vec<String> {
    let mut made: Vec<_> = site
        .product_problems()
        .iter()
        .map(|p| format!("{p:?}"))
        .collect();
    made.sort();
    made.extend(site.products().iter().map(|(index, product)| {
        let pictures = product.pictures.iter().map(|p| blake3::hash(&p.webp));
        let pictures: Vec<_> = pictures.collect();
        let pdf = blake3::hash(&product.pdf);
        format!("{index} {} {pdf} {pictures:?}", product.pages)
    }));
    made
}

/// What a clean build makes, which finds nothing kept beside the site.
fn afresh(folder: &Folder, options: &Options) -> Vec<String> {
    let (kept, aside) = (folder.path(".huimin"), folder.path(".aside"));
    let has_kept = fs::rename(&kept, &aside).is_ok();
    let fresh = made(&read(folder.root(), options, None));
    let _ = fs::remove_dir_all(&kept);
    if has_kept {
        fs::rename(aside, kept).expect("put back");
    }
    fresh
}

fn read(root: &Path, options: &Options, before: Option<&Site>) -> Site {
    Site::read(root, &Arc::new(Listing::take(root)), options, before)
}

fn run(seed: u64, steps: &[u64]) -> Result<(), Failure> {
    let folder = with_board();
    let first = sources(&folder);
    let mut editor = Editor::of(&folder, &first);
    let mut site = read(folder.root(), &editor.options, None);
    assert_eq!(site.products().len(), 1);
    for &step in steps {
        let done = editor.edit_product(&mut Dice::new(seed, step));
        site = read(folder.root(), &editor.options, Some(&site));
        let (again, fresh) = (made(&site), afresh(&folder, &editor.options));
        if again != fresh {
            return Err((
                step,
                format!("{done}\nagain: {again:#?}\nafresh: {fresh:#?}"),
            ));
        }
    }
    Ok(())
}

#[test]
fn a_product_after_edits_is_that_of_a_clean_build() {
    search(run, STEPS, EDITS, SHARE, "");
}
