int  create_semaphore();
void down();
void up();
void destroy_semaphore();
