// Workers of the C++ standard library: threads, a mutex, a condition variable, a stream.
#include <condition_variable>
#include <iostream>
#include <mutex>
#include <queue>
#include <string>
#include <thread>
#include <vector>

namespace {

class Tasks {
public:
	void add(int number)
	{
		std::lock_guard<std::mutex> lock(mutex);
		numbers.push(number);
		changed.notify_one();
	}

	void close()
	{
		std::lock_guard<std::mutex> lock(mutex);
		closed = true;
		changed.notify_all();
	}

	bool take(int &number)
	{
		std::unique_lock<std::mutex> lock(mutex);
		changed.wait(lock, [this] { return closed || !numbers.empty(); });
		if (numbers.empty())
			return false;
		number = numbers.front();
		numbers.pop();
		return true;
	}

	/* A method that is named like a function of the C library. */
	int remove(int number) { return sum -= number; }
	int sum = 0;
	std::mutex summing;

private:
	std::mutex mutex;
	std::condition_variable changed;
	std::queue<int> numbers;
	bool closed = false;
};

std::once_flag said;

void work(Tasks &tasks)
{
	int number;
	while (tasks.take(number)) {
		std::lock_guard<std::mutex> lock(tasks.summing);
		tasks.sum += number;
	}
	std::call_once(said, [] { std::cout << "a worker is at the end" << std::endl; });
}

} // namespace

int main()
{
	Tasks tasks;
	std::vector<std::thread> workers;

	for (int i = 0; i < 4; i++)
		workers.emplace_back(work, std::ref(tasks));
	for (int i = 1; i <= 1000; i++)
		tasks.add(i);
	tasks.close();
	for (std::thread &worker : workers)
		worker.join();
	std::unique_lock<std::mutex> lock(tasks.summing, std::try_to_lock);
	std::cout << lock.owns_lock() << ' ' << tasks.remove(500) << std::endl;
	std::this_thread::sleep_for(std::chrono::microseconds(1));
	return 0;
}
