#pragma once
#include <zlib.h>

// `deflateInit2` is a macro, which Swift does not see. 31 window bits: gzip framing.
static inline int hengji_gzip_begin(z_stream *stream, int level) {
  return deflateInit2(stream, level, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY);
}
