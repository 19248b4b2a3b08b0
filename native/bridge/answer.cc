#include "bridge/answer.h"

#include <cstdlib>

#include "base/counters.h"
#include "base/system.h"

namespace winstation::bridge {

Packs::~Packs() {
  while (first_ != nullptr) dropFirst();
}

void Packs::add(const PackWriter& writer) {
  const size_t byteLength = writer.byteLength();
  auto* const pack = static_cast<Pack*>(std::malloc(sizeof(Pack) + byteLength));
  if (pack == nullptr) outOfMemory();
  pack->next = nullptr;
  pack->byteLength = byteLength;
  writer.write(pack->data());
  counters.packs.up();
  if (first_ == nullptr) {
    first_ = pack;
  } else {
    last_->next = pack;
  }
  last_ = pack;
}

void Packs::dropFirst() {
  Pack* const pack = first_;
  first_ = pack->next;
  std::free(pack);
  counters.packs.down();
}

void Answer::stamp() { stampedAt_ = steadyMilliseconds(); }

void Answer::cut() {
  packs_.add(pack);
  pack.clear();
}

Packs Answer::finish() {
  cut();
  return std::move(packs_);
}

int64_t steadyMilliseconds() {
  LARGE_INTEGER ticks;
  LARGE_INTEGER frequency;
  ::QueryPerformanceCounter(&ticks);
  ::QueryPerformanceFrequency(&frequency);
  return static_cast<int64_t>(static_cast<double>(ticks.QuadPart) * 1000.0 / static_cast<double>(frequency.QuadPart));
}

}  // namespace winstation::bridge
