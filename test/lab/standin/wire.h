// The lines to the world server: framed messages over loopback TCP. `../wire/` and `../world-server.ts` have the other
// side.
#pragma once
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#include <winsock2.h>

#include <string>
#include <string_view>

#include "bytes.h"

namespace lab {

// The first byte of a message to the server. The other kinds are those of notes.h.
enum class Kind : std::uint8_t { hello = 0, ask = 1 };

// A line of its own to the world server, greeted with what it is for.
SOCKET connectToWorld(std::string_view purpose);
bool receiveMessage(SOCKET line, Bytes& body);
bool sendMessage(SOCKET line, const Writer& message);

// Sends a question and waits for its answer, however long it takes, on a line of its own while it does. False when
// there is no world.
bool askWorld(const Writer& question, Bytes& answer);

// Sends a message that has no answer; they arrive in the order in which they were sent.
void tell(const Writer& note);

// The environment as it is now, not as the C runtime once copied it.
std::string environment(const wchar_t* name);

}  // namespace lab
