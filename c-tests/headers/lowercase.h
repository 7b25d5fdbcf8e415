/*
 * Macros with the lowercase names that a program's own might well have, each of which would break a parameter, a member
 * or an attribute of that name. The members of structs that programs fill in and read (size, flags, fd...) are not among them.
 */
#ifndef LOWERCASE_H
#define LOWERCASE_H

#define action 3
#define actions 3
#define address 3
#define advice 3
#define arg0 3
#define argument 3
#define attributes 3
#define backlog 3
#define buffer 3
#define command 3
#define count 3
#define deadline 3
#define device 3
#define domain 3
#define envp 3
#define event 3
#define events 3
#define family 3
#define file 3
#define handler 3
#define hints 3
#define host 3
#define id 3
#define info 3
#define key 3
#define length 3
#define level 3
#define list 3
#define mask 3
#define max(a, b) ((a) > (b) ? (a) : (b))
#define message 3
#define min(a, b) ((a) < (b) ? (a) : (b))
#define name 3
#define new_fd 3
#define node 3
#define number 3
#define offset 3
#define operation 3
#define option 3
#define parts 3
#define port 3
#define prefix 3
#define priority 3
#define project 3
#define protection 3
#define protocol 3
#define queue 3
#define ret_pid 3
#define room 3
#define seconds 3
#define sentinel 3
#define service 3
#define set 3
#define shared 3
#define sig 3
#define stack 3
#define status 3
#define text 3
#define timeout 3
#define timeout_ms 3
#define usage 3
#define value 3
#define which 3

#endif /* LOWERCASE_H */
