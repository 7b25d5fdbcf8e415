struct command {
	const char *text;
	double limit;
};

/* Not the C library's: no header declares this one. */
struct command *popen(struct command *room, const char *text, int lines, int width, int sep, int more, double limit)
{
	printf("popen %s %d %d %c %d\n", text, lines, width, sep, more);
	room->text = text;
	room->limit = limit;
	return room;
}
