//! Why a program cannot be started: found out as the kernel and libc look for it.

mod denied;
mod too_long;

use std::fmt;

use crate::explain::answer::Answer;
use crate::explain::argument::{Plain, Quoted};
use crate::explain::call::Call;
use crate::explain::causes::path as paths;
use crate::explain::facts::clock::Moment;
use crate::explain::facts::executable::{self, Form, Kind, Machine, Script, Search};
use crate::explain::facts::file::{Bytes, Errno, entries_of};
use crate::explain::facts::holders::{self, Target};
use crate::explain::facts::path::Path;
use crate::explain::facts::similar::nearness;
use crate::explain::failure::Failure;
use crate::explain::sentences::exec as say;

/// The most characters of PATH that are shown.
const SHOWN: usize = 80;
/// How often a script's interpreter may be a script.
const DEEPEST: usize = 5;

/// The program that a call was to start.
struct Wanted<'a> {
    name: &'a [u8],
    /// Is it looked for in PATH?
    is_searched: bool,
}

impl<'a> Wanted<'a> {
    /// None if it is not known whether the call has come as far as looking for it.
    fn of(failure: &Failure<'a>) -> Option<Wanted<'a>> {
        use Call::*;
        if has_actions(failure) {
            return None;
        }
        let name = failure.string(usize::from(spawns(failure)))?;
        let by_name = matches!(failure.call, execlp | execvp | execvpe | posix_spawnp);
        Some(Wanted { name, is_searched: by_name && !name.contains(&b'/') && !name.is_empty() })
    }
}

impl Wanted<'_> {
    /// The path of the program that exists.
    fn found(&self, failure: &Failure) -> Option<Bytes> {
        if self.is_searched { found_in_path(failure, self.name) } else { Bytes::of(&[self.name]).ok() }
    }
}

fn spawns(failure: &Failure) -> bool {
    matches!(failure.call, Call::posix_spawn | Call::posix_spawnp)
}

/// Has a spawn file actions, whose failures look like its own?
fn has_actions(failure: &Failure) -> bool {
    spawns(failure) && failure.word(2) != 0
}

fn path<'a>(failure: &Failure, bytes: &'a [u8]) -> Option<Path<'a>> {
    Path::new(failure.process, libc::AT_FDCWD, bytes)
}

/// Calls `each` with the path of the program in each directory of PATH, and that directory, until it returns Some.
fn in_path<R>(failure: &Failure, name: &[u8], each: &mut impl FnMut(&[u8], &[u8]) -> Option<R>) -> Option<R> {
    let search = Search::of(failure.process).ok()?;
    search.directories().find_map(|directory| each(&Bytes::of(&[directory, b"/", name]).ok()?, directory))
}

/// The first in PATH that exists.
fn found_in_path(failure: &Failure, name: &[u8]) -> Option<Bytes> {
    in_path(failure, name, &mut |candidate, _| {
        path(failure, candidate)?.status(candidate).ok()?;
        Bytes::of(&[candidate]).ok()
    })
}

pub(in crate::explain) fn missing(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let Some(wanted) = Wanted::of(failure) else {
        has_actions(failure).then(|| say::missing::maybe_action(answer, &failure.call))?;
        return Some(());
    };
    if wanted.name.contains(&b' ') && with_arguments(failure, answer, &wanted).is_some() {
        return Some(());
    }
    if wanted.is_searched {
        return match found_in_path(failure, wanted.name) {
            Some(found) => needs_missing(failure, answer, &found),
            None => not_in_path(failure, answer, wanted.name),
        };
    }
    if path(failure, wanted.name)?.status(wanted.name).is_ok() {
        return needs_missing(failure, answer, wanted.name);
    }
    if wanted.name.contains(&b'/') {
        return None;
    }
    let found = found_in_path(failure, wanted.name)?;
    say::missing::no_search(answer, &Quoted(wanted.name), &failure.call, &Quoted(&found));
    Some(())
}

