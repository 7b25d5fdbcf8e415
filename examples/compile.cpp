/* g++ compile.cpp $(pkg-config --cflags --libs leat) -o compile && echo x > x.c; ./compile 9 gcc -c x.c || ./compile .1 sleep 9 */
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <leat/leat.hpp>
#include <sstream>
#include <string>
#include <vector>

/* Runs a compiler, or whatever command, which has so many seconds, and reports what became of it. */

/* The lines in which it speaks of errors and warnings, and how many these are. */
static std::string diagnostics(std::string_view text)
{
	std::istringstream lines{std::string(text)};
	std::string line;
	int errors = 0, warnings = 0;

	while (std::getline(lines, line)) {
		const bool is_error = line.find("error: ") != line.npos, is_warning = line.find("warning: ") != line.npos;

		errors += is_error;
		warnings += is_warning;
		if (is_error || is_warning)
			std::cout << line << '\n';
	}
	return std::to_string(errors) + (errors == 1 ? " error, " : " errors, ") + std::to_string(warnings) +
	       (warnings == 1 ? " warning" : " warnings");
}

int main(int argc, char **argv)
try {
	if (argc < 3 || !(std::atof(argv[1]) > 0)) {
		std::cerr << "usage: compile seconds compiler [argument...]\n";
		return 2;
	}
	const std::chrono::duration<double> limit(std::atof(argv[1]));
	const std::vector<std::string> command(argv + 2, argv + argc);

	/* At Ctrl-C run() throws, when it has ended the compiler, and all that this has started. */
	static const leat::stop stop;
	const auto attached = stop.attach();
	std::signal(SIGINT, [](int) { leat_stop_now(stop.get()); });

	leat::process::options options;
	options.added = {"LC_ALL=C"};
	const auto done = leat::process::run(command, options, limit);

	const std::string counts = diagnostics(done.err());
	std::cout << done.out() << command[0] << ": " << done.how_text() << ": " << counts << '\n';
	return done.succeeded() ? 0 : 1;
} catch (const leat::error &failure) {
	std::cerr << failure.what() << '\n';
	return 1;
}
