struct ring;

struct ring *ring_new(void);
void ring_put(struct ring *ring, int value);
int ring_get(struct ring *ring);
void ring_free(struct ring *ring);