/// Is the first word of the name a program?
fn with_arguments(failure: &Failure, answer: &mut Answer, wanted: &Wanted) -> Option<()> {
    let first = wanted.name.split(|byte| *byte == b' ').next().filter(|first| !first.is_empty())?;
    let is_there = if wanted.is_searched {
        found_in_path(failure, first).is_some()
    } else {
        path(failure, first)?.status(first).is_ok()
    };
    is_there.then(|| say::missing::with_arguments(answer, &Quoted(wanted.name), &Quoted(first)))
}

/// The commands that only a shell knows.
const BUILTINS: &[&[u8]] = &[
    b"alias", b"bg", b"cd", b"eval", b"exec", b"exit", b"export", b"fg", b"history", b"jobs", b"read", b"set",
    b"shift", b"source", b"trap", b"type", b"ulimit", b"umask", b"unset", b"wait",
];

/// PATH, as far as some directories.
struct Shown<'a>(&'a [u8]);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let Some(beginning) = self.0.get(..SHOWN) else { return write!(to, "{}", Plain(self.0)) };
        let end = beginning.iter().rposition(|byte| *byte == b':').unwrap_or(SHOWN);
        write!(to, "{}:...", Plain(&self.0[..end]))
    }
}

fn not_in_path(failure: &Failure, answer: &mut Answer, name: &[u8]) -> Option<()> {
    let search = Search::of(failure.process).ok()?;
    let shown = &Shown(search.value());
    if BUILTINS.contains(&name) {
        say::missing::builtin(answer, &Quoted(name));
        return Some(());
    }
    if path(failure, name)?.status(name).is_ok() {
        // What to do about that comes before what else might be done.
        say::missing::here_and_not_in_path(answer, &Quoted(name), shown, &Plain(name));
    } else if search.is_set() {
        say::missing::not_in_path(answer, &Quoted(name), shown);
    } else {
        say::missing::not_in_default_path(answer, &Quoted(name), shown);
    }
    if let Some((similar, directory)) = similar(failure, &search, name) {
        say::missing::did_you_mean(answer, &Quoted(&similar), &Plain(directory));
    }
    Some(())
}

/// The program in PATH whose name is nearest to that one.
fn similar<'a>(failure: &Failure, search: &'a Search, name: &[u8]) -> Option<(Bytes, &'a [u8])> {
    let mut best: Option<(_, Bytes, &[u8])> = None;
    let in_time = || Moment::now() < failure.walk_until();
    for directory in search.directories().take_while(|_| in_time()) {
        let here = path(failure, directory)?;
        let _ = entries_of(&here.pieces(directory), &mut |entry| {
            // Of two that are as near, the one that begins alike, and the shorter: a key that was hit twice.
            let rank = nearness(name, entry).map(|distance| (distance, name.first() != entry.first(), entry.len()));
            if let Some(rank) = rank
                && best.as_ref().is_none_or(|(other, ..)| rank < *other)
                && let Ok(entry) = Bytes::of(&[entry])
            {
                best = Some((rank, entry, directory));
            }
            in_time()
        });
    }
    best.map(|(_, entry, directory)| (entry, directory))
}

/// The program exists, so something that it needs does not.
fn needs_missing(failure: &Failure, answer: &mut Answer, program: &[u8]) -> Option<()> {
    use say::missing as say;
    let outcome = follow(failure, program, &mut |at, form| match form {
        Form::Script(script) => {
            let interpreter = script.interpreter();
            let is_missing = path(failure, interpreter)?.status(interpreter).err() == Some(libc::ENOENT);
            is_missing.then(|| match interpreter.ends_with(b"\r") {
                true => say::line_end(answer, &Quoted(at), &Quoted(interpreter)),
                false => say::interpreter(answer, &Quoted(at), &Quoted(interpreter)),
            })
        }
        Form::Elf(elf) => {
            let loader = elf.loader.as_ref()?;
            let is_missing = path(failure, loader)?.status(loader).err() == Some(libc::ENOENT);
            is_missing.then(|| say::loader(answer, &Quoted(at), &elf.machine, &Quoted(loader)))
        }
        _ => None,
    });
    match outcome {
        Ok(Some(())) => Some(()),
        Ok(None) => {
            say::there_now(answer, &Quoted(program));
            Some(())
        }
        Err(_) => None,
    }
}

