//! Compiles the C shim and gives the shared library its soname. It writes to OUT_DIR only.

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=csrc");
    println!("cargo::rerun-if-changed=build.rs");
    let mut shim = cc::Build::new();
    shim.std("c11").flag("-fvisibility=hidden").flag("-fexceptions").warnings_into_errors(true).extra_warnings(true);
    shim.files(["csrc/variadic.c", "csrc/ring.c"]).cargo_metadata(false).compile("leat_shim");
    println!("cargo::rustc-link-search=native={}", variable("OUT_DIR"));
    // Rust refers to none of the variadic functions: whole-archive keeps them in, export-symbols makes them visible.
    println!("cargo::rustc-link-lib=static:+whole-archive,+export-symbols=leat_shim");

    // Always on here; in the headers they become #ifdef LEAT_HAVE_SIGSET and so on.
    for gate in ["leat_have_sigset", "leat_have_pthread", "leat_have_xopen"] {
        println!("cargo::rustc-check-cfg=cfg({gate})");
        println!("cargo::rustc-cfg={gate}");
    }

    // cargo-c sets the soname itself.
    if env::var_os("CARGO_FEATURE_CAPI").is_none() {
        println!("cargo::rustc-cdylib-link-arg=-Wl,-soname,libleat.so.{}", abi());
    }
    // Complete, never unloaded (the host may hold our thread-local records), and with every symbol bound at load: no
    // mirror enters the dynamic linker from a signal handler.
    println!("cargo::rustc-cdylib-link-arg=-Wl,-z,defs,-z,nodelete,-z,relro,-z,now");
}

/// The part of the version that the ABI is bound to: 0.3 of 0.3.1, 1 of 1.2.3.
fn abi() -> String {
    let (major, minor) = (variable("CARGO_PKG_VERSION_MAJOR"), variable("CARGO_PKG_VERSION_MINOR"));
    if major == "0" { format!("0.{minor}") } else { major }
}

fn variable(name: &str) -> String {
    env::var(name).unwrap_or_else(|_| panic!("cargo sets {name}"))
}
