#include "bridge/facts.h"
#include "desktop/questions.h"
#include "windows/wtsapi32.h"

namespace winstation::desktop {
namespace {

namespace wts = windows::wtsapi32;

constexpr size_t kWords = 9;

uint64_t number(const Array<uint32_t>& words, size_t at) { return words[at] | uint64_t{words[at + 1]} << 32; }

}  // namespace

void setRenderHint(bridge::PackWriter& pack, Array<uint32_t> words) {
  const char* const name = wts::WTSSetRenderHint.name();
  if (words.size() != kWords) return bridge::writeFailure(pack, {name, kInvalidData});
  uint64_t id = number(words, 0);
  const auto window = reinterpret_cast<HANDLE>(static_cast<uintptr_t>(number(words, 2)));
  const uint32_t type = words[4];
  const wts::Rectangle rectangle = {static_cast<int32_t>(words[5]), static_cast<int32_t>(words[6]),
                                    static_cast<int32_t>(words[7]), static_cast<int32_t>(words[8])};
  // There is none where the hint is taken back.
  const bool isCleared = type == wts::kClearHint;
  const Failure failure = wts::WTSSetRenderHint.call(&id, window, type, isCleared ? 0 : uint32_t{sizeof rectangle},
                                                     isCleared ? nullptr : &rectangle);
  if (failure) return bridge::writeFailure(pack, failure);
  bridge::writeSuccess(pack);
  pack.ticks(static_cast<int64_t>(id));
}

}  // namespace winstation::desktop