/// Calls `each` with a program, its interpreter if it is a script, that one's if it is one again, …, until it returns Some.
fn follow<R>(
    failure: &Failure,
    program: &[u8],
    each: &mut dyn FnMut(&[u8], &Form) -> Option<R>,
) -> Result<Option<R>, Errno> {
    let mut program = Bytes::of(&[program])?;
    for _ in 0..DEEPEST {
        let form = executable::form(&path(failure, &program).ok_or(libc::ENOENT)?)?;
        if let Some(result) = each(&program, &form) {
            return Ok(Some(result));
        }
        match form {
            Form::Script(script) => program = Bytes::of(&[script.interpreter()])?,
            _ => break,
        }
    }
    Ok(None)
}

pub(in crate::explain) fn denied(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let Some(wanted) = Wanted::of(failure) else {
        return has_actions(failure).then(|| say::denied::maybe_action(answer, &failure.call));
    };
    denied::explain(failure, answer, &wanted)
}

pub(in crate::explain) fn no_program(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::no_program as say;
    let wanted = Wanted::of(failure)?;
    let found = wanted.found(failure)?;
    let ours = Machine::this();
    follow(failure, &found, &mut |at, form| {
        let at = &Quoted(at);
        match form {
            Form::Empty => say::empty(answer, at),
            Form::Script(script) if script.interpreter().is_empty() => say::no_interpreter(answer, at),
            Form::Script(_) => return None,
            Form::Text { has_late_line: true } => say::late_line(answer, at),
            Form::Text { has_late_line: false } => say::text(answer, at),
            Form::Windows => say::windows(answer, at),
            Form::Elf(elf) if elf.kind == Kind::Object => say::object(answer, at),
            Form::Elf(elf) if elf.kind == Kind::Core => say::core(answer, at),
            Form::Elf(elf) if Some(elf.machine) != ours => say::other_machine(answer, at, &elf.machine, &ours?),
            Form::Elf(_) | Form::Other => say::damaged(answer, at),
        }
        Some(())
    })
    .ok()?
}

pub(in crate::explain) fn busy(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::busy as say;
    let wanted = Wanted::of(failure)?;
    let found = wanted.found(failure)?;
    let status = path(failure, &found)?.status(&found).ok()?;
    let target = Target::File { dev: status.st_dev, ino: status.st_ino };
    let holders = holders::find(&target, None, failure.walk_until()).only(|holder| holder.writes());
    let found = &Quoted(&found);
    match holders.found().find(|holder| holder.process == failure.process) {
        Some(own) => say::this(answer, found, &own.fd),
        None if holders.count > 0 => say::others(answer, found, &holders),
        None if holders.unseen.is_nothing() => say::over(answer, found),
        None => say::unseen(answer, found, &holders.unseen),
    }
    Some(())
}

pub(in crate::explain) fn too_long(failure: &Failure, answer: &mut Answer) -> Option<()> {
    too_long::explain(failure, answer)
}

pub(in crate::explain) fn circle(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let wanted = Wanted::of(failure)?;
    let form = executable::form(&path(failure, wanted.name)?).ok()?;
    let is_nested = matches!(form, Form::Script(script) if is_script(failure, &script));
    is_nested.then(|| say::circle::interpreters(answer, &Quoted(wanted.name)))
}

fn is_script(failure: &Failure, script: &Script) -> bool {
    let form = path(failure, script.interpreter()).and_then(|path| executable::form(&path).ok());
    matches!(form, Some(Form::Script(_)))
}

pub(in crate::explain) fn bad_loader(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let wanted = Wanted::of(failure)?;
    let found = wanted.found(failure)?;
    follow(failure, &found, &mut |at, form| match form {
        Form::Elf(elf) => {
            say::bad_loader::said(answer, &Quoted(at), &Quoted(elf.loader.as_ref()?));
            Some(())
        }
        _ => None,
    })
    .ok()?
}

pub(in crate::explain) fn attribute(failure: &Failure, answer: &mut Answer) -> Option<()> {
    (failure.word(3) != 0).then(|| say::attribute::said(answer, &failure.call))
}

pub(in crate::explain) fn action(failure: &Failure, answer: &mut Answer) -> Option<()> {
    has_actions(failure).then(|| say::action::said(answer, &failure.call))
}
