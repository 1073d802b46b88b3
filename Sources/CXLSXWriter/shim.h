#pragma once
#include <xlsxwriter.h>

// glibc declares it only with _GNU_SOURCE, which Swift's view of the library does not set.
int memfd_create(const char *name, unsigned int flags);
// Close the file in child processes.
enum { HENGJI_MEMFD_CLOEXEC = 1 };
