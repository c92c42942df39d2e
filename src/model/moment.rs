//! A day, perhaps with a time, as it stands on the clocks of the site's zone.

use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};
use serde::{Deserialize, Serialize};

/// A day, perhaps with a time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "(String, bool)", try_from = "(String, bool)")]
pub struct Moment {
    /// Day and time; midnight where no time is given.
    pub at: DateTime,
    /// Whether a time was given.
    pub timed: bool,
}

impl From<Moment> for (String, bool) {
    fn from(moment: Moment) -> Self {
        (moment.at.to_string(), moment.timed)
    }
}

impl TryFrom<(String, bool)> for Moment {
    type Error = jiff::Error;

    fn try_from((at, timed): (String, bool)) -> Result<Self, Self::Error> {
        Ok(Self {
            at: at.parse()?,
            timed,
        })
    }
}

impl Moment {
    /// Reads what writers type: `2026-05-08`, `2026/5/8`, `2026.5.8`,
    /// `2026年5月8日`, each with `8:30`, `08:30:00` or `8时30分` after it if
    /// wanted, and RFC 3339 with an offset, which is turned to the site's zone.
    pub fn parse(text: &str, zone: &TimeZone) -> Option<Self> {
        let text = half_width(text.trim());
        if let Ok(stamp) = text.parse::<Timestamp>() {
            return Some(Self {
                at: stamp.to_zoned_datetime(zone.clone()).datetime(),
                timed: true,
            });
        }
        let (year, rest) = number(&text, 4)?;
        let rest = rest.strip_prefix(['-', '/', '.', '年'])?;
        let (month, rest) = number(rest, 2)?;
        let rest = rest.strip_prefix(['-', '/', '.', '月'])?;
        let (day, rest) = number(rest, 2)?;
        let rest = rest.strip_prefix(['日', '号']).unwrap_or(rest);
        let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
        let rest = rest.strip_prefix('T').unwrap_or(rest).trim();
        if rest.is_empty() {
            return Some(Self {
                at: date.to_datetime(Time::midnight()),
                timed: false,
            });
        }
        let time = time_of_day(rest)?;
        Some(Self {
            at: date.to_datetime(time),
            timed: true,
        })
    }

    /// The moment in a zone.
    pub fn zoned(&self, zone: &TimeZone) -> Option<ZonedDateTime> {
        self.at.to_zoned_datetime(zone.clone()).ok()
    }

    /// The day.
    pub fn day(&self) -> Date {
        self.at.date()
    }

    /// 一 to 日.
    pub fn weekday(&self) -> char {
        weekday(self.day())
    }

    /// `8:30`, or nothing where no time was given.
    pub fn time(&self) -> String {
        if self.timed {
            format!("{}:{:02}", self.at.hour(), self.at.minute())
        } else {
            String::new()
        }
    }
}

/// The Chinese name of a day's weekday: 一 to 日.
pub fn weekday(date: Date) -> char {
    match date.weekday() {
        Weekday::Monday => '一',
        Weekday::Tuesday => '二',
        Weekday::Wednesday => '三',
        Weekday::Thursday => '四',
        Weekday::Friday => '五',
        Weekday::Saturday => '六',
        Weekday::Sunday => '日',
    }
}

/// `8:30`, `08:30:00`, `8时30分`, `8点`, `上午8:30`, `下午2:30`.
fn time_of_day(text: &str) -> Option<Time> {
    let (afternoon, text) = match (text.strip_prefix("上午"), text.strip_prefix("下午")) {
        (Some(rest), _) => (false, rest.trim_start()),
        (_, Some(rest)) => (true, rest.trim_start()),
        _ => (false, text),
    };
    let (hour, rest) = number(text, 2)?;
    let rest = rest.strip_prefix([':', '时', '点'])?;
    let (minute, rest) = if rest.is_empty() {
        (0, rest)
    } else {
        number(rest, 2)?
    };
    let rest = rest.strip_prefix('分').unwrap_or(rest);
    let second = match rest.strip_prefix(':') {
        Some(seconds) => {
            let (second, rest) = number(seconds, 2)?;
            rest.is_empty().then_some(second)?
        }
        None => rest.is_empty().then_some(0)?,
    };
    let hour = if afternoon && hour < 12 {
        hour + 12
    } else {
        hour
    };
    let small = |n: i16| i8::try_from(n).ok();
    Time::new(small(hour)?, small(minute)?, small(second)?, 0).ok()
}

/// Up to `most` digits at the start, and what comes after them.
fn number(text: &str, most: usize) -> Option<(i16, &str)> {
    let end = text
        .bytes()
        .take(most)
        .take_while(u8::is_ascii_digit)
        .count();
    Some((text[..end].parse().ok()?, &text[end..]))
}

/// Full-width digits and signs as half-width ones.
fn half_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            '\u{3000}' | '\u{a0}' => ' ',
            _ => c,
        })
        .collect()
}
