//! The names of objects that exist, for somebody who named one that does not.

use std::fmt::{self, Write};

use super::similar::nearness;
use crate::explain::argument::Plain;
use crate::explain::enumeration::{More, separator};
use crate::explain::text::Text;

/// How many names a list has.
const LISTED: usize = 4;

/// Names without their slash. As text it is a list with slashes: `"/a", "/b" and 3 more`.
pub(crate) struct Present<'a> {
    wanted: &'a [u8],
    nearest: Option<usize>,
    near: Text,
    /// The first of them, but for the last that is listed.
    list: Text,
    last: Text,
    count: usize,
}

impl<'a> Present<'a> {
    /// To compare names with one that was not there.
    pub(crate) const fn new(wanted: &'a [u8]) -> Present<'a> {
        Present {
            wanted,
            nearest: None,
            near: Text::of_capacity(300),
            list: Text::of_capacity(256),
            last: Text::of_capacity(300),
            count: 0,
        }
    }

    pub(crate) fn add(&mut self, name: &[u8]) {
        if let Some(distance) = nearness(self.wanted, name)
            && self.nearest.is_none_or(|nearest| distance < nearest)
        {
            self.nearest = Some(distance);
            self.near.clear();
            let _ = write!(self.near, "\"/{}\"", Plain(name));
        }
        if self.count < LISTED {
            let _ = write!(self.list, "{}{}", separator(self.count.saturating_sub(1), usize::MAX), self.last.as_str());
            self.last.clear();
            let _ = write!(self.last, "\"/{}\"", Plain(name));
        }
        self.count += 1;
    }

    /// The one that may have been meant, in quotes.
    pub(crate) fn near(&self) -> Option<&str> {
        self.nearest.map(|_| self.near.as_str())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.count == 0
    }
}

impl fmt::Display for Present<'_> {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let named = self.count.min(LISTED);
        let before_last = separator(named.saturating_sub(1), self.count);
        write!(to, "{}{before_last}{}{}", self.list.as_str(), self.last.as_str(), More(self.count - named))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_and_the_nearest() {
        let mut present = Present::new(b"messages");
        assert!(present.is_empty() && present.near().is_none());
        ["a", "masage", "messages2", "b"].iter().for_each(|name| present.add(name.as_bytes()));
        assert_eq!(present.to_string(), r#""/a", "/masage", "/messages2" and "/b""#);
        assert_eq!(present.near(), Some("\"/messages2\""));
        ["c", "d"].iter().for_each(|name| present.add(name.as_bytes()));
        assert_eq!(present.to_string(), r#""/a", "/masage", "/messages2", "/b" and 2 more"#);
    }
}
