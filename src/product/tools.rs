//! What a theme brings for print: its fonts, the profile of a press, its templates.

use tera::Tera;

use super::made::Made;
use crate::diagnostic::{Diagnostic, Problem};
use crate::print::{BadFont, Fonts, Press, Separation};
use crate::program::program;
use crate::theme::{Theme, print_templates};

/// The colour profile of the press, in the theme, and the most ink on one spot in
/// per cent.
const PROFILE: &str = "print/press.icc";
const INK_LIMIT: f64 = 300.0;

/// Everything of the theme that products are made with.
#[derive(Debug)]
pub struct Tools {
    /// Its fonts.
    pub press: Press,
    /// From the colours of pictures to inks.
    pub separation: Separation,
    /// Its templates.
    pub templates: Tera,
    /// A hash of its files for print, fonts among them, and of the program.
    pub mark: blake3::Hash,
    /// What was made with them.
    pub(super) made: Made,
}

impl Tools {
    /// The tools of a theme; none if its fonts or its profile are none, which is
    /// told.
    pub fn of(theme: &Theme, problems: &mut Vec<Diagnostic>) -> Option<Self> {
        let press = fonts(theme).map(Press::new).map_err(|bad| bad.to_string());
        let profile = theme.file(PROFILE).unwrap_or_default();
        let separation =
            Separation::from_profile(profile, INK_LIMIT).map_err(|bad| format!("{PROFILE}: {bad}"));
        match (press, separation) {
            (Ok(press), Ok(separation)) => Some(Self {
                press,
                separation,
                templates: print_templates(theme, problems),
                mark: mark(theme),
                made: Made::default(),
            }),
            (press, separation) => {
                let reasons = [press.err(), separation.err()];
                problems.extend(
                    reasons
                        .into_iter()
                        .flatten()
                        .map(|reason| Diagnostic::general(Problem::Unreadable { reason })),
                );
                None
            }
        }
    }
}

fn mark(theme: &Theme) -> blake3::Hash {
    let mut mark = blake3::Hasher::new();
    // Another program may make it otherwise, though it calls itself the same.
    mark.update(program().unwrap_or_default().as_bytes());
    for folder in ["print", "fonts"] {
        for (path, bytes) in theme.folder(folder) {
            mark.update(path.as_bytes());
            mark.update(&bytes.len().to_le_bytes());
            mark.update(bytes);
        }
    }
    mark.finalize()
}

fn fonts(theme: &Theme) -> Result<Fonts, BadFont> {
    let fonts = theme.folder("fonts");
    let is_font = |path: &str| {
        [".otf", ".ttf", ".ttc"]
            .iter()
            .any(|ending| path.ends_with(ending))
    };
    Fonts::read(
        fonts
            .into_iter()
            .filter(|(path, _)| is_font(path))
            .map(|(path, bytes)| (path.to_owned(), bytes.clone())),
    )
}
