//! The content of files, and transfers in general.

use super::rows;

rows! { Errno, file;
}
