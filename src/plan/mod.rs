//! The third stage: every output there will be, and what each is made from.

mod chosen;
mod context;
mod edition;
mod frame;
mod groups;
mod labels;
mod outputs;
mod relations;
mod tags;
mod value;
mod view;
mod views;
mod whole;

pub use chosen::check_chosen;
pub use context::{BodiesAs, context, template};
pub use edition::{Edition, LARGE};
pub use groups::{Group, Grouped};
pub use labels::Labels;
pub use outputs::{
    Output, PRODUCT_PDF, Planned, Slice, alias_address, find, plan, product_picture,
};
pub use relations::{Relations, sources};
pub use tags::{Tag, Tags};
pub use value::{date, file_size, items, object, telephone, words};
pub use view::{record, tag_address};
pub use views::{Shown, Views};
pub use whole::Whole;
