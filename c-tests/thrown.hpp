/* What a program in C++ says of exceptions, and of descriptors that they must not leave open. */
#ifndef THROWN_HPP
#define THROWN_HPP

#include <leat/leat.hpp>

#include "descriptors.h"

/* The expression throws an Error (leat::error, or one derived from it) of this errno, whose text is the explanation. */
#define CHECK_THROWS(expression, Error, number, function)                                                      \
	do {                                                                                                   \
		bool thrown = false;                                                                           \
		try {                                                                                          \
			(void)(expression);                                                                    \
		} catch (const Error &failure) {                                                               \
			thrown = true;                                                                         \
			errno = failure.code().value();                                                        \
			check_error(__FILE__, __LINE__, #expression, (number), (function));                    \
			check_text(__FILE__, __LINE__, "what()", failure.what(), leat_error_text());           \
		}                                                                                              \
		CHECK(thrown);                                                                                 \
	} while (0)

#endif /* THROWN_HPP */
