#pragma once

#include "iscsi/facts.h"
#include "iscsi/sized.h"

namespace winstation::iscsi {

/** The names in a MULTI_SZ, which ends at an empty one, or where its room ends. */
inline void writeNames(bridge::PackWriter& pack, const char16_t* names, size_t units) {
  const size_t counted = pack.later();
  uint32_t count = 0;
  for (size_t at = 0; at < units && names[at] != 0; ++count) {
    const size_t length = unitsIn(names + at, units - at);
    pack.text(names + at, length);
    at += length + 1;
  }
  pack.set(counted, count);
}

/** A call that answers names; its sizes are in characters. */
template <class Ask>
void answerNames(bridge::Answer& answer, Ask ask) {
  Sized names(sizeof(char16_t));
  windows::IsdscStatus status{};
  const Failure failure = names.fetch(answer, &status, [&](uint32_t* units, void* memory, windows::IsdscStatus* to) {
    return ask(units, static_cast<char16_t*>(memory), to);
  });
  if (failure) return bridge::writeFailure(answer.pack, failure);
  writeSuccess(answer.pack, status);
  writeNames(answer.pack, reinterpret_cast<const char16_t*>(names.data()), names.room());
}

}  // namespace winstation::iscsi
