// Buffers that Windows would allocate: each piece ends at a page that nobody may touch, and what is freed stays
// untouchable, so an over-read or a use after the free faults at once. The world hears of each one given and freed.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace lab {

// Allocates the pieces of one buffer; the first piece is the pointer that the caller gets and frees.
// Fresh memory holds garbage.
std::vector<void*> allocate(const std::vector<std::size_t>& sizes);

// Takes back what was allocated and not handed out.
void release(void* buffer);

// Says that the buffer was handed out. The owner is a number that the domain and the ledger of the server know.
void given(void* buffer, std::uint8_t owner, std::uint32_t count);

// The caller frees a buffer; whether it did so rightly is for the world to say.
void freed(void* buffer, std::uint8_t as, std::uint32_t count);

}  // namespace lab
