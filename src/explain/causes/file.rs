//! The content of files, and transfers in general.
