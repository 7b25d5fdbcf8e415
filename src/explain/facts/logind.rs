//! systemd-logind, which may remove a user's System V and POSIX objects when his last session ends.

use std::fmt::Arguments;

use super::file;
use super::process::Process;
use super::user::User;

/// From which id on users are people; those below are the system's, whose objects are left alone.
const FIRST_USER: u32 = 1000;
/// Later ones in the list count more.
const DIRECTORIES: [&str; 4] = ["/usr/lib/systemd", "/usr/local/lib/systemd", "/run/systemd", "/etc/systemd"];

/// Who a process is, if logind would remove his objects. (It does so unless it is configured not to.)
pub(crate) fn removes_ipc_of(process: Process) -> Option<User> {
    let user = process.status().ok()?.effective_user().filter(|user| *user >= FIRST_USER && *user < 65_534)?;
    // This is there while systemd runs the system.
    file::status(format_args!("/run/systemd/system")).ok()?;
    let mut removes = true;
    // What is not there changes nothing.
    let mut read = |path: Arguments| {
        let _ = file::lines(path, &mut |line| {
            removes = remove_ipc(line).unwrap_or(removes);
            true
        });
    };
    for directory in DIRECTORIES {
        read(format_args!("{directory}/logind.conf"));
    }
    for directory in DIRECTORIES {
        let _ = file::entries(format_args!("{directory}/logind.conf.d"), &mut |name| {
            if let Ok(name) = str::from_utf8(name) {
                read(format_args!("{directory}/logind.conf.d/{name}"));
            }
            true
        });
    }
    removes.then_some(User(user))
}

/// What a line of logind.conf(5) says of it.
fn remove_ipc(line: &[u8]) -> Option<bool> {
    let value = line.trim_ascii().strip_prefix(b"RemoveIPC")?.trim_ascii_start().strip_prefix(b"=")?.trim_ascii();
    Some(!["no", "false", "off", "0", "n", "f"].iter().any(|no| value.eq_ignore_ascii_case(no.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_its_configuration() {
        assert_eq!(remove_ipc(b"RemoveIPC=no"), Some(false));
        assert_eq!(remove_ipc(b" RemoveIPC = Yes "), Some(true));
        assert_eq!(remove_ipc(b"#RemoveIPC=yes"), None);
        assert_eq!(remove_ipc(b"[Login]"), None);
    }
}
