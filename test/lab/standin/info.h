// The buffers of WTSQuerySessionInformationW, class by class.
#pragma once
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include "wire.h"

namespace lab {

// The bytes of a class as Windows lays them out; what no field covers is garbage.
Bytes infoImage(DWORD infoClass, Reader value);

}  // namespace lab
