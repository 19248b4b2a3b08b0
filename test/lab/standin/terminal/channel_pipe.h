// A virtual channel of the stand-in: a pipe for the program, and a line of its own to the world's client behind it.
#pragma once
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include <cstdint>

namespace lab {

// The kinds of messages on that line; `../../wire/channel-line.ts` has the same.
enum class FromClient : std::uint8_t { piece = 1, pause = 2, goOn = 3, end = 4 };
enum class ToClient : std::uint8_t { written = 1, paused = 2 };

class ChannelPipe;

// Numbers count from 1. NULL when there is no pipe or no world. Without a world, for benchmarks, it echoes.
ChannelPipe* openPipe(std::uint32_t number, bool echoes);
// What the program reads and writes.
HANDLE programEnd(const ChannelPipe* pipe);
// Waits until nothing of it is left.
void closePipe(ChannelPipe* pipe);

}  // namespace lab
