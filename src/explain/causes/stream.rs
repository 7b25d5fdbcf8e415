//! Streams of stdio.
