//! Where today lies against a stretch of days.

use jiff::civil::Date;

/// Past, now or to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Its last day is over.
    Past,
    /// Today is one of its days.
    Now,
    /// Its first day is to come.
    Future,
}

impl State {
    /// The state of the days from `start` to `end`, both included.
    pub fn of(start: Date, end: Date, today: Date) -> Self {
        if end < today {
            Self::Past
        } else if start <= today {
            Self::Now
        } else {
            Self::Future
        }
    }

    /// Its name in templates.
    pub fn name(self) -> &'static str {
        match self {
            Self::Past => "past",
            Self::Now => "now",
            Self::Future => "future",
        }
    }

    /// How a phase in it is called.
    pub fn words(self) -> &'static str {
        match self {
            Self::Past => "已完成",
            Self::Now => "正在进行",
            Self::Future => "还没开始",
        }
    }
}
