//! Memory maps.

use super::super::call::Kind::{self, By, OneOf, Pointer, Set};
use super::{Flags, names};

pub(crate) const PROTECTION: Kind = Set(&Flags {
    zero: "PROT_NONE",
    bits: names![PROT_READ PROT_WRITE PROT_EXEC PROT_GROWSDOWN PROT_GROWSUP],
    ..Flags::NONE
});

pub(crate) const MAP_FLAGS: Kind = Set(&Flags {
    field: libc::MAP_TYPE as u32,
    values: names![MAP_SHARED MAP_PRIVATE MAP_SHARED_VALIDATE],
    bits: names![
        MAP_FIXED MAP_ANONYMOUS MAP_GROWSDOWN MAP_DENYWRITE MAP_EXECUTABLE MAP_LOCKED MAP_NORESERVE MAP_POPULATE
        MAP_NONBLOCK MAP_STACK MAP_HUGETLB MAP_SYNC MAP_FIXED_NOREPLACE
    ],
    ..Flags::NONE
});

pub(crate) const SYNC_FLAGS: Kind = Set(&Flags { bits: names![MS_ASYNC MS_INVALIDATE MS_SYNC], ..Flags::NONE });

pub(crate) const ADVICE: Kind = OneOf(names![
    MADV_NORMAL MADV_RANDOM MADV_SEQUENTIAL MADV_WILLNEED MADV_DONTNEED MADV_FREE MADV_REMOVE MADV_DONTFORK MADV_DOFORK
    MADV_MERGEABLE MADV_UNMERGEABLE MADV_HUGEPAGE MADV_NOHUGEPAGE MADV_DONTDUMP MADV_DODUMP MADV_WIPEONFORK
    MADV_KEEPONFORK MADV_COLD MADV_PAGEOUT MADV_POPULATE_READ MADV_POPULATE_WRITE MADV_COLLAPSE MADV_HWPOISON
    MADV_SOFT_OFFLINE
]);

pub(crate) const REMAP_FLAGS: Kind =
    Set(&Flags { bits: names![MREMAP_MAYMOVE MREMAP_FIXED MREMAP_DONTUNMAP], ..Flags::NONE });

pub(crate) const REMAP_ADDRESS: Kind = By(|words| (words[3] as i32 & libc::MREMAP_FIXED != 0).then_some(Pointer));

pub(crate) const MEMFD_FLAGS: Kind =
    Set(&Flags { bits: names![MFD_CLOEXEC MFD_ALLOW_SEALING MFD_HUGETLB MFD_NOEXEC_SEAL MFD_EXEC], ..Flags::NONE });
