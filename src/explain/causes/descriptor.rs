//! What descriptors are, and what can be done with one.
