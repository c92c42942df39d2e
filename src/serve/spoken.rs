//! Days in words.

use jiff::civil::Date;

/// A day as people say it: `6月1日`, with the year if it is another one.
pub fn spoken(day: Date, today: Date) -> String {
    match day.year() == today.year() {
        true => format!("{}月{}日", day.month(), day.day()),
        false => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
    }
}
