// Buffers that Windows would allocate: each piece ends at a page that nobody may touch, and what is freed stays
// untouchable, so an over-read or a use after the free faults at once. The world hears of each one given and freed.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace lab {

// What a buffer must be freed as. The values below `memory` are those of WTS_TYPE_CLASS.
enum class Owner : std::uint8_t { processes0 = 0, processes1 = 1, sessions1 = 2, network = 0xFE, memory = 0xFF };

// Where the numbers of a library's buffers begin, so that those of two libraries never meet.
extern const std::uint32_t kFirstSerial;

// Allocates the pieces of one buffer; the first piece is the pointer that the caller gets and frees.
// Fresh memory holds garbage.
std::vector<void*> allocate(const std::vector<std::size_t>& sizes);

// Says that the buffer was handed out.
void given(void* buffer, Owner owner, std::uint32_t count);

// The caller frees a buffer; whether it did so rightly is for the world to say.
void freed(void* buffer, Owner as, std::uint32_t count);

}  // namespace lab
