//! The instructions a mirror adds to the libc function it mirrors.

mod measure;

use std::path::Path;
use std::{env, fs, process};

fn main() {
    if process::Command::new("valgrind").arg("--version").output().is_err() {
        println!("skipped: instructions of a mirror: valgrind is not installed");
        return;
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("benches/ is in the tree");
    let lib = root.join("target/lib").display().to_string();
    let scratch = env::temp_dir().join(format!("leat-instructions-{}", process::id()));
    fs::create_dir_all(&scratch).expect("a directory for the measurement");
    let program = measure::build(root, &[format!("-L{lib}"), format!("-Wl,-rpath,{lib}"), "-lleat".into()], &scratch);
    println!("{}", measure::table(&measure::instructions(&program, &scratch)));
    fs::remove_dir_all(&scratch).expect("the directory is ours");
}
