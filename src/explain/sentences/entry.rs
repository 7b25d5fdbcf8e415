//! Names in directories: what is made, removed and renamed.

use super::rows;

rows! { Errno, entry;
}
