int *shared_array(int count);
void release(int *array);
