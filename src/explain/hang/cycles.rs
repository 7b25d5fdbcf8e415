//! The cycles among processes that wait for each other, as text:
//!
//! ```text
//!   Cycle: a (pid 1) waits for b (pid 2) to write to pipe 5; b (pid 2) waits for a (pid 1) to end. It is a deadlock: nobody
//!   else can end any of these waits.
//! ```

use std::fmt::Write;

use super::brief::Capital;
use super::graph::{Graph, Hope, Wait};
use super::list::List;
use super::report::line;
use super::verdict::{Chain, Doubt};
use crate::explain::facts::file::Errno;
use crate::explain::text::Text;

/// Writes each cycle once.
pub(super) fn write(graph: &Graph, to: &mut Text) -> Result<(), Errno> {
    let mut written: List<&Wait> = List::new();
    for wait in graph.waits.iter() {
        let chain = Chain::from(graph, wait)?;
        let Some(begin) = chain.cycle else { continue };
        let cycle = chain.steps.get(begin..).unwrap_or_default();
        let is_known = |wait: &&Wait| written.iter().any(|other| std::ptr::eq(*other, *wait));
        if cycle.iter().any(is_known) {
            continue;
        }
        cycle.iter().try_for_each(|wait| written.add(*wait))?;
        let mut text = Text::of_capacity(4 << 10);
        let _ = text.write_str("Cycle: ");
        chain.write_steps(begin..chain.steps.len(), &mut text);
        let hope = cycle.iter().map(|wait| wait.hope).max().unwrap_or(Hope::Open);
        let _ = match (hope, cycle.first()) {
            (Hope::None, Some(first)) => {
                let doubt = Doubt::of(graph, first)?;
                let sentence =
                    Capital(format_args!("{doubt}it is a deadlock: nobody else can end any of these waits."));
                write!(text, ". {sentence}")
            }
            (Hope::Newcomers, Some(first)) => {
                let doubt = Doubt::of(graph, first)?;
                write!(
                    text,
                    ". {}",
                    Capital(format_args!("{doubt}it is a deadlock, unless another process comes to their help."))
                )
            }
            _ => text.write_str(". It is no deadlock: what one of them waits for can come from elsewhere too."),
        };
        if hope != Hope::Open {
            let _ = write!(text, " Do: {}", chain.way_out(begin));
        }
        line(to, "", format_args!("{}", text.as_str()));
    }
    Ok(())
}
