//! The Markdown stage: conformance, emphasis beside Chinese, what is written to
//! each surface, and what holds for any text.

mod bodies;
mod chinese;
mod emphasis;
mod properties;
mod site;
mod spec;
mod surfaces;
