#ifdef __cplusplus
extern "C" {
#endif

/* Both are ours: a bind that is no socket's, and a count by a filter. */
int bind(int word, int times, double weight);
int count_words(const char *text);

#ifdef __cplusplus
}
#endif
