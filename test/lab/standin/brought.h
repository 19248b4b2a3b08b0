// Buffers that callers bring.
#pragma once
#include <cstdint>

namespace lab {

// As their owner, in place of a function of Windows that frees them; the ledger of the server knows it.
inline constexpr std::uint8_t kBrought = 251;

// Says that the caller of this stand-in has brought this memory. The hook counts it, where it knows it.
void brought(void* memory);

}  // namespace lab
