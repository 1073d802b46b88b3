#pragma once
#include <sys/resource.h>

// What Linux has beyond the standard, which the C library shows to Swift only in part.
extern int memfd_create(const char *name, unsigned int flags);
extern int pipe2(int ends[2], int flags);
extern int prlimit(int process, int resource, const struct rlimit *limit, struct rlimit *old);

enum {
  hengji_cloexec_file = 1,        // MFD_CLOEXEC
  hengji_cloexec_pipe = 02000000, // O_CLOEXEC
  hengji_pipe_size = 1031,        // F_SETPIPE_SZ
};
