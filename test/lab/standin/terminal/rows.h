// Builds what Windows would hand out from what the world answered.
#pragma once
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include "answer.h"

namespace lab {

struct Built {
  void* data = nullptr;
  DWORD count = 0;
  DWORD bytes = 0;
};

enum class Rows { sessions, sessions1, processes, processes1 };

Built buildRows(Rows kind, const Answer& answer);

}  // namespace lab
