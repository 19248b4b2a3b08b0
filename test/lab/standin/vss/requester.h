// A requester's object, as this half has it.
#pragma once
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include <cstdint>
#include <string>

#include "question.h"

namespace lab::vss {

// By this number the world knows it.
struct Requester {
  std::uint32_t handle = 0;
  DWORD thread = 0;
};

// The next number of an object of this process, whatever it is.
std::uint32_t nextHandle();

// Of a method that is called now: complains where that is not on the object's thread, or that thread is in no
// apartment.
void checkThread(const Requester& requester, const std::string& method);

}  // namespace lab::vss
