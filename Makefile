# leat's Makefile: builds the library with cargo, lays out what is shipped, installs it. `make help` says what it can do.

CARGO ?= cargo
NM ?= nm
OBJCOPY ?= objcopy
PKG_CONFIG ?= pkg-config

PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
INCLUDEDIR ?= $(PREFIX)/include
LIBDIR ?= $(PREFIX)/lib
MANDIR ?= $(PREFIX)/share/man
DESTDIR ?=

VERSION := $(shell sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)
DESCRIPTION := $(shell sed -n 's/^description = "\(.*\)"/\1/p' Cargo.toml | head -n 1)
# The part of the version that the ABI is bound to, as in build.rs: 0.3 of 0.3.1, 1 of 1.2.3.
VERSION_WORDS := $(subst ., ,$(VERSION))
ABI := $(if $(filter 0,$(word 1,$(VERSION_WORDS))),0.$(word 2,$(VERSION_WORDS)),$(word 1,$(VERSION_WORDS)))

SHARED := target/lib/libleat.so.$(VERSION)
ARCHIVE := target/lib/libleat.a

.DELETE_ON_ERROR:

.PHONY: all
all: $(SHARED) $(ARCHIVE)

#
# Building. Cargo's archive is one object after link-time optimisation, and it contains Rust's standard library with all its
# symbols. So it is made into one object whose only global symbols are the API, and both shipped libraries are made of that:
# they are the same code, another Rust archive may be linked beside the archive, and the shared library gets GNU symbol
# versions, which rustc cannot give (its own anonymous version script rules out a second).
#

RUST_ARCHIVE := target/release/libleat.a
OBJECT := target/release/leat.o
API := target/release/leat.api

# Cargo knows what is fresh, so it is asked each time.
.PHONY: FORCE
$(RUST_ARCHIVE): FORCE
	@command -v $(CARGO) > /dev/null || { echo 'leat is built with Rust 1.95 or newer, and there is no cargo here: rustup installs both.' >&2; exit 1; }
	$(CARGO) rustc --quiet --release --locked --lib --crate-type staticlib --target-dir target

# leat_half_ and leat_shim_ functions are how csrc/ and Rust call each other.
$(API): $(RUST_ARCHIVE) Makefile
	$(NM) --extern-only --defined-only $< 2>/dev/null \
	| awk '$$3 ~ /^leat_/ && $$3 !~ /^leat_(half|shim)_/ { print $$3 }' | sort -u > $@

$(OBJECT): $(RUST_ARCHIVE) $(API)
	$(LD) -r --force-group-allocation --gc-sections $$(sed 's/^/-u /' $(API)) -o $@.new $<
	$(OBJCOPY) --strip-debug --keep-global-symbols=$(API) $@.new
	mv -f $@.new $@

# Complete, never unloaded (the host may hold thread-local records), every symbol bound at load: see build.rs. libgcc_s, which
# unwinds a cancelled thread, comes from cc itself.
$(SHARED): $(OBJECT) csrc/leat.map
	mkdir -p $(@D)
	$(CC) -shared $(LDFLAGS) -o $@.new $(OBJECT) -Wl,-soname,libleat.so.$(ABI) -Wl,--version-script=csrc/leat.map \
		-Wl,--gc-sections -Wl,-z,defs,-z,nodelete,-z,relro,-z,now,-z,noexecstack -Wl,--as-needed -lpthread -lm -ldl
	mv -f $@.new $@
	ln -sf libleat.so.$(VERSION) $(@D)/libleat.so.$(ABI)
	ln -sf libleat.so.$(ABI) $(@D)/libleat.so

# Weak, so that a program compiled with leat/compat.h that defines a function of a mirrored name itself (textbooks define
# popen and signal) gets its own and still links.
#
# Name services are objects of their own, which only programs that call them get: csrc/name_services.c says why.
NAME_SERVICES := freeaddrinfo getaddrinfo gethostbyaddr gethostbyname getservbyname getservbyport

