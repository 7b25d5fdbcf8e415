struct message {
	long type;
	char text[32];
};

int queue_open(void);
int queue_put(int id, long type, const char *text);
int queue_get(int id, long type, char *text);
