//! Which children are waited for.

use libc::pid_t;

use super::{Finder, Others};
use crate::explain::facts::file::Errno;
use crate::explain::facts::process::Process;
use crate::explain::facts::processes;
use crate::explain::hang::object::{Child, Which};

impl Finder<'_> {
    pub(super) fn child(&mut self, child: &Child) -> Result<(), Errno> {
        match child.which {
            Which::Pid(pid) => self.ender(Process { pid }, None),
            Which::PidFd(fd) => match self.look.process.of_pidfd(fd) {
                Some(process) => self.ender(process, None),
                None => {
                    self.ends.widen(Others::Anybody);
                    Ok(())
                }
            },
            Which::Any => self.children(None),
            Which::Group(group) => self.children(Some(group)),
            Which::OwnGroup => {
                let group = self.look.process.stat()?.field(5);
                self.children(group)
            }
        }
    }

    /// Which of the children has the memory is not told: it is known if there is only one.
    pub(super) fn vfork(&mut self) -> Result<(), Errno> {
        self.children(None)?;
        if self.ends.enders.len() != 1 {
            self.ends.widen(Others::Anybody);
        }
        Ok(())
    }

    /// All children, or those of a process group.
    fn children(&mut self, group: Option<pid_t>) -> Result<(), Errno> {
        let parent = self.look.process.pid;
        let mut result = Ok(());
        let in_time = processes::every(self.until, &mut |process| {
            let Ok(stat) = process.stat() else { return true };
            let is_meant = stat.field(4) == Some(parent) && group.is_none_or(|group| stat.field(5) == Some(group));
            if is_meant {
                result = self.ender(process, None);
            }
            result.is_ok()
        });
        if in_time != Ok(true) {
            self.ends.widen(Others::Anybody);
        }
        result
    }
}
