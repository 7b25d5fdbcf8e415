//! What exec looks at: the first bytes of a program, and the search in PATH.

use std::fmt;

use super::file::{self, Bytes, Errno};
use super::path::Path;
use super::process::Process;
use super::sys;

/// What a file would be as a program.
pub(crate) enum Form {
    Empty,
    Script(Script),
    Elf(Elf),
    /// Readable text without a `#!`. Is it there, but behind a mark of the byte order or white space?
    Text {
        has_late_line: bool,
    },
    /// A program for Windows.
    Windows,
    Other,
}

/// A text whose first line names the program that shall read it.
pub(crate) struct Script {
    block: Bytes,
}

pub(crate) struct Elf {
    pub machine: Machine,
    pub kind: Kind,
    /// The dynamic loader that it needs.
    pub loader: Option<Bytes>,
}

/// For what machine a program was made. As text: `64-bit ARM (aarch64)`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Machine {
    number: u16,
    bits: u8,
    is_big_endian: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    Program,
    /// What the compiler makes of one source file.
    Object,
    Core,
    Other,
}

/// How much the kernel reads to see what a file is.
const BLOCK: usize = 256;

/// What the file is; the path is one from here.
pub(crate) fn form(path: &Path) -> Result<Form, Errno> {
    let pieces = path.pieces(path.bytes);
    let block = file::part(&pieces, 0, BLOCK)?;
    Ok(match &block[..] {
        [] => Form::Empty,
        [b'#', b'!', ..] => Form::Script(Script { block }),
        [0x7f, b'E', b'L', b'F', ..] => Elf::parse(&block, &pieces).map_or(Form::Other, Form::Elf),
        [b'M', b'Z', ..] => Form::Windows,
        text if is_text(text) => {
            let rest = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(text).trim_ascii_start();
            Form::Text { has_late_line: rest.starts_with(b"#!") }
        }
        _ => Form::Other,
    })
}

fn is_text(block: &[u8]) -> bool {
    !block.iter().any(|byte| matches!(byte, 0..7 | 14..27 | 0x7f))
}

impl Script {
    /// The program in the first line; empty if there is none.
    pub(crate) fn interpreter(&self) -> &[u8] {
        let line =
            self.block.get(2..).unwrap_or_default().split(|byte| matches!(byte, b'\n' | 0)).next().unwrap_or_default();
        let is_space = |byte: &u8| matches!(byte, b' ' | b'\t');
        let start = line.iter().position(|byte| !is_space(byte)).unwrap_or(line.len());
        line[start..].split(is_space).next().unwrap_or_default()
    }
}

impl Elf {
    fn parse(block: &Bytes, pieces: &[&[u8]]) -> Option<Elf> {
        let machine = Machine::parse(block)?;
        let kind = match machine.number(block, 16, 2)? {
            1 => Kind::Object,
            2 | 3 => Kind::Program,
            4 => Kind::Core,
            _ => Kind::Other,
        };
        Some(Elf { machine, kind, loader: machine.loader(block, pieces) })
    }
}

impl Machine {
    fn parse(block: &[u8]) -> Option<Machine> {
        let bits = match block.get(4)? {
            1 => 32,
            2 => 64,
            _ => return None,
        };
        let machine = Machine { number: 0, bits, is_big_endian: *block.get(5)? == 2 };
        Some(Machine { number: machine.number(block, 18, 2)? as u16, ..machine })
    }

    /// Of what this program here was made for.
    pub(crate) fn this() -> Option<Machine> {
        Machine::parse(&file::part(&[b"/proc/self/exe"], 0, BLOCK).ok()?)
    }

    /// A number of so many bytes.
    fn number(self, bytes: &[u8], offset: usize, size: usize) -> Option<u64> {
        let bytes = bytes.get(offset..)?.get(..size)?;
        let add = |number: u64, byte: &u8| number << 8 | u64::from(*byte);
        Some(if self.is_big_endian { bytes.iter().fold(0, add) } else { bytes.iter().rev().fold(0, add) })
    }

    /// elf(5): the program header of type PT_INTERP says where the loader's path is.
    fn loader(self, header: &[u8], pieces: &[&[u8]]) -> Option<Bytes> {
        const PT_INTERP: u64 = 3;
        let is_64 = self.bits == 64;
        let word = if is_64 { 8 } else { 4 };
        let (table, size, count) = if is_64 { (32, 54, 56) } else { (28, 42, 44) };
        let (table, size) = (self.number(header, table, word)?, self.number(header, size, 2)?);
        let count = self.number(header, count, 2)?;
        let headers = file::part(pieces, table, (size * count).min(4096) as usize).ok()?;
        let (offset, length) = if is_64 { (8, 32) } else { (4, 16) };
        let header =
            headers.chunks_exact(size.max(1) as usize).find(|header| self.number(header, 0, 4) == Some(PT_INTERP))?;
        let length = self.number(header, length, word)?.min(4096) as usize;
        let mut path = file::part(pieces, self.number(header, offset, word)?, length).ok()?;
        path.shorten(path.iter().position(|byte| *byte == 0).unwrap_or(path.len()));
        Some(path)
    }
}

