//! What can be said of a wait: who could end it, and whether anybody will.

use std::time::Instant;

use super::blocked::{Look, Waiting};
use crate::explain::text::Text;

/// How a wait will end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::explain) enum Outlook {
    /// It is proven that nobody will end it, unless something from outside does, such as a signal.
    Never,
    Open,
}

/// What is said of one wait, each in whole sentences.
pub(in crate::explain) struct Said {
    /// Who could end it, and in what state they are: `The write end is open only in reader (pid 4242) itself, as fd 4.`
    pub facts: Text,
    /// Where it is provable: `no other process can write: this read will never return, nor see end of file.`
    pub verdict: Text,
    /// `close fd 4 before reading.`
    pub advice: Text,
}

impl Said {
    pub(in crate::explain) const fn new() -> Said {
        Said { facts: Text::new(), verdict: Text::new(), advice: Text::new() }
    }
}

/// Finds out who could end the wait of a thread of that process.
pub(super) fn find(look: &Look, waiting: &Waiting, until: Instant, said: &mut Said) -> Outlook {
    let _ = (look, waiting, until, said);
    Outlook::Open
}
