//! Lists and counts in sentences: `a, b and c`, or where not all are named `a, b and 3 more`; `1 message`, `3 messages`.

use std::fmt;

/// What stands before item `number`, from 0 on, of `count` that there are in all, whether or not all are named.
pub(super) fn separator(number: usize, count: usize) -> &'static str {
    match number {
        0 => "",
        _ if number + 1 == count => " and ",
        _ => ", ",
    }
}

/// What stands behind the items that are named, of those that are not.
pub(super) struct More(pub usize);

impl fmt::Display for More {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        if self.0 == 0 { Ok(()) } else { write!(to, " and {} more", self.0) }
    }
}

/// So many of something.
pub(super) struct Counted(pub u64, pub &'static str);

impl fmt::Display for Counted {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        write!(to, "{} {}{}", self.0, self.1, if self.0 == 1 { "" } else { "s" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_counts() {
        let list = |named: usize, count: usize| {
            let items: String = (0..named).map(|number| format!("{}{number}", separator(number, count))).collect();
            format!("{items}{}", More(count - named))
        };
        assert_eq!([list(1, 1), list(2, 2), list(3, 3), list(2, 5)], ["0", "0 and 1", "0, 1 and 2", "0, 1 and 3 more"]);
        assert_eq!(Counted(1, "message").to_string() + &Counted(0, "message").to_string(), "1 message0 messages");
    }
}
