//! The script of the preview's bar, put together from its parts. It is plain:
//! browsers of 2020 run it.

/// The script as pages get it.
pub fn script() -> String {
    let style = serde_json::to_string(include_str!("page/bar.css")).unwrap_or_default();
    let bar = include_str!("page/bar.js").replacen("\"@style@\"", &style, 1);
    let parts = [
        include_str!("page/words.js"),
        include_str!("page/place.js"),
        include_str!("page/follow.js"),
        &bar,
        include_str!("page/live.js"),
    ];
    // Nothing of it is seen by the page's own scripts.
    format!(
        "(function () {{\n\"use strict\";\n{}}})();\n",
        parts.concat()
    )
}