impl fmt::Display for Machine {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let name = match self.number {
            2 | 18 | 43 => "SPARC",
            3 => "x86",
            8 => "MIPS",
            20 | 21 => "PowerPC",
            22 => "s390",
            40 => "ARM",
            62 => return to.write_str("x86-64"),
            183 => return to.write_str("64-bit ARM (aarch64)"),
            243 => "RISC-V",
            258 => "LoongArch",
            number => return write!(to, "a machine of number {number}"),
        };
        write!(to, "{}-bit {name}", self.bits)
    }
}

/// Where execvp looks for a program: the value of PATH, or what libc takes if that is not set.
pub(crate) struct Search {
    value: Option<Bytes>,
}

/// confstr(_CS_PATH)
const WITHOUT_PATH: &[u8] = b"/bin:/usr/bin";

impl Search {
    pub(crate) fn of(process: Process) -> Result<Search, Errno> {
        if process.is_this() {
            return Ok(Search { value: sys::environment::variable(c"PATH").transpose()? });
        }
        // As it was when the process was started.
        let mut environment = file::read(format_args!("{process}/environ"))?;
        let mut before = 0;
        let found = environment.split(|byte| *byte == 0).find_map(|variable| {
            let range = before..before + variable.len();
            before = range.end + 1;
            variable.starts_with(b"PATH=").then_some(range)
        });
        let Some(range) = found else { return Ok(Search { value: None }) };
        environment.shorten(range.end);
        environment.drop_first(range.start + b"PATH=".len());
        Ok(Search { value: Some(environment) })
    }

    pub(crate) fn is_set(&self) -> bool {
        self.value.is_some()
    }

    pub(crate) fn value(&self) -> &[u8] {
        self.value.as_deref().unwrap_or(WITHOUT_PATH)
    }

    /// The directories, in their order. An empty one means the current directory.
    pub(crate) fn directories(&self) -> impl Iterator<Item = &[u8]> {
        self.value().split(|byte| *byte == b':').map(|directory| if directory.is_empty() { b"." } else { directory })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicU32;
    use std::sync::atomic::Ordering::Relaxed;

    fn form_of(content: &[u8]) -> Form {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Relaxed);
        let path = std::env::temp_dir().join(format!("leat-form-{}-{number}", std::process::id()));
        std::fs::write(&path, content).unwrap();
        let bytes = path.as_os_str().as_encoded_bytes();
        let form = form(&Path::new(Process::this(), libc::AT_FDCWD, bytes).unwrap());
        std::fs::remove_file(&path).unwrap();
        form.unwrap()
    }

    #[test]
    fn scripts_and_texts() {
        for (line, interpreter) in [
            ("#!/bin/sh\necho", "/bin/sh"),
            ("#! /usr/bin/env python3\n", "/usr/bin/env"),
            ("#!/bin/bash\r\necho", "/bin/bash\r"),
            ("#!\n", ""),
            ("#!", ""),
        ] {
            assert!(
                matches!(form_of(line.as_bytes()), Form::Script(script) if script.interpreter() == interpreter.as_bytes())
            );
        }
        assert!(matches!(form_of(b""), Form::Empty));
        assert!(matches!(form_of(b"echo hello\n"), Form::Text { has_late_line: false }));
        assert!(matches!(form_of("\u{feff}#!/bin/sh\n".as_bytes()), Form::Text { has_late_line: true }));
        assert!(matches!(form_of(b"\n#!/bin/sh"), Form::Text { has_late_line: true }));
        assert!(matches!(form_of(b"MZ\x90\0\x03"), Form::Windows));
        assert!(matches!(form_of(b"\0\x01\x02\x03\x04\x05\x06"), Form::Other));
    }

    #[test]
    fn programs() {
        let path = Path::new(Process::this(), libc::AT_FDCWD, b"/proc/self/exe").unwrap();
        let Ok(Form::Elf(elf)) = form(&path) else { panic!("this is a program") };
        assert_eq!((elf.kind, Some(elf.machine)), (Kind::Program, Machine::this()));
        assert!(elf.loader.is_none_or(|loader| loader.starts_with(b"/lib")));
        let mut other = *b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x01\0\xb7\0\x01\0\0\0";
        assert!(matches!(form_of(&other), Form::Elf(elf) if elf.kind == Kind::Object
            && elf.machine.to_string() == "64-bit ARM (aarch64)" && elf.loader.is_none()));
        (other[4], other[18]) = (1, 3);
        assert!(matches!(form_of(&other), Form::Elf(elf) if elf.machine.to_string() == "32-bit x86"));
        assert!(matches!(form_of(b"\x7fELF"), Form::Other));
    }

    #[test]
    fn the_directories_of_path() {
        let search = Search::of(Process::this()).unwrap();
        assert_eq!(search.value(), std::env::var_os("PATH").unwrap().as_encoded_bytes());
        let mut child = std::process::Command::new("/bin/sleep").arg("1000").env("PATH", "/x::/y").spawn().unwrap();
        let child_search = || Search::of(Process { pid: child.id() as i32 });
        // Its parent goes on a little before its new environment is in place.
        let search =
            std::iter::repeat_with(child_search).find(|search| search.as_ref().is_ok_and(|it| it.value.is_some()));
        let search = search.unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(search.unwrap().directories().eq([&b"/x"[..], b".", b"/y"]));
        assert!(Search { value: None }.directories().eq([&b"/bin"[..], b"/usr/bin"]));
    }
}
