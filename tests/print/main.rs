//! Boards are set as they should be, and read back with other programs.

mod faults;
mod pdf;
mod press;
mod product;
mod reading;
mod text;
mod theme;
