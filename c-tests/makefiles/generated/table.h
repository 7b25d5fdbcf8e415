struct entry {
	const char *name;
	int number;
};

extern const struct entry table[];
extern const int entries;
