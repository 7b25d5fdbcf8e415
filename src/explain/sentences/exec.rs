//! Programs that cannot be started.

use super::rows;

rows! { Errno, exec;
    execl | execlp | execle | execv | execve | execvp | execvpe | posix_spawn | posix_spawnp: ENOENT => missing {
        not_in_path(name, path): "{name} is in none of the directories of PATH, {path}."
            do "check the name, or write the whole path of the program.";
        not_in_default_path(name, path): "{name} is in none of the directories {path}, where it is looked for as PATH is not set."
            do "check the name, or write the whole path of the program.";
        builtin(name): "{name} is a command of the shell itself, and there is no program of that name in PATH."
            do "let a shell do it (sh -c, system), or call what it stands for: chdir for cd, setenv for export.";
        did_you_mean(similar, directory): "Did you mean {similar} in {directory}?";
        here_and_not_in_path(name, path, plain): "{name} is in the current directory, but that is not one of the directories of \
            PATH, {path}."
            do "write \"./{plain}\".";
        with_arguments(name, program): "{name} is looked for as the name of one file, spaces included; the program {program} exists."
            do "pass the program and each argument as a string of its own: \"ls\", \"-l\".";
        no_search(name, call, found): "there is no file {name} in the current directory, and {call} does not look elsewhere; by \
            PATH it would be {found}."
            do "use the call with a p in its name (execvp, execlp, posix_spawnp), or the whole path.";
        interpreter(path, interpreter): "{path} exists, but its first line wants {interpreter} to run it, which does not exist."
            do "correct the line that begins with #!, or install that program.";
        line_end(path, interpreter): "{path} exists, but its first line ends as Windows ends lines, so that {interpreter} is looked for."
            do "remove the \\r from the ends of its lines: sed -i 's/\\r$//', or dos2unix.";
        loader(path, machine, loader): "{path}, a program for {machine}, exists, but not the dynamic loader that it needs: {loader}."
            do "install the C library that it was made for, or compile it here, or with -static.";
        there_now(path): "{path} exists now, with all that it needs: it was made since." do "call it again.";
        maybe_action(call): "either the program does not exist, or a file that one of the file actions opens: {call} does not tell which."
            do "check both; a file action for output needs O_CREAT.";
    }
    execl | execlp | execle | execv | execve | execvp | execvpe | posix_spawn | posix_spawnp: EACCES => denied {
        directory(path): "{path} is a directory, and no program." do "add the program's name.";
        not_a_file(path, noun): "{path} is {noun}, and no program.";
        nobody(path, owned, permit): "{path} is {owned}: nobody may execute it (x)." do "{permit}, if it is a program or script.";
        not_you(path, owned, caller, permit): "{path} is {owned}, and {caller} may not execute it (x)." do "{permit}.";
        no_programs(path, mount): "{path} is on a file system that was mounted without the right to run programs (noexec): {mount}."
            do "put the program elsewhere.";
        interpreter(path, interpreter): "{path} may be executed, but {interpreter}, which shall run it, may not."
            do "correct the line that begins with #!, or chmod +x that program.";
        unsearchable(name, directory): "{name} was not found, and the directory {directory} of PATH may not be searched by this process."
            do "take that directory out of PATH, or have its owner allow it (chmod +x).";
        maybe_action(call): "either the program may not be executed, or a file that one of the file actions opens may not be opened: \
            {call} does not tell which."
            do "check both.";
    }
    execl | execlp | execle | execv | execve | execvp | execvpe | posix_spawn | posix_spawnp: ENOEXEC => no_program {
        empty(path): "{path} is empty." do "write or compile it again: it may have been opened with O_TRUNC.";
        text(path): "{path} is text without a first line that names the program to run it."
            do "begin it with #!/bin/sh, or what else it is written for; or run the shell, with its name as the argument.";
        late_line(path): "{path} has #! only behind a mark (BOM), an empty line or spaces: it must be the very first two bytes."
            do "remove what is before it.";
        no_interpreter(path): "the first line of {path} is #! without the name of a program." do "write it there: #!/bin/sh.";
        other_machine(path, theirs, ours): "{path} is a program for {theirs}, and this is {ours}."
            do "compile it for this machine, or run it with an emulator (qemu-user).";
        object(path): "{path} is an object file, which the linker has yet to make a program of."
            do "link it: cc -o program {path}.";
        core(path): "{path} is the core dump of a program, and not a program." do "look at it with gdb.";
        windows(path): "{path} is a program for Windows." do "compile it for Linux, or run it with wine.";
        damaged(path): "{path} is none of the kinds of program that this system knows (ELF, or a text with #!), or it is damaged."
            do "see what it is with `file`.";
    }
    execl | execlp | execle | execv | execve | execvp | execvpe | posix_spawn | posix_spawnp: ETXTBSY => busy {
        this(path, fd): "{path} is open for writing in this process itself, as fd {fd}."
            do "close it before exec, or open it with O_CLOEXEC and let another process run it only then.";
        others(path, holders): "{path} is open for writing in {holders}."
            do "wait until it is closed: is a compiler still writing it, or has a child inherited the descriptor?";
        unseen(path, unseen): "{path} was open for writing; in whom is not seen: {unseen}."
            do "wait until it is closed: is a compiler still writing it?";
        over(path): "{path} was open for writing, but is not now." do "call it again.";
    }
    execl | execlp | execle | execv | execve | execvp | execvpe | posix_spawn | posix_spawnp: E2BIG => too_long {
        argument(index, size, most): "argument {index} has {size} bytes with its NUL now, and one string that a program is given may \
            have {most} (MAX_ARG_STRLEN)."
            do "pass long data in a file or a pipe.";
        variable(name, size, most): "the variable {name} of the environment has {size} bytes with its NUL now, and one string that a \
            program is given may have {most} (MAX_ARG_STRLEN)."
            do "pass long data in a file or a pipe, or leave the variable out.";
        both(arguments, environment, most): "the arguments have {arguments} bytes and the environment {environment} now, with their \
            NULs and pointers, and together they may have {most}: a quarter of RLIMIT_STACK, but from 128 KiB to 6 MiB."
            do "pass long data in a file or a pipe, or long lists in parts (xargs).";
        said(limit, stack, string): "the arguments and the environment together may have {limit} bytes (a quarter of RLIMIT_STACK, \
            which is {stack}), and each string {string}: these have more."
            do "pass long data in a file or a pipe, or long lists in parts (xargs).";
    }
    execl | execlp | execle | execv | execve | execvp | execvpe | posix_spawn | posix_spawnp: ELOOP => circle {
        interpreters(path): "{path} is a script whose interpreter is a script again, and so on, more often than allowed."
            do "name a program that is no script after #!.";
    }
    execl | execlp | execle | execv | execve | execvp | execvpe | posix_spawn | posix_spawnp: ELIBBAD | EISDIR => bad_loader {
        said(path, loader): "{path} needs the dynamic loader {loader}, and what is there is none."
            do "install the C library that it was made for, or compile it again.";
    }
    posix_spawn | posix_spawnp: EPERM => attribute {
        said(call): "probably one of the attributes asks for what this process may not do, as for a process group of another \
            session (POSIX_SPAWN_SETPGROUP), or a scheduling policy or priority; {call} does not tell which."
            do "see what the posix_spawnattr_set... calls have set: a new group has the number 0.";
    }
    posix_spawn | posix_spawnp: EBADF => action {
        said(call): "a file action uses a descriptor that is not open in the child at that point; {call} does not tell which."
            do "add the actions in the order in which they shall be done: one that closes comes after those that use it.";
    }
}
