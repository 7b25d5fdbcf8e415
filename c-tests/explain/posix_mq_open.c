/*
 * mq_open: names, attributes against the system's limits, queues that exist or do not.
 * test: flags -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE
 */
#include "posix_queues.h"

static const mqd_t FAILED = (mqd_t)-1;

static void names(void)
{
	struct mq_attr chosen = attributes(1, 8);

	CHECK_EXPLAINED(leat_mq_open("jobs", O_RDWR | O_CREAT, 0600, &chosen), FAILED, EINVAL, "mq_open",
	                "the name \"jobs\" does not begin with a slash", "Do: use \"/jobs\".");
	CHECK_EXPLAINED(leat_mq_open("/lab/jobs", O_RDWR | O_CREAT, 0600, &chosen), FAILED, EACCES, "mq_open",
	                "the name \"/lab/jobs\" has a slash inside", "not a matter of permissions",
	                "Do: use a name such as \"/lab-jobs\".");
	CHECK_EXPLAINED(leat_mq_open("/..", O_RDWR), FAILED, EACCES, "mq_open",
	                "\"/..\" cannot be the name of a queue");
	CHECK_EXPLAINED(leat_mq_open("/", O_RDWR | O_CREAT, 0600, &chosen), FAILED, ENOENT, "mq_open",
	                "the name \"/\" has nothing behind its slash");
	CHECK_EXPLAINED(leat_mq_unlink("jobs"), -1, EINVAL, "mq_unlink", "does not begin with a slash");
	CHECK_EXPLAINED(leat_mq_unlink("/lab/jobs"), -1, EACCES, "mq_unlink", "has a slash inside");
	CHECK_EXPLAINED(leat_mq_unlink("/"), -1, ENOENT, "mq_unlink", "nothing behind its slash");
	{
		char longest[300];

		memset(longest, 'q', sizeof longest);
		longest[0] = '/';
		longest[sizeof longest - 1] = '\0';
		CHECK_EXPLAINED(leat_mq_open(longest, O_RDWR), FAILED, ENAMETOOLONG, "mq_open", "255 bytes at most");
		longest[100] = '\0';
		CHECK_EXPLAINED(leat_mq_open(longest, O_RDWR), FAILED, ENOENT, "mq_open", "there is no queue \"/qqq");
	}
}

static int limits(void)
{
	long msg_max = setting("msg_max"), msgsize_max = setting("msgsize_max");
	struct mq_attr chosen = attributes(msg_max + 40, 8);

	if (!become_unprivileged())
		return 0;
	name_queue("limits");
	CHECK_EXPLAINED(leat_mq_open(queue_name, O_RDWR | O_CREAT, 0600, &chosen), FAILED, EINVAL, "mq_open",
	                text("{mq_maxmsg=%ld, mq_msgsize=8}", msg_max + 40),
	                text("mq_maxmsg is %ld, but this system allows %ld to unprivileged processes "
	                     "(/proc/sys/fs/mqueue/msg_max)",
	                     msg_max + 40, msg_max),
	                text("Do: use mq_maxmsg <= %ld, or have an administrator raise fs.mqueue.msg_max.", msg_max));
	chosen = attributes(1, msgsize_max + 1);
	CHECK_EXPLAINED(leat_mq_open(queue_name, O_RDWR | O_CREAT, 0600, &chosen), FAILED, EINVAL, "mq_open",
	                text("mq_msgsize is %ld, but this system allows %ld", msgsize_max + 1, msgsize_max),
	                text("Do: use mq_msgsize <= %ld", msgsize_max));
	chosen = attributes(0, 8);
	CHECK_EXPLAINED(leat_mq_open(queue_name, O_RDWR | O_CREAT, 0600, &chosen), FAILED, EINVAL, "mq_open",
	                "mq_maxmsg is 0, but a new queue needs at least 1");
	chosen = attributes(1, -8);
	CHECK_EXPLAINED(leat_mq_open(queue_name, O_RDWR | O_CREAT, 0600, &chosen), FAILED, EINVAL, "mq_open",
	                "mq_msgsize is -8, but a new queue needs at least 1");
	return 0;
}

