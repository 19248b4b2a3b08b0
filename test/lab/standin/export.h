// The exports of a stand-in, by their names in Windows. The lab reads these lines to write the list of exports, so each
// stands at the beginning of a line.
#pragma once
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#define STANDIN_EXPORT(type, name) extern "C" type WINAPI name

// What the stand-in of an old Windows lacks.
#define STANDIN_LATER_EXPORT(type, name) STANDIN_EXPORT(type, name)
