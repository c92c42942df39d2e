//! Which paths can be outputs on every system.

use super::NameFault;

/// What the names of our own files in the output folder begin with.
pub(super) const OWN: &str = ".huimin-";

/// Names that Windows keeps for devices, with any extension.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// Checks a path, parts joined by `/`, so that a site built on one system can
/// be copied to any other.
///
/// # Errors
/// What is wrong with it.
pub fn check(path: &str) -> Result<(), NameFault> {
    path.split('/').try_for_each(check_part)
}

fn check_part(part: &str) -> Result<(), NameFault> {
    if matches!(part, "" | "." | "..") {
        return Err(NameFault::Shape);
    }
    if part.contains(['\\', '<', '>', ':', '"', '|', '?', '*'])
        || part.chars().any(char::is_control)
    {
        return Err(NameFault::Character);
    }
    if part.ends_with(['.', ' ']) {
        return Err(NameFault::Ending);
    }
    let lower = part.to_ascii_lowercase();
    if lower.starts_with(OWN) {
        return Err(NameFault::Kept);
    }
    if is_device(lower.split('.').next().unwrap_or_default().trim_end()) {
        return Err(NameFault::Reserved);
    }
    Ok(())
}

fn is_device(stem: &str) -> bool {
    let port = || {
        let number = stem
            .strip_prefix("com")
            .or_else(|| stem.strip_prefix("lpt"))?;
        let mut chars = number.chars();
        let digit = chars.next()?;
        Some(chars.next().is_none() && matches!(digit, '0'..='9' | '¹' | '²' | '³'))
    };
    DEVICES.contains(&stem) || port() == Some(true)
}
