//! An open file, by its descriptor: of this process the kernel is asked itself, which works when no descriptor is left to
//! read /proc with; of others /proc/PID/fd and /proc/PID/fdinfo are read.

use std::ffi::c_int;

use super::file::{self, Errno};
use super::process::Process;
use super::sys::{self, descriptor as kernel};

/// What fstat(2) says.
pub(crate) fn status(process: Process, fd: c_int) -> Result<libc::stat, Errno> {
    if process.is_this() { sys::fstat(fd) } else { file::status(format_args!("{process}/fd/{fd}")) }
}

/// What F_GETFL says: O_ACCMODE, O_NONBLOCK, O_APPEND, …
pub(crate) fn flags(process: Process, fd: c_int) -> Result<c_int, Errno> {
    if process.is_this() {
        return kernel::flags(fd);
    }
    let info = file::read(format_args!("{process}/fdinfo/{fd}"))?;
    let flags = info.field("flags:").and_then(|flags| str::from_utf8(flags).ok());
    flags.and_then(|flags| c_int::from_str_radix(flags, 8).ok()).ok_or(libc::ENODATA)
}

/// Where reading and writing go on.
pub(crate) fn position(process: Process, fd: c_int) -> Result<i64, Errno> {
    if process.is_this() {
        return kernel::position(fd);
    }
    let info = file::read(format_args!("{process}/fdinfo/{fd}"))?;
    info.field("pos:").and_then(file::parsed).ok_or(libc::ENODATA)
}

/// What fstatfs(2) says of its file system.
pub(crate) fn file_system(process: Process, fd: c_int) -> Result<libc::statfs, Errno> {
    if process.is_this() { kernel::file_system(fd) } else { file::system(format_args!("{process}/fd/{fd}")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::File;
    use std::io::{Seek, SeekFrom};
    use std::os::fd::AsRawFd;

    /// The same that this process is told of itself must be what is read of it as of another.
    #[test]
    fn of_this_process_and_of_another() {
        let mut file = File::open("/proc/self/status").unwrap();
        file.seek(SeekFrom::Start(3)).unwrap();
        let this = Process::this();
        // A child has the file as its standard input.
        let mut child =
            std::process::Command::new("sleep").arg("1000").stdin(file.try_clone().unwrap()).spawn().unwrap();
        let other = Process { pid: child.id() as libc::pid_t };
        let fd = file.as_raw_fd();
        let both = |of: &dyn Fn(Process, c_int) -> Result<i64, Errno>| (of(this, fd), of(other, 0));
        let (positions, inodes) = (both(&position), both(&|of, fd| status(of, fd).map(|status| status.st_ino as i64)));
        let flags = both(&|of, fd| flags(of, fd).map(|flags| i64::from(flags & libc::O_ACCMODE)));
        let systems = both(&|of, fd| file_system(of, fd).map(|system| system.f_type));
        child.kill().unwrap();
        child.wait().unwrap();
        assert_eq!((positions, flags), ((Ok(3), Ok(3)), (Ok(0), Ok(0))));
        assert!(inodes.0 == inodes.1 && inodes.0.is_ok() && systems.0 == systems.1 && systems.0.is_ok());
        assert_eq!(status(this, -1).err(), Some(libc::EBADF));
    }
}
