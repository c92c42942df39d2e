//! What a process takes of the machine. Linux tells; other systems are not asked.

use std::fs;

/// What a process takes at a moment.
#[derive(Debug, Clone, Copy)]
pub struct Usage {
    /// Memory in RAM, in KB.
    pub memory: u64,
    /// Threads.
    pub threads: usize,
    /// Open files and connections.
    pub files: usize,
}

impl Usage {
    /// What a process takes now; none where the system does not tell.
    pub fn of(process: u32) -> Option<Self> {
        let folder = format!("/proc/{process}");
        let status = fs::read_to_string(format!("{folder}/status")).ok()?;
        let memory = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        Some(Self {
            memory: memory.trim().strip_suffix(" kB")?.parse().ok()?,
            threads: fs::read_dir(format!("{folder}/task")).ok()?.count(),
            files: fs::read_dir(format!("{folder}/fd")).ok()?.count(),
        })
    }
}

/// By how much, in KB, the last third of a run took more memory than the second
/// at most. The first warms up.
pub fn growth(run: &[Usage]) -> u64 {
    let most = |part: &[Usage]| part.iter().map(|usage| usage.memory).max().unwrap_or(0);
    let third = run.len() / 3;
    most(&run[2 * third..]).saturating_sub(most(&run[third..2 * third]))
}
