#pragma once

#include "bridge/answer.h"
#include "bridge/facts.h"

namespace winstation::terminal {

inline bool isAmong(Words codes, uint32_t code) {
  for (const uint32_t each : codes) {
    if (each == code) return true;
  }
  return false;
}

/** Whether the older of two calls is due: after one of these codes, and while anybody waits. */
inline bool isFallback(Words fallbackOn, const Failure& failure, const bridge::Answer& answer) {
  return isAmong(fallbackOn, failure.code) && answer.isWanted();
}

/** A list that claims rows and has no memory is malformed. */
inline bool isMalformed(const void* list, uint32_t count) { return list == nullptr && count > 0; }

}  // namespace winstation::terminal
