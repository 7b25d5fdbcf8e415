/* The library that is loaded is the one of the header. */
#include "check.h"

int main(void)
{
	char text[32];

	CHECK_TEXT(leat_version(), LEAT_VERSION);
	snprintf(text, sizeof text, "%d.%d.%d", LEAT_VERSION_NUMBER / 10000, LEAT_VERSION_NUMBER / 100 % 100,
	         LEAT_VERSION_NUMBER % 100);
	CHECK_TEXT(text, LEAT_VERSION);
	return 0;
}