static void both_accesses(void)
{
	name_queue("both");
	CHECK_INT(leat_mq_close(open_queue(queue_name, O_RDWR, 0600, 1, 8)), 0);
	CHECK_EXPLAINED(leat_mq_open(queue_name, O_WRONLY | O_RDWR), FAILED, EINVAL, "mq_open",
	                "the flags have both O_WRONLY and O_RDWR");
	CHECK_INT(leat_mq_unlink(queue_name), 0);
}

static void missing(void)
{
	char wrong[48];
	mqd_t queue = open_queue(name_queue("results"), O_RDWR, 0600, 3, 8);

	snprintf(wrong, sizeof wrong, "/resluts-%ld", (long)getpid());
	CHECK_EXPLAINED(leat_mq_open(wrong, O_RDWR), FAILED, ENOENT, "mq_open",
	                text("there is no queue \"%s\" now, and without O_CREAT", wrong),
	                "Do: start first the program");
	if (queues_are_listed())
		CHECK_SAID(text("There is a queue \"%s\": was that meant?", queue_name));
	CHECK_EXPLAINED(leat_mq_open("/quite-another", O_RDWR), FAILED, ENOENT, "mq_open",
	                "no queue \"/quite-another\"");
	if (queues_are_listed())
		CHECK_SAID("Queues that exist: ", queue_name);
	else
		CHECK_SAID("Which queues there are cannot be seen here");
	CHECK_EXPLAINED(leat_mq_unlink(wrong), -1, ENOENT, "mq_unlink",
	                "it was never made, or its name is removed already");
	CHECK_FAILS(leat_mq_open(wrong, O_RDWR), FAILED, ENOENT, "mq_open");
	CHECK_INT(leat_mq_close(open_queue(wrong, O_RDWR, 0600, 3, 8)), 0);
	errno = ENOENT;
	CHECK_SAID("there was no queue", "now there is one");
	CHECK_INT(leat_mq_unlink(wrong), 0);
	CHECK_INT(leat_mq_unlink(queue_name), 0);
	CHECK_INT(leat_mq_close(queue), 0);
}

static void taken(void)
{
	mqd_t queue = open_queue(name_queue("taken"), O_RDWR, 0600, 3, 8);
	struct mq_attr chosen = attributes(5, 5);

	CHECK_INT(leat_mq_send(queue, "abc", 3, 0), 0);
	CHECK_EXPLAINED(leat_mq_open(queue_name, O_RDWR | O_CREAT | O_EXCL, 0600, &chosen), FAILED, EEXIST, "mq_open",
	                text("the queue \"%s\" exists", queue_name), "It holds 1 of 3 messages of at most 8 bytes now.",
	                "Do: leave out O_EXCL");
	if (queues_are_listed() && geteuid() == 0)
		CHECK_SAID("It belongs to root.");
	CHECK_INT(leat_mq_close(queue), 0);
	/* left over from an earlier run, as it were */
	errno = EEXIST;
	CHECK_SAID("It holds 1 of 3 messages of at most 8 bytes now.");
	CHECK_INT(leat_mq_unlink(queue_name), 0);
	errno = EEXIST;
	CHECK_SAID("existed when the call was made", "now it is gone");
}

static int denied(void)
{
	if (geteuid() != 0 || !become_unprivileged())
		return 0;
	CHECK_EXPLAINED(leat_mq_open(queue_name, O_RDWR), FAILED, EACCES, "mq_open", text("the queue \"%s\"",
	                queue_name),
	                "read and write it");
	if (queues_are_listed())
		CHECK_SAID("is -rw------- root root", "neither its owner nor in its group) may not read and write it");
	CHECK_EXPLAINED(leat_mq_unlink(queue_name), -1, EACCES, "mq_unlink", text("the queue \"%s\"", queue_name),
	                "only its owner or root may remove it");
	return 0;
}

int main(void)
{
	mqd_t queue;

	names();
	CHECK_INT(in_child(limits), 0);
	both_accesses();
	missing();
	taken();
	queue = open_queue(name_queue("denied"), O_RDWR, 0600, 1, 8);
	CHECK_INT(in_child(denied), 0);
	CHECK_INT(leat_mq_unlink(queue_name), 0);
	CHECK_INT(leat_mq_close(queue), 0);
	return 0;
}
