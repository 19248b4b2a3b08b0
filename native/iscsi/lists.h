#pragma once

#include "iscsi/facts.h"
#include "iscsi/sized.h"

namespace winstation::iscsi {

/** How many rows a pack of a list holds: each brings a dozen objects. */
inline constexpr uint32_t kRowsPerPack = 250;

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

/** Whether a text may be read: there is none, or it ends within the buffer. */
inline bool isWhole(const Sized& buffer, const char16_t* text) {
  if (text == nullptr) return true;
  const size_t most = buffer.bytesFrom(text) / sizeof(char16_t);
  return unitsIn(text, most) < most;
}

/** Whether `count` structures lie within the buffer. */
template <class Row>
bool isWhole(const Sized& buffer, const Row* rows, uint32_t count) {
  return count == 0 || buffer.holds(rows, size_t{count} * sizeof(Row));
}

/**
 * Writes the rows that a call has left in its buffer. Its pointers must point into that buffer: `isWholeRow` looks at
 * those of a row. A count without a buffer is taken for none.
 */
template <class Row, class IsWholeRow, class Write>
void answerRows(bridge::Answer& answer, const char* syscall, windows::IsdscStatus status, const Sized& buffer,
                uint32_t count, IsWholeRow isWholeRow, Write write) {
  const auto* const rows = reinterpret_cast<const Row*>(buffer.data());
  if (rows == nullptr) count = 0;
  bool isWholeList = isWhole(buffer, rows, count);
  for (uint32_t i = 0; isWholeList && i < count; ++i) isWholeList = isWholeRow(rows[i]);
  if (!isWholeList) return bridge::writeFailure(answer.pack, {syscall, kInvalidData});
  writeSuccess(answer.pack, status);
  answer.rows(count, kRowsPerPack, [&](bridge::PackWriter& pack, uint32_t i) { write(pack, rows[i]); });
}

}  // namespace winstation::iscsi
