// A condition is none of the results that LEAT_MUST takes: one that is true would be a failure.
#include <type_traits>
#include <utility>

#include "check.h"

#include <leat/must.h>

template <class Value, class = void> struct is_taken : std::false_type {};
template <class Value>
struct is_taken<Value, std::void_t<decltype(leat_must_int(std::declval<Value>(), "", 0, ""))>> : std::true_type {};

static_assert(is_taken<int>::value && is_taken<long>::value && is_taken<ssize_t>::value);
static_assert(!is_taken<bool>::value);

int main()
{
	CHECK_INT(LEAT_MUST(leat_close(LEAT_MUST(leat_dup(0)))), 0);
	return 0;
}
