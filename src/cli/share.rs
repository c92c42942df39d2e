//! `huimin build --share`: the site as an archive that opens by double click.

use std::path::Path;

use super::Ended;
use super::arguments::{Build, Format};
use super::build::Progress;
use super::say::Say;
use crate::diagnostic::Diagnostic;
use crate::share::{START, ShareError, Shared, share};
use crate::site::{Site, has_errors};

/// Windows takes 260 characters for a path; where the archive is extracted takes
/// so many of them.
const LONGEST: usize = 180;

/// Writes a site that was read to the archive `to`, if nothing is wrong with it.
pub fn run(
    site: &Site,
    to: &Path,
    mut problems: Vec<Diagnostic>,
    options: &Build,
    progress: &Progress,
    say: Say,
) -> Ended {
    let mut shared = None;
    let mut failed = None;
    if !has_errors(&problems) {
        match share(site, to, &|| progress.step()) {
            Ok(told) => shared = Some(told),
            Err(ShareError::Pages(pages)) => problems.extend(pages),
            Err(error) => failed = Some(error.message(to, say.lang)),
        }
    }
    progress.end();
    let report = say.report(&options.site.root, problems, options.format);
    let counts = say.counts(&report);
    if let Some(why) = failed {
        say.line(&why);
        return Ended::Failed;
    }
    let Some(shared) = shared else {
        say.line(&format!(
            "{counts}{}",
            say.words(
                "；改好以前不能给人看，没有做预览压缩包",
                "; not fit to be shown until mended, no archive was made"
            )
        ));
        return Ended::Errors;
    };
    if options.format == Format::Human {
        say.line(&line(&shared, to, say));
        if !counts.is_empty() {
            say.line(&counts);
        }
    }
    Ended::Done
}

/// Where the archive is, how large, how many pages, and how it is opened.
fn line(shared: &Shared, to: &Path, say: Say) -> String {
    let Shared {
        folder,
        pages,
        size,
        longest,
    } = shared;
    let (to, size) = (to.display(), megabytes(*size));
    let mut text = match say.lang == crate::diagnostic::Lang::Zh {
        true => format!(
            "预览压缩包 {to}：{pages} 页，{size} MB。发给人看，先解压，再双击“{folder}”里的“{START}”；没有写 public"
        ),
        false => format!(
            "preview {to}: {pages} pages, {size} MB. To open it, extract it and open “{START}” in “{folder}”; public was not written"
        ),
    };
    if *longest > LONGEST {
        text.push('\n');
        text.push_str(say.words(
            "有的路径很长，在 Windows 上请解压到“D:\\预览”这样短的地方",
            "some paths are long: on Windows, extract it to a short place such as D:\\preview",
        ));
    }
    text
}

/// Bytes as megabytes with one place.
fn megabytes(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100_000);
    format!("{}.{}", tenths / 10, tenths % 10)
}
