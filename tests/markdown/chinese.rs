//! The helpers for Chinese text.

use huimin::text::{
    Counts, count, is_cjk, is_cjk_punctuation, is_han, is_punctuation, joins, slug, unbroken,
};

fn held(text: &str) -> Vec<&str> {
    unbroken(text).map(|range| &text[range]).collect()
}

#[test]
fn characters_are_told_apart() {
    for c in "汉㐀𠮟々〇".chars() {
        assert!(is_han(c) && is_cjk(c) && !is_punctuation(c), "{c}");
    }
    for c in "，。、；：？！（）【】《》「」『』〔〕～￥".chars() {
        assert!(is_cjk_punctuation(c) && !is_han(c), "{c}");
    }
    for c in "“”‘’—…·×→①Ⓐ€".chars() {
        assert!(!is_cjk(c), "{c}");
    }
    for c in "“”‘’—…·×→Ⓐ€!~".chars() {
        assert!(is_punctuation(c), "{c}");
    }
    for c in "aé１①\u{301}\u{FE00}\u{200B}\u{E000} \u{3000}".chars() {
        assert!(!is_punctuation(c), "{c:?}");
    }
}

#[test]
fn lengths_are_counted_as_office_programs_count() {
    assert_eq!(count(""), Counts { han: 0, words: 0 });
    assert_eq!(count("高龄津贴，735元/月。"), Counts { han: 6, words: 10 });
    assert_eq!(count("see the App 手机版"), Counts { han: 3, words: 6 });
}

#[test]
fn slugs_keep_han() {
    assert_eq!(
        slug("高龄津贴（2025年）FAQ & 问答"),
        "高龄津贴-2025年-faq-问答"
    );
    assert_eq!(slug("  -- ！"), "");
}

#[test]
fn line_breaks_vanish_between_chinese() {
    for (before, after) in [
        ('汉', '字'),
        ('，', '字'),
        ('汉', '“'),
        ('”', '汉'),
        ('—', '汉'),
        ('か', '汉'),
    ] {
        assert!(joins(before, after), "{before}{after}");
    }
    for (before, after) in [
        ('汉', 'a'),
        ('a', '汉'),
        ('a', 'b'),
        ('”', '“'),
        ('汉', '1'),
        ('한', '국'),
    ] {
        assert!(!joins(before, after), "{before}{after}");
    }
}

#[test]
fn numbers_stay_with_their_units() {
    assert_eq!(held("每人每月735元/月"), ["735元/月"]);
    assert_eq!(
        held("15个工作日内，2025年5月8日"),
        ["15个工作日", "2025年5月8日"]
    );
    assert_eq!(held("电话0600-8821600、12345"), ["0600-8821600"]);
    assert_eq!(
        held("60～79岁、1,200.5 元、3至5天"),
        ["60～79岁", "1,200.5 元", "3至5天"]
    );
    assert_eq!(held("A4纸、50%、3.14"), Vec::<&str>::new());
}
