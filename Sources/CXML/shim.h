#pragma once
#include <libxml/xmlversion.h>
// Debian's libxml2 draws in the system's ICU, whose types contradict those of the ICU inside Foundation; we use none.
#undef LIBXML_ICU_ENABLED
#include <libxml/xmlreader.h>
#include <libxml/parser.h>
