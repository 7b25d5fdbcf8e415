//! EACCES: what may not be executed, and why.

use super::{Wanted, follow, in_path, path, paths};
use crate::explain::answer::Answer;
use crate::explain::argument::Quoted;
use crate::explain::facts::caller::Standing;
use crate::explain::facts::executable::Form;
use crate::explain::facts::file::Bytes;
use crate::explain::facts::mount;
use crate::explain::facts::path::noun;
use crate::explain::facts::permission::{EXECUTE, Owned, Permit};
use crate::explain::failure::Failure;
use crate::explain::sentences::exec::denied as say;

pub(super) fn explain(failure: &Failure, answer: &mut Answer, wanted: &Wanted) -> Option<()> {
    if !wanted.is_searched {
        return program(failure, answer, wanted.name)
            .or_else(|| paths::explain(failure, answer, failure.process, libc::AT_FDCWD, wanted.name));
    }
    // libc goes on to the next directory, and says EACCES in the end if it met that anywhere.
    in_path(failure, wanted.name, &mut |candidate, directory| match path(failure, candidate)?.status(candidate) {
        Ok(_) => program(failure, answer, candidate),
        Err(libc::EACCES) => {
            say::unsearchable(answer, &Quoted(wanted.name), &Quoted(directory));
            Some(())
        }
        Err(_) => None,
    })
}

/// What is wrong with a file that exists, if anything is.
fn program(failure: &Failure, answer: &mut Answer, bytes: &[u8]) -> Option<()> {
    let path = path(failure, bytes)?;
    let status = path.status(bytes).ok()?;
    match status.st_mode & libc::S_IFMT {
        libc::S_IFDIR => say::directory(answer, &Quoted(bytes)),
        libc::S_IFREG if status.st_mode & 0o111 == 0 => {
            let standing = Standing::of(failure.process, &status)?;
            let permit = Permit { standing: &standing, file: &status, path: bytes, right: EXECUTE };
            say::nobody(answer, &Quoted(bytes), &Owned(&status), &permit);
        }
        // The mode may allow what the mount does not.
        libc::S_IFREG => match mount::without_programs(&path) {
            Some(point) => say::no_programs(answer, &Quoted(bytes), &Quoted(&point)),
            None if path.allows(bytes, EXECUTE) == Some(false) => {
                let standing = Standing::of(failure.process, &status)?;
                let permit = Permit { standing: &standing, file: &status, path: bytes, right: EXECUTE };
                say::not_you(answer, &Quoted(bytes), &Owned(&status), &standing, &permit);
            }
            None => return interpreter(failure, answer, bytes),
        },
        _ => say::not_a_file(answer, &Quoted(bytes), &noun(&status)),
    }
    Some(())
}

/// The program may be executed, so its interpreter may not.
fn interpreter(failure: &Failure, answer: &mut Answer, program: &[u8]) -> Option<()> {
    let mut user = Bytes::of(&[program]).ok()?;
    follow(failure, program, &mut |_, form| {
        let interpreter = match form {
            Form::Script(script) => script.interpreter(),
            Form::Elf(elf) => elf.loader.as_ref()?,
            _ => return None,
        };
        let path = path(failure, interpreter)?;
        let may_be_executed =
            path.status(interpreter).is_ok_and(|status| status.st_mode & libc::S_IFMT == libc::S_IFREG)
                && path.allows(interpreter, EXECUTE) != Some(false);
        if may_be_executed {
            user = Bytes::of(&[interpreter]).ok()?;
            return None;
        }
        say::interpreter(answer, &Quoted(&user), &Quoted(interpreter));
        Some(())
    })
    .ok()?
}
