//! Ways to do the same that are too slow for criterion's many samples, or run in other processes: each in turn, a few rounds.

/// Rounds: an odd number, so that there is a median.
pub const ROUNDS: usize = 21;

/// A way, and what each round of it has taken.
pub struct Way<'a> {
    pub name: &'static str,
    run: Box<dyn FnMut() -> f64 + 'a>,
    times: Vec<f64>,
}

impl<'a> Way<'a> {
    /// `run` does it, and returns what one took, in any unit.
    pub fn new(name: &'static str, run: impl FnMut() -> f64 + 'a) -> Way<'a> {
        Way { name, run: Box::new(run), times: vec![] }
    }

    fn minimum(&self) -> f64 {
        self.times[0]
    }

    fn median(&self) -> f64 {
        self.times[self.times.len() / 2]
    }
}

/// Runs them in turn, each first in some round: whatever else the machine does meets all.
pub fn take_turns(ways: &mut [Way]) {
    for round in 0..ROUNDS {
        for index in 0..ways.len() {
            let way = &mut ways[(round + index) % ways.len()];
            let time = (way.run)();
            way.times.push(time);
        }
    }
    for way in ways {
        way.times.sort_by(f64::total_cmp);
    }
}

/// A table of their times, and of what each of `ratios`, the places of two ways, is to the other.
pub fn table(unit: &str, ways: &[Way], ratios: &[(usize, usize)]) -> String {
    let mut text = format!("\n{:<80} {:>9} {:>9}\n", format!("{unit}; {ROUNDS} rounds, in turn"), "minimum", "median");
    for way in ways {
        text += &format!("{:<80} {:>9.1} {:>9.1}\n", way.name, way.minimum(), way.median());
    }
    for (one, other) in ratios.iter().map(|&(one, other)| (&ways[one], &ways[other])) {
        let name = format!("{} / {}", one.name, other.name);
        let (least, middle) = (one.minimum() / other.minimum(), one.median() / other.median());
        text += &format!("{name:<80} {least:>9.3} {middle:>9.3}\n");
    }
    text
}
