int printf(const char *format, ...);

struct command {
	const char *text;
	double limit;
};

/* Not the C library's: nothing declares this one before. */
struct command *popen(struct command *room, const char *text, int lines, int width, int sep, int more, int last, double limit)
{
	printf("popen %s %d %d %c %d %d\n", text, lines, width, sep, more, last);
	room->text = text;
	room->limit = limit;
	return room;
}
