#pragma once

#include "bridge/facts.h"
#include "windows/advapi32.h"
#include "windows/kernel32.h"

/** What a token says. `lib/native/terminal/unpackers.ts` reads it. */
namespace winstation::terminal {

/** The token of the user who is logged on to a session. */
Failure queryUserToken(uint32_t sessionId, windows::kernel32::Handle* token);

/** A class that is one number. */
Failure readNumber(HANDLE token, uint32_t infoClass, uint32_t* number);
/** The SID of its user. */
Failure writeTokenUser(HANDLE token, bridge::PackWriter& pack);

/** One class of a token: its answer. */
void askToken(HANDLE token, uint32_t infoClass, bridge::PackWriter& pack);

}  // namespace winstation::terminal
