//! Typst markup for the products.

mod escape;
mod write;

use super::Piece;

/// Writes a piece as Typst markup: function calls around escaped text, so that
/// no text can be taken for markup. A paragraph is one line; blank lines stand
/// between blocks.
pub fn typst(piece: Piece<'_, '_>) -> String {
    let mut writer = write::Writer::new(piece);
    writer.events(piece.events);
    writer.finish()
}
