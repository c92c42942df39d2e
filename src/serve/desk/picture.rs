//! Pictures that are dropped onto a page: they are put beside its text.

use std::path::Path;

use axum::http::StatusCode;
use imagesize::{Compression, ImageType};
use serde::Serialize;

use super::answer::Refused;
use super::place;

/// The largest picture taken, in bytes: more than any telephone's photograph.
pub const LARGEST: usize = 40 * 1024 * 1024;

/// How often another name is tried.
const TRIES: u32 = 1000;

/// A picture that was put beside a page.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Placed {
    /// Its path from the site's root.
    pub path: String,
    /// What to write in the page's text.
    pub markdown: String,
}

/// Puts a picture beside a page: in the folder `img` there if there is one. The
/// name is taken from `name`; one that is taken gets a number.
///
/// # Errors
/// If the bytes are no picture, or the page is not one of `content/`.
pub fn put(root: &Path, page: &str, name: &str, bytes: &[u8]) -> Result<Placed, Refused> {
    if bytes.len() > LARGEST {
        return Err(too_large());
    }
    let Some(ending) = ending(bytes) else {
        let sentence = format!("「{name}」不是图片：能放 jpg、png、gif、webp、avif、bmp");
        return Err(Refused::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, sentence));
    };
    let Some((beside, _)) = page.rsplit_once('/') else {
        return Err(Refused::outside(format!("「{page}」不是 content 里的页面")));
    };
    let own = format!("{beside}/img");
    let (folder, before) = match root.join(&own).is_dir() {
        true => (own, "img/"),
        false => (beside.to_owned(), ""),
    };
    let disk = place::folder(root, &folder)?;
    let stem = stem(name);
    for number in 1..TRIES {
        let name = match number {
            1 => format!("{stem}.{ending}"),
            _ => format!("{stem}-{number}.{ending}"),
        };
        place::name(&name)?;
        let path = disk.join(&name);
        match crate::output::write_fresh(&path, bytes) {
            Ok(()) => {
                return Ok(Placed {
                    path: format!("{folder}/{name}"),
                    markdown: format!("![这里写图上有什么]({before}{name})"),
                });
            }
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => {
                return Err(Refused::failed(format!(
                    "没放进去：{folder}/{name}：{error}"
                )));
            }
        }
    }
    Err(Refused::failed(format!(
        "{folder} 里叫「{stem}」的图片太多了"
    )))
}

/// What is said of a picture that is too large.
pub fn too_large() -> Refused {
    let most = LARGEST / 1024 / 1024;
    let sentence = format!("图片太大：最大 {most} MB，请先缩小再放");
    Refused::new(StatusCode::PAYLOAD_TOO_LARGE, sentence)
}

/// The ending that fits the bytes, whatever the file was called.
fn ending(bytes: &[u8]) -> Option<&'static str> {
    let ending = match imagesize::image_type(bytes).ok()? {
        ImageType::Jpeg => "jpg",
        ImageType::Png => "png",
        ImageType::Gif => "gif",
        ImageType::Webp => "webp",
        ImageType::Bmp => "bmp",
        ImageType::Heif(Compression::Av1) => "avif",
        _ => return None,
    };
    // A head alone, or one that is damaged, has no size.
    imagesize::blob_size(bytes).ok().map(|_| ending)
}

/// A name without its ending, fit to stand in a link: blanks and brackets would
/// end it.
fn stem(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let fit: String = stem
        .chars()
        .map(|c| match c {
            '(' | ')' | '[' | ']' | '<' | '>' | ':' | '"' | '|' | '?' | '*' | '#' | '%' => '-',
            c if c.is_whitespace() || c.is_control() => '-',
            c => c,
        })
        .collect();
    let parts: Vec<_> = fit.split('-').filter(|part| !part.is_empty()).collect();
    let joined = parts.join("-");
    let trimmed = joined.trim_matches(['.', '_', '~', '-']);
    match trimmed.is_empty() {
        true => "tupian".to_owned(),
        false => trimmed.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fit_into_links() {
        assert_eq!(stem("微信图片_20260514 (1).jpg"), "微信图片_20260514-1");
        assert_eq!(stem("C:\\照片\\大厅.JPG"), "大厅");
        assert_eq!(stem("../../x.png"), "x");
        assert_eq!(stem("...png"), "tupian");
        assert_eq!(stem("a#b%20c.png"), "a-b-20c");
    }

    #[test]
    fn the_bytes_say_what_it_is() {
        assert_eq!(ending(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), None);
        assert_eq!(ending(b"%PDF-1.7"), None);
        assert_eq!(ending(b"\x89PNG\r\n\x1a\n"), None);
        assert_eq!(ending(b""), None);
        let gif = b"GIF89a\x01\x00\x01\x00\x00\x00\x00;";
        assert_eq!(ending(gif), Some("gif"));
    }
}
