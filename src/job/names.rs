//! Names of files for the print shop.

use crate::model::Page;
use crate::product::Product;

/// `展板-高龄津贴怎么领-900x1200-出血3`: what a shop reads before it opens the
/// file.
pub fn stem(page: &Page, product: &Product) -> String {
    let title = page
        .fields
        .text("board_title")
        .unwrap_or(&page.title)
        .replace(['｜', '|'], "");
    let size = product.spec.size;
    let scale = match product.spec.scale < 1.0 {
        true => "-1比10",
        false => "",
    };
    safe(&format!(
        "{}-{title}-{}x{}-出血{}{scale}",
        product.form.name.zh, size.width, size.height, product.spec.bleed
    ))
}

/// A text as part of a file's name that every system takes: signs that Windows
/// refuses go, and it is not too long.
pub fn safe(text: &str) -> String {
    let kept: String = text
        .chars()
        .filter(|c| !c.is_control() && !"\\/:*?\"<>|".contains(*c))
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .take(80)
        .collect();
    kept.trim_matches([' ', '.']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_that_windows_refuses_go() {
        assert_eq!(safe("展板：怎么办？a/b|c*.pdf "), "展板：怎么办？abc.pdf");
        assert_eq!(safe("..\\..\\x"), "x");
        assert_eq!(safe(&"字".repeat(200)).chars().count(), 80);
    }
}
