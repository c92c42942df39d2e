//! One product that was printed.

use std::collections::BTreeMap;

/// What was printed, when, how many, where it hangs, and what it says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// The job.
    pub job: String,
    /// The path of the page that it was made from.
    pub page: String,
    /// What it is, such as 展板.
    pub form: String,
    /// Its title.
    pub title: String,
    /// The day.
    pub date: String,
    /// How many.
    pub copies: u64,
    /// Where it hangs.
    pub places: Vec<String>,
    /// Whether it was taken down.
    pub withdrawn: bool,
    /// The facts that it uses: name and value.
    pub facts: Vec<(String, String)>,
    /// Its words, a line each.
    pub lines: Vec<String>,
    /// A hash of the PDF.
    pub fingerprint: String,
}

impl Entry {
    /// What it says and the site does not, and what the site says instead.
    pub fn differences(&self, now: &[String]) -> (Vec<String>, Vec<String>) {
        (without(&self.lines, now), without(now, &self.lines))
    }
}

/// The lines that are not among others, each as often as it is there too often.
fn without(lines: &[String], others: &[String]) -> Vec<String> {
    let mut left: BTreeMap<&str, usize> = BTreeMap::new();
    for other in others {
        *left.entry(other).or_default() += 1;
    }
    lines
        .iter()
        .filter(|line| match left.get_mut(line.as_str()) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        })
        .cloned()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        text.split(' ').map(Into::into).collect()
    }

    #[test]
    fn a_difference_is_told_from_both_sides() {
        let entry = Entry {
            lines: lines("每月 100元 100元 电话"),
            ..Entry::default()
        };
        assert_eq!(
            entry.differences(&lines("每月 100元 100元 电话")),
            (vec![], vec![])
        );
        let (said, now) = entry.differences(&lines("每月 100元 120元 电话"));
        assert_eq!((said, now), (lines("100元"), lines("120元")));
    }
}
