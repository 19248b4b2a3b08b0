// Buffers that the caller brings, with the size that it says: iscsidsc.dll allocates nothing. A call is first made to
// learn the size and then to fetch, so what the world has answered is kept for the next call of that export on that
// thread.
#pragma once
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>

#include "question.h"

namespace lab::iscsi {

// What an answer is in memory.
struct Laid {
  // In what the export counts: bytes, characters or elements.
  ULONG units = 0;
  std::size_t bytesPerUnit = 1;
  // Writes all of it; `room` is of the size that was told.
  std::function<void(std::uint8_t* room)> write;
  // How many rows there are, where the export says that too.
  ULONG rows = 0;
};

// Makes a call that is sized. `lay` says what an answer is in memory. `*rows` is set where the export has it.
ULONG sized(std::string_view call, Question& question, ULONG* units, void* memory, ULONG* rows,
            const std::function<Laid(const Answer& answer)>& lay);

}  // namespace lab::iscsi
