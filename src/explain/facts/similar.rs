//! What somebody may have meant who wrote a name that does not exist.

/// Longer ones are not compared letter by letter.
const LONGEST: usize = 64;

/// Is `name` so near to what was wanted that it may have been meant? Then how far it is from that.
pub(crate) fn nearness(wanted: &[u8], name: &[u8]) -> Option<usize> {
    if wanted.eq_ignore_ascii_case(name) {
        return Some(0);
    }
    let most = match wanted.len() {
        0..=2 => return None,
        3..=5 => 1,
        6..=LONGEST => 2,
        _ => return None,
    };
    if wanted.len().abs_diff(name.len()) > most {
        return None;
    }
    distance(wanted, name).filter(|distance| *distance <= most)
}

/// How many letters must be changed, added, left out, or swapped with the next one, to make one of the other.
fn distance(from: &[u8], to: &[u8]) -> Option<usize> {
    if from.len() > LONGEST || to.len() > LONGEST {
        return None;
    }
    // Row by row of the usual table, with the two rows above.
    let [mut before, mut above, mut row] = [[0u8; LONGEST + 1]; 3];
    above.iter_mut().zip(0..).for_each(|(cost, number)| *cost = number);
    for (i, a) in from.iter().enumerate() {
        row[0] = i as u8 + 1;
        for (j, b) in to.iter().enumerate() {
            let changed = above[j] + u8::from(!a.eq_ignore_ascii_case(b));
            let mut cost = changed.min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && from[i - 1] == *b && to[j - 1] == *a {
                cost = cost.min(before[j - 1] + 1);
            }
            row[j + 1] = cost;
        }
        (before, above, row) = (above, row, before);
    }
    Some(usize::from(above[to.len()]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_between_two_names() {
        for (from, to, expected) in [
            ("", "", 0),
            ("", "ab", 2),
            ("kitten", "sitting", 3),
            ("jobs", "jbos", 1),
            ("jobs", "job", 1),
            ("queue", "Queue", 0),
        ] {
            assert_eq!(distance(from.as_bytes(), to.as_bytes()), Some(expected), "{from} {to}");
            assert_eq!(distance(to.as_bytes(), from.as_bytes()), Some(expected), "{to} {from}");
        }
        assert_eq!(distance(&[b'a'; 65], b"a"), None);
    }

    #[test]
    fn what_is_near() {
        assert_eq!(nearness(b"jobs", b"job"), Some(1));
        assert_eq!(nearness(b"JOBS", b"jobs"), Some(0));
        assert_eq!(nearness(b"messages", b"mesages2"), Some(2));
        // Of short names everything is near.
        assert_eq!(nearness(b"a", b"b"), None);
        assert_eq!(nearness(b"jobs", b"logs"), None);
        assert_eq!(nearness(&[b'a'; 100], &[b'A'; 100]), Some(0));
    }
}
