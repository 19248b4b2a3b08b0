// What Windows hands out of each class of information about a session.
#pragma once
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include "answer.h"
#include "terminal/rows.h"

namespace lab {

Built buildInfo(DWORD infoClass, const Answer& answer);

}  // namespace lab
