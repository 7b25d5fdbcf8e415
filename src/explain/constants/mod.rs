//! The names of C's constants: one file a mechanism, tables of names, and where an argument's meaning depends on those
//! before it, the function that says how. Here is how such an argument is written.

pub(crate) mod io;
pub(crate) mod ipc;
pub(crate) mod map;
pub(crate) mod process;
pub(crate) mod signal;
pub(crate) mod socket;

use std::ffi::c_int;
use std::fmt::{self, Arguments, Write};

use super::call::Kind;

/// A constant and its value, of which an int has 32 bits.
pub(crate) type Name = (&'static str, u32);

/// A table of constants, each by its own name in the libc crate, or with its value where that lacks it: `[A B C = 3]`.
macro_rules! names {
    ($($name:ident $(= $value:expr)?)*) => { &[$((stringify!($name), names!(@value $name $($value)?))),*] };
    (@value $name:ident) => { libc::$name as u32 };
    (@value $name:ident $value:expr) => { $value };
}
use names;

pub(crate) fn name_of(names: &[Name], value: u64) -> Option<&'static str> {
    names.iter().find(|(_, of)| *of == value as u32).map(|(name, _)| *name)
}

/// An argument that is made of several constants.
pub(crate) struct Flags {
    /// How it is written when nothing is set.
    zero: &'static str,
    /// The bits that together hold one of `values`: O_RDONLY, O_WRONLY or O_RDWR.
    field: u32,
    values: &'static [Name],
    /// What may be added. A name that contains the bit of another (O_SYNC and O_DSYNC) comes before it.
    bits: &'static [Name],
    /// Bits written as one octal number: permissions.
    octal: u32,
}

impl Flags {
    const NONE: Flags = Flags { zero: "0", field: 0, values: &[], bits: &[], octal: 0 };

    /// Writes `O_RDWR|O_CREAT`, with the bits that have no name in hexadecimal.
    pub(crate) fn write(&self, word: u64, text: &mut dyn Write) -> fmt::Result {
        let mut rest = word as u32;
        if rest == u32::MAX {
            return text.write_str("-1");
        }
        let mut separator = "";
        let mut part = |part: Arguments| {
            text.write_str(separator)?;
            separator = "|";
            text.write_fmt(part)
        };
        if let Some(name) = name_of(self.values, u64::from(rest & self.field)) {
            part(format_args!("{name}"))?;
            rest &= !self.field;
        }
        for (name, bits) in self.bits {
            if *bits != 0 && rest & bits == *bits {
                part(format_args!("{name}"))?;
                rest &= !bits;
            }
        }
        if rest & self.octal != 0 {
            part(format_args!("0{:o}", rest & self.octal))?;
            rest &= !self.octal;
        }
        if rest != 0 {
            part(format_args!("{rest:#x}"))?;
        }
        if separator.is_empty() { text.write_str(self.zero) } else { Ok(()) }
    }
}

/// A constant by its name, or as a number.
pub(crate) struct Constant(pub &'static [Name], pub c_int);

impl fmt::Display for Constant {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        match name_of(self.0, self.1 as u64) {
            Some(name) => to.write_str(name),
            None => write!(to, "{}", self.1),
        }
    }
}

/// Some bits of an argument that is a set, by their names.
pub(crate) struct Bits(pub Kind, pub u32);

impl fmt::Display for Bits {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        match self.0 {
            Kind::Set(flags) => flags.write(u64::from(self.1), to),
            _ => write!(to, "{:#x}", self.1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explain::text::Text;

    fn written(flags: &Flags, word: i64) -> String {
        let mut text = Text::new();
        flags.write(word as u64, &mut text).unwrap();
        text.as_str().to_owned()
    }

    #[test]
    fn flags_are_written_as_names_then_octal_then_hexadecimal() {
        const FLAGS: Flags = Flags {
            zero: "NIL",
            field: 3,
            values: &[("ONE", 1), ("TWO", 2)],
            bits: &[("B", 0xc), ("A", 4)],
            octal: 0o700,
        };
        for (word, text) in [
            (0, "NIL"),
            (1, "ONE"),
            (2 | 4, "TWO|A"),
            (0xc, "B"),
            (8, "0x8"),
            (3 | 4, "A|0x3"),
            (1 | 0o600, "ONE|0600"),
            (1 | 4 | 0o400 | 0x8000_0000, "ONE|A|0400|0x80000000"),
            (-1, "-1"),
        ] {
            assert_eq!(written(&FLAGS, word), text);
        }
    }
}
