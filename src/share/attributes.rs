//! Which attributes of HTML hold addresses, and how.

/// What an attribute holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// An address that a reader follows.
    Followed,
    /// An address that a browser loads by itself.
    Loaded,
    /// Several such, with sizes.
    LoadedSet,
    /// A style.
    Style,
    /// What a `<meta>` says.
    Content,
    /// Something that is no good in a folder: it tells a server, or it compares
    /// what a server sent.
    Dropped,
    /// Anything else.
    Other,
}

/// What the attribute of a tag holds.
pub fn of_attribute(tag: &str, attribute: &str) -> Use {
    match (attribute, tag) {
        ("href" | "xlink:href", "a" | "area") => Use::Followed,
        ("href" | "xlink:href", _) | ("src" | "poster" | "background", _) => Use::Loaded,
        ("data", "object") => Use::Loaded,
        ("srcset", _) | ("imagesrcset", "link") => Use::LoadedSet,
        ("action", "form") | ("formaction", _) => Use::Followed,
        ("cite" | "longdesc", _) => Use::Followed,
        ("style", _) => Use::Style,
        ("content", "meta") => Use::Content,
        ("ping" | "integrity" | "crossorigin", _) | ("manifest", "html") => Use::Dropped,
        _ => Use::Other,
    }
}

/// `a.webp 480w, b.webp 960w` with each address led on; those that lead nowhere
/// go, and so does the whole if none is left.
pub fn source_set(set: &str, lead: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let mut kept = Vec::new();
    let mut rest = set;
    loop {
        rest = rest.trim_start_matches(|c: char| c == ',' || c.is_ascii_whitespace());
        if rest.is_empty() {
            break;
        }
        // An address may have commas within, but not at its end.
        let end = rest
            .find(|c: char| c.is_ascii_whitespace())
            .unwrap_or(rest.len());
        let address = rest[..end].trim_end_matches(',');
        let ended = address.len() < end;
        rest = &rest[end..];
        let size_end = match ended {
            true => 0,
            false => rest.find(',').unwrap_or(rest.len()),
        };
        let size = rest[..size_end].trim();
        rest = &rest[size_end..];
        if let Some(way) = lead(address) {
            kept.push(format!("{way} {size}").trim_end().to_owned());
        }
    }
    match kept.is_empty() {
        true => None,
        false => Some(kept.join(", ")),
    }
}

/// `0; url=/a/` with its address led on; without the address, the page stays.
pub fn refresh(content: &str, lead: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let Some((seconds, rest)) = content.split_once([';', ',']) else {
        return Some(content.into());
    };
    let rest = rest.trim_start();
    let address = match rest.get(..3) {
        Some(word) if word.eq_ignore_ascii_case("url") => rest[3..]
            .trim_start()
            .strip_prefix('=')
            .unwrap_or(&rest[3..]),
        _ => rest,
    };
    let address = address.trim().trim_matches(['"', '\'']);
    lead(address).map(|way| format!("{}; url={way}", seconds.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lead(address: &str) -> Option<String> {
        (address != "no").then(|| format!("../{address}"))
    }

    #[test]
    fn each_picture_of_a_set_is_led_on() {
        let led = |set| source_set(set, &lead);
        assert_eq!(
            led("a.webp 480w,b,c.webp 960w").as_deref(),
            Some("../a.webp 480w, ../b,c.webp 960w")
        );
        assert_eq!(
            led("a.webp, no 2x,c 3x").as_deref(),
            Some("../a.webp, ../c 3x")
        );
        assert_eq!(led("no"), None);
        assert_eq!(led(" , "), None);
    }

    #[test]
    fn a_page_that_leads_on_leads_on() {
        let led = |content| refresh(content, &lead);
        for content in ["0; url=a/", "0;URL='a/'", "0, a/", "0; url = a/"] {
            assert_eq!(led(content).as_deref(), Some("0; url=../a/"), "{content}");
        }
        assert_eq!(led("30").as_deref(), Some("30"));
        assert_eq!(led("0; url=no"), None);
    }
}
