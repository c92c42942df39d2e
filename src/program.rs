//! Which program this is.

/// What tells this program from another that calls itself the same; none if the
/// system does not say.
pub fn program() -> Option<String> {
    let file = std::env::current_exe().and_then(std::fs::metadata).ok()?;
    let version = env!("CARGO_PKG_VERSION");
    let (length, modified) = (file.len(), file.modified().ok()?);
    Some(format!("{version} {length} {modified:?}"))
}
