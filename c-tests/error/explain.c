/* leat_error_explain writes the explanation of errno to a buffer of any size, as snprintf does. */
#include <fcntl.h>

#include "check.h"

int main(void)
{
	char buffer[1024], whole[1024];
	size_t size;
	int length;

	strcpy(buffer, "untouched");
	errno = ENOENT;
	CHECK_INT(leat_error_explain(NULL, 0), 0);
	CHECK_INT(leat_error_explain(buffer, sizeof buffer), 0);
	CHECK_TEXT(buffer, "");
	CHECK_FAILS(leat_open("/nope/\xc3\xa9t\xc3\xa9", O_RDONLY), -1, ENOENT, "open");
	strcpy(whole, leat_error_text());

	length = leat_error_explain(NULL, 0);
	CHECK_INT(length, strlen(whole));
	for (size = 0; size <= (size_t)length + 2; size++) {
		memset(buffer, '?', sizeof buffer);
		CHECK_INT(leat_error_explain(buffer, size), length);
		CHECK_INT(errno, ENOENT);
		CHECK_INT(buffer[size], '?');
		if (size > (size_t)length)
			CHECK_TEXT(buffer, whole);
		else if (size > 0)
			CHECK(memchr(buffer, '\0', size) != NULL);
		if (size > 3 && size <= (size_t)length)
			CHECK_TEXT(buffer + strlen(buffer) - 3, "\xe2\x80\xa6");
	}

	/* Neither its success nor its refusal is a failure that it explains. */
	errno = 0;
	CHECK_INT(leat_error_explain(NULL, 10), -1);
	CHECK_INT(errno, EFAULT);
	CHECK_TEXT(leat_error_text(), "");
	return 0;
}