$(ARCHIVE): $(OBJECT) csrc/name_services.c
	rm -rf $(@D)/archive
	mkdir -p $(@D)/archive
	$(OBJCOPY) --wildcard --weaken-symbol='leat_*' \
		$(foreach name,$(NAME_SERVICES),--weaken-symbol=$(name) --redefine-sym leat_$(name)=leat_half_$(name)) \
		$(OBJECT) $(@D)/archive/leat.o
	for name in $(NAME_SERVICES); do \
		$(CC) -O2 -fPIC -fexceptions -Wall -Wextra -Werror -DNAME_SERVICE_$$name -c csrc/name_services.c \
			-o $(@D)/archive/$$name.o && $(OBJCOPY) --weaken-symbol=leat_$$name $(@D)/archive/$$name.o || exit; \
	done
	rm -f $@.new
	$(AR) rcs $@.new $(@D)/archive/*.o
	mv -f $@.new $@
	rm -rf $(@D)/archive

#
# Installing. It never calls cargo, which under sudo is often not there.
#

# A directory below PREFIX is written as such, so that `pkg-config --define-variable=prefix=` can move it.
in_prefix = $(patsubst $(PREFIX)/%,$${prefix}/%,$(1))
# What leat.pc calls the prefix: in a tree that will be unpacked anywhere, RELOCATABLE=yes, its place beside the file. (The
# other files know their places always.)
RELOCATABLE ?=
PC_PREFIX = $(if $(RELOCATABLE),\$${pcfiledir}/$(call relative,$(LIBDIR)/pkgconfig,$(PREFIX)),$(PREFIX))
relative = $$(realpath -ms --relative-to='$(1)' '$(2)')
FILL_IN = sed -e "s|@PREFIX@|$(PC_PREFIX)|" -e 's|@INCLUDEDIR@|$(call in_prefix,$(INCLUDEDIR))|' \
	-e 's|@LIBDIR@|$(call in_prefix,$(LIBDIR))|' -e 's|@VERSION@|$(VERSION)|' -e 's|@ABI@|$(ABI)|' \
	-e 's|@DESCRIPTION@|$(DESCRIPTION)|' \
	-e "s|@INCLUDEDIR_FROM_LIBDIR@|$(call relative,$(LIBDIR),$(INCLUDEDIR))|" \
	-e "s|@INCLUDEDIR_FROM_BINDIR@|$(call relative,$(BINDIR),$(INCLUDEDIR))|" \
	-e "s|@LIBDIR_FROM_BINDIR@|$(call relative,$(BINDIR),$(LIBDIR))|"

TO_INCLUDE = $(DESTDIR)$(INCLUDEDIR)
TO_LIB = $(DESTDIR)$(LIBDIR)
TO_BIN = $(DESTDIR)$(BINDIR)
TO_MAN = $(DESTDIR)$(MANDIR)
PATHS = PREFIX BINDIR INCLUDEDIR LIBDIR MANDIR

.PHONY: install
install:
	@test -f $(SHARED) && test -f $(ARCHIVE) || { echo 'Nothing is built yet: run make first.' >&2; exit 1; }
	@for path in $(foreach name,$(PATHS),'$($(name))') '$(or $(DESTDIR),/)'; do case "$$path" in \
		/*[\|\&]*) echo "A path may contain neither | nor &: $$path" >&2; exit 1;; /*) ;; \
		*) echo "$(PATHS) and DESTDIR must be absolute paths: $$path" >&2; exit 1;; esac; done
	install -d '$(TO_BIN)' '$(TO_INCLUDE)/leat' '$(TO_LIB)/pkgconfig' '$(TO_LIB)/cmake/leat' '$(TO_MAN)/man1' '$(TO_MAN)/man7'
	install -m 644 include/leat.h '$(TO_INCLUDE)'
	install -m 644 include/leat/*.h include/leat/*.hpp '$(TO_INCLUDE)/leat'
	install -m 755 $(SHARED) '$(TO_LIB)'
	ln -sf libleat.so.$(VERSION) '$(TO_LIB)/libleat.so.$(ABI)'
	ln -sf libleat.so.$(ABI) '$(TO_LIB)/libleat.so'
	install -m 644 $(ARCHIVE) '$(TO_LIB)'
	@$(FILL_IN) pkgconfig/leat.pc.in > '$(TO_LIB)/pkgconfig/leat.pc'
	@$(FILL_IN) pkgconfig/leat-config.cmake.in > '$(TO_LIB)/cmake/leat/leat-config.cmake'
	@$(FILL_IN) pkgconfig/leat-config-version.cmake.in > '$(TO_LIB)/cmake/leat/leat-config-version.cmake'
	@$(FILL_IN) bin/leat-cc.in > '$(TO_BIN)/leat-cc'
	@$(FILL_IN) bin/leat-cc.1.in > '$(TO_MAN)/man1/leat-cc.1'
	@$(FILL_IN) man/leat_errors.7.in > '$(TO_MAN)/man7/leat_errors.7'
	ln -sf leat-cc '$(TO_BIN)/leat-c++'
	ln -sf leat-cc.1 '$(TO_MAN)/man1/leat-c++.1'
	chmod 644 '$(TO_LIB)/pkgconfig/leat.pc' '$(TO_LIB)'/cmake/leat/*.cmake '$(TO_MAN)/man1/leat-cc.1' '$(TO_MAN)/man7/leat_errors.7'
	chmod 755 '$(TO_BIN)/leat-cc'
	@if [ -z '$(DESTDIR)' ] && [ "$$(id -u)" = 0 ] && command -v ldconfig > /dev/null; then ldconfig; fi

# Directories that are empty then go too, but those of the system.
.PHONY: uninstall
uninstall:
	rm -f '$(TO_INCLUDE)/leat.h' '$(TO_LIB)'/libleat.so '$(TO_LIB)'/libleat.so.$(ABI) '$(TO_LIB)'/libleat.so.$(ABI).* \
		'$(TO_LIB)/libleat.a' '$(TO_LIB)/pkgconfig/leat.pc' '$(TO_BIN)/leat-cc' '$(TO_BIN)/leat-c++' \
		'$(TO_MAN)/man1/leat-cc.1' '$(TO_MAN)/man1/leat-c++.1' '$(TO_MAN)/man7/leat_errors.7'
	rm -rf '$(TO_INCLUDE)/leat' '$(TO_LIB)/cmake/leat'
ifeq ($(filter / /usr /usr/local,$(PREFIX)),)
	@for dir in '$(TO_LIB)/cmake' '$(TO_LIB)/pkgconfig' '$(TO_LIB)' '$(TO_INCLUDE)' '$(TO_BIN)' '$(TO_MAN)/man1' \
		'$(TO_MAN)/man7' '$(TO_MAN)' '$(DESTDIR)$(PREFIX)/share'; do \
		rmdir "$$dir" 2> /dev/null || true; done
endif
	@if [ -z '$(DESTDIR)' ] && [ "$$(id -u)" = 0 ] && command -v ldconfig > /dev/null; then ldconfig; fi

#
# Packing: what `make install` lays out, in archives that are made alike from the same sources.
#

MACHINE := $(shell uname -m)
DIST := leat-$(VERSION)-linux-$(MACHINE)
# When the sources were committed; without git, also within somebody else's repository, when their changelog was written.
dist deb: export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct -- . 2> /dev/null | grep . || stat -c %Y CHANGELOG.md)

# For machines without root, Rust or pkg-config: it works where it is unpacked.
.PHONY: dist
dist: all
	@rm -rf 'target/dist/$(DIST)'
	@$(MAKE) --silent install RELOCATABLE=yes DESTDIR='$(CURDIR)/target/dist' $(call below,/$(DIST))
	@tools/dist 'target/dist/$(DIST)'
	@ls target/dist/$(DIST).tar.*

# Two Debian packages, for `sudo dpkg -i`: the library, and what programs are compiled with.
.PHONY: deb
deb: all
	@rm -rf target/deb
	@$(MAKE) --silent install RELOCATABLE= DESTDIR='$(CURDIR)/target/deb/root' $(call below,/usr) \
		LIBDIR="/usr/lib/$$(dpkg-architecture -qDEB_HOST_MULTIARCH)"
	@tools/deb target/deb '$(VERSION)' '$(ABI)'
	@ls target/deb/*.deb

# Every directory of `install`, below this one, whatever the caller has set.
below = PREFIX=$(1) BINDIR=$(1)/bin INCLUDEDIR=$(1)/include LIBDIR=$(1)/lib MANDIR=$(1)/share/man

#
# Showing and checking.
#

STAGE := $(CURDIR)/target/stage

.PHONY: demo
demo: all
	@rm -rf '$(STAGE)'
	@$(MAKE) --silent install RELOCATABLE= DESTDIR= $(call below,'$(STAGE)')
	@CC='$(CC)' tools/demo '$(STAGE)'

# A caught panic prints no backtrace.
export RUST_BACKTRACE := 0

# What `make check` can use. Tests that need one that is not there are skipped, by name.
TOOLS := g++ clang clang++ valgrind cmake pkg-config abidw strace unshare xz dpkg-deb dpkg-architecture shellcheck gawk \
	python3 cargo-clippy cargo-fmt
# These know no --version. (The others are asked for it because rustup has commands in place of what is not installed.)
TOOLS_WITHOUT_VERSION := busybox mandoc
missing = $(strip $(shell for tool in $(TOOLS); do $$tool --version > /dev/null 2>&1 || echo $$tool; done; \
	for tool in $(TOOLS_WITHOUT_VERSION); do command -v $$tool > /dev/null || echo $$tool; done))
have = $(filter-out $(missing),$(1))
report_missing = @echo 'Optional tools that are missing; what needs them is skipped: $(or $(missing),none)'

# The tests that run programs against the library in $LEAT_LIBDIR; without it they take the debug build of `cargo test`.
OTHER_TESTS := dist headers install leat_cc notes opt_in_headers readme
# Those that compare the header with the compilers: of either library they would say the same.
HEADER_TESTS := compat coursework
TESTS := $(basename $(notdir $(wildcard tests/*.rs)))
DEBUG_TESTS := --lib $(patsubst %,--test %,$(filter-out $(HEADER_TESTS),$(TESTS)))
LIBRARY_TESTS := $(patsubst %,--test %,$(filter-out $(OTHER_TESTS),$(TESTS)))

.PHONY: check
.NOTPARALLEL:
check: all
	$(report_missing)
	@$(MAKE) --no-print-directory check-style check-debug check-release check-valgrind check-sanitizers
	$(report_missing)
	@echo 'make check: everything passed.'

.PHONY: check-style
check-style:
	$(if $(call have,cargo-fmt),$(CARGO) fmt --check && $(CARGO) fmt --check --manifest-path benches/Cargo.toml)
	$(if $(call have,cargo-clippy),$(CARGO) clippy --quiet --locked --all-targets -- -D warnings)

.PHONY: check-debug
check-debug:
	$(CARGO) test --locked --no-fail-fast $(DEBUG_TESTS)

.PHONY: check-release
check-release: all
	LEAT_LIBDIR='$(CURDIR)/target/lib' $(CARGO) test --locked --no-fail-fast $(LIBRARY_TESTS)

.PHONY: check-valgrind
check-valgrind:
	$(if $(call have,valgrind),LEAT_WRAP='valgrind --quiet --leak-check=full --errors-for-leak-kinds=definite \
		--error-exitcode=99' $(CARGO) test --locked --no-fail-fast --test c)

.PHONY: check-sanitizers
check-sanitizers:
	LEAT_CFLAGS='-g -fsanitize=address,undefined -fno-sanitize-recover=all' $(CARGO) test --locked --no-fail-fast --test c

.PHONY: bench
bench: all
	$(CARGO) bench --manifest-path benches/Cargo.toml

.PHONY: clean
clean:
	rm -rf target benches/target

.PHONY: help
help:
	@echo 'make             build libleat.so and libleat.a into target/lib'
	@echo 'make demo        install into target/stage, compile real programs against it, run them'
	@echo 'make check       run every test'
	@echo 'make bench       measure what a mirror costs over the function it mirrors, and own functions beside their peers'
	@echo 'make install     install into PREFIX=$(PREFIX); also BINDIR= LIBDIR= INCLUDEDIR= MANDIR= DESTDIR='
	@echo 'make uninstall   remove that again; takes the same variables'
	@echo 'make dist        pack target/dist/$(DIST).tar.xz (and .tar.gz), which works where it is unpacked'
	@echo 'make deb         pack target/deb/*.deb, for Debian and its like'
	@echo 'make clean       remove what was built'
