//! The committed headers are what cbindgen makes of the sources. `LEAT_BLESS=1 cargo test --test headers` rewrites them.

mod support;

use std::fs;

use support::headers::{HEADERS, generate};
use support::root;

#[test]
fn headers_are_fresh() {
    for header in HEADERS {
        let path = root().join("include/leat").join(format!("{}.h", header.name));
        let fresh = generate(header);
        if std::env::var_os("LEAT_BLESS").is_some() {
            fs::write(&path, &fresh).unwrap();
        }
        let committed = fs::read_to_string(&path).unwrap_or_default();
        assert!(committed == fresh, "{} is stale: run LEAT_BLESS=1 cargo test --test headers", path.display());
    }
}
