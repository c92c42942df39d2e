//! Destinations that may not be linked to.

/// Whether a browser would run what the destination holds. Blanks and control
/// characters do not hide a scheme: browsers pass over them.
pub(super) fn is_unsafe(destination: &str) -> bool {
    let mut scheme = String::new();
    for c in destination
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
    {
        match c {
            ':' => return matches!(scheme.as_str(), "javascript" | "data" | "vbscript"),
            c if c.is_ascii_alphanumeric() => scheme.push(c.to_ascii_lowercase()),
            _ => return false,
        }
    }
    false
}
