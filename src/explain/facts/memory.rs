//! Memory: of the machine, of a process, and what the system promises of it.

use super::file::{self, Errno};
use super::process::Process;
use super::sys;

/// An amount of memory in KiB, as text `12 MiB`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Kib(pub u64);

impl Kib {
    pub(crate) fn of_bytes(bytes: u64) -> Kib {
        Kib(bytes / 1024)
    }
}

impl std::fmt::Display for Kib {
    fn fmt(&self, to: &mut std::fmt::Formatter) -> std::fmt::Result {
        match self.0 {
            kib @ 0..4096 => write!(to, "{kib} KiB"),
            kib @ 4096..4_194_304 => write!(to, "{} MiB", kib / 1024),
            kib => write!(to, "{} GiB", kib / 1_048_576),
        }
    }
}

/// What the system does when more is asked for than there is: vm.overcommit_memory.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Overcommit {
    /// A single demand that is larger than all memory and swap space is refused.
    Heuristic,
    /// None is refused.
    Always,
    /// All promises together have a limit.
    Never,
}

pub(crate) fn overcommit() -> Result<Overcommit, Errno> {
    match file::number(format_args!("/proc/sys/vm/overcommit_memory"))? {
        0 => Ok(Overcommit::Heuristic),
        1 => Ok(Overcommit::Always),
        2 => Ok(Overcommit::Never),
        _ => Err(libc::ENODATA),
    }
}

/// The memory of the machine.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Machine {
    pub total: Kib,
    /// What could be had without swapping.
    pub available: Kib,
    pub swap_total: Kib,
    /// What has been promised, and how much may be if overcommit is `Never`.
    pub committed: Kib,
    pub commit_limit: Kib,
}

/// A number of a line like `MemTotal:  16384 kB`.
fn kib(bytes: &file::Bytes, line: &str) -> Result<Kib, Errno> {
    let text = bytes.field(line).and_then(|text| str::from_utf8(text).ok()).ok_or(libc::ENODATA)?;
    text.split_ascii_whitespace().next().and_then(|number| number.parse().ok()).map(Kib).ok_or(libc::ENODATA)
}

pub(crate) fn machine() -> Result<Machine, Errno> {
    let info = file::read(format_args!("/proc/meminfo"))?;
    Ok(Machine {
        total: kib(&info, "MemTotal:")?,
        available: kib(&info, "MemAvailable:")?,
        swap_total: kib(&info, "SwapTotal:")?,
        committed: kib(&info, "Committed_AS:")?,
        commit_limit: kib(&info, "CommitLimit:")?,
    })
}

/// The size of a page in bytes.
pub(crate) fn page_size() -> u64 {
    sys::memory::page_size().ok().and_then(|size| u64::try_from(size).ok()).filter(|size| *size > 0).unwrap_or(4096)
}

/// Huge pages of the size that SHM_HUGETLB and MAP_HUGETLB take if they say no other.
#[derive(Clone, Copy, Debug)]
pub(crate) struct HugePages {
    pub total: u64,
    pub free: u64,
}

pub(crate) fn huge_pages() -> Result<HugePages, Errno> {
    let info = file::read(format_args!("/proc/meminfo"))?;
    // These are counts, without a unit.
    let count = |line| kib(&info, line).map(|Kib(count)| count);
    Ok(HugePages { total: count("HugePages_Total:")?, free: count("HugePages_Free:")? })
}

/// What a process has mapped (VmSize), what of it counts as data (VmData), and what is locked (VmLck).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mapped {
    pub all: Kib,
    pub data: Kib,
    pub locked: Kib,
}

pub(crate) fn mapped(process: Process) -> Result<Mapped, Errno> {
    let status = file::read(format_args!("{process}/status"))?;
    Ok(Mapped { all: kib(&status, "VmSize:")?, data: kib(&status, "VmData:")?, locked: kib(&status, "VmLck:")? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_the_machine_and_of_this_process() {
        let machine = machine().unwrap();
        assert!(machine.total > machine.available);
        assert!(machine.commit_limit > Kib(0) && machine.committed > Kib(0));
        let mapped = mapped(Process::this()).unwrap();
        assert!(mapped.all > mapped.data && mapped.data > Kib(0));
        overcommit().unwrap();
    }

    #[test]
    fn amounts() {
        assert_eq!(Kib(100).to_string(), "100 KiB");
        assert_eq!(Kib(8 << 10).to_string(), "8 MiB");
        assert_eq!(Kib::of_bytes(64 << 30).to_string(), "64 GiB");
    }
}
