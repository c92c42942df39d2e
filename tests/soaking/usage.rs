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
        let memory = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))?;
        Some(Self {
            memory: memory.trim().strip_suffix(" kB")?.parse().ok()?,
            threads: fs::read_dir(format!("{folder}/task")).ok()?.count(),
            files: fs::read_dir(format!("{folder}/fd")).ok()?.count(),
        })
    }
}

/// How much memory a run took in each of its thirds, in KB: the median, since a
/// product that is just being set takes a lot for a moment.
pub fn thirds(run: &[Usage]) -> [u64; 3] {
    let third = run.len().div_ceil(3).max(1);
    let mut thirds = run.chunks(third).map(|part| {
        let mut memory: Vec<_> = part.iter().map(|usage| usage.memory).collect();
        memory.sort_unstable();
        memory[memory.len() / 2]
    });
    [(); 3].map(|()| thirds.next().unwrap_or(0))
}
