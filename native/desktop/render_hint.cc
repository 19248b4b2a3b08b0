#include "bridge/facts.h"
#include "desktop/questions.h"
#include "windows/wtsapi32.h"

namespace winstation::desktop {
namespace {

namespace wts = windows::wtsapi32;

constexpr size_t kWords = 9;
constexpr uint32_t kNoWindow = 0x80070578;  // HRESULT_FROM_WIN32(ERROR_INVALID_WINDOW_HANDLE)

uint64_t number(const Array<uint32_t>& words, size_t at) { return words[at] | uint64_t{words[at + 1]} << 32; }

}  // namespace

void setRenderHint(bridge::PackWriter& pack, Array<uint32_t> words) {
  const char* const name = wts::WTSSetRenderHint.name();
  if (words.size() != kWords) return bridge::writeFailure(pack, {name, kInvalidData});
  uint64_t id = number(words, 0);
  const uint64_t window = number(words, 2);
  // No window of a process of 32 bits has a handle that needs more of them.
  if (static_cast<uintptr_t>(window) != window) return bridge::writeFailure(pack, {name, kNoWindow});
  const uint32_t type = words[4];
  const wts::Rectangle rectangle = {static_cast<int32_t>(words[5]), static_cast<int32_t>(words[6]),
                                    static_cast<int32_t>(words[7]), static_cast<int32_t>(words[8])};
  // There is none where the hint is taken back.
  const bool isCleared = type == wts::kClearHint;
  const Failure failure =
      wts::WTSSetRenderHint.call(&id, reinterpret_cast<HANDLE>(static_cast<uintptr_t>(window)), type,
                                 isCleared ? 0 : uint32_t{sizeof rectangle}, isCleared ? nullptr : &rectangle);
  if (failure) return bridge::writeFailure(pack, failure);
  bridge::writeSuccess(pack);
  pack.ticks(static_cast<int64_t>(id));
}

}  // namespace winstation::desktop
