//! `huimin print --explain`: sizes, and how full each product is.

use super::say::Say;
use crate::model::Page;
use crate::product::Product;
use crate::theme::Theme;

/// What there is to know of one product, a few lines.
pub fn explain(page: &Page, product: &Product, theme: &Theme, say: Say) -> String {
    let spec = &product.spec;
    let layouts = &theme.declaration.layouts;
    let layout = layouts.get(&spec.layout).map_or("", |layout| &layout.zh);
    let mut lines = vec![
        format!("{}「{}」  {}", product.form.name.zh, page.title, page.path),
        say.words(
            &format!(
                "尺寸 {} 毫米，出血 {} 毫米，{} 面，从 {} 米看，版式 {}",
                spec.size, spec.bleed, product.pages, spec.distance, layout
            ),
            &format!(
                "{} mm, bleed {} mm, {} pages, read from {} m, layout {}",
                spec.size, spec.bleed, product.pages, spec.distance, spec.layout
            ),
        )
        .to_owned(),
    ];
    let number = |value: Option<f64>| value.map(|mm| mm / spec.scale);
    if let Some(fit) = &product.fit {
        let used = number(fit.body);
        if let (Some(body), Some(wanted), Some(least)) =
            (used, number(fit.wanted), number(fit.least))
        {
            lines.push(
                say.words(
                    &format!(
                        "正文字高 {body:.1} 毫米；这个距离该用 {wanted:.1}，最小 {least:.1}"
                    ),
                    &format!(
                        "text {body:.1} mm high; {wanted:.1} wanted at this distance, {least:.1} at least"
                    ),
                )
                .to_owned(),
            );
        }
        let title = fit.more.get("title").and_then(serde_json::Value::as_f64);
        if let Some(title) = number(title) {
            lines.push(
                say.words(
                    &format!("标题字高 {title:.0} 毫米"),
                    &format!("title {title:.0} mm"),
                )
                .to_owned(),
            );
        }
        let mut full = Vec::new();
        if let Some(fill) = fit.fill {
            let fill = fill * 100.0;
            full.push(
                say.words(
                    &format!("版面用去 {fill:.0}%"),
                    &format!("{fill:.0} % full"),
                )
                .to_owned(),
            );
        }
        if let Some(han) = fit.han {
            full.push(
                say.words(&format!("{han} 字"), &format!("{han} characters"))
                    .to_owned(),
            );
        }
        if let Some(blank) = fit.more.get("blank").and_then(serde_json::Value::as_u64)
            && blank > 0
        {
            full.push(
                say.words(
                    &format!("{blank} 页记事"),
                    &format!("{blank} pages for notes"),
                )
                .to_owned(),
            );
        }
        if !full.is_empty() {
            lines.push(full.join(say.words("，", ", ")));
        }
    }
    lines.push(
        say.words(
            &format!("二维码打开 {}", product.address),
            &format!("the QR code opens {}", product.address),
        )
        .to_owned(),
    );
    lines.join("\n  ")
}
