struct command {
	const char *text;
	double limit;
};

struct command *popen(struct command *room, const char *text, int lines, int width, int sep, int more, int last, double limit);

double run_command(void)
{
	struct command room;

	return popen(&room, "ls -l", 24, 80, ',', 1, 2, 2.5)->limit;
}
