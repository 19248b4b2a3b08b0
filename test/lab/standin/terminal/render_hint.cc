// WTSSetRenderHint.
#include "export.h"
#include "question.h"

namespace {

constexpr DWORD kNone = 0;
constexpr HRESULT kInvalid = static_cast<HRESULT>(0x80070057);

}  // namespace

STANDIN_LATER_EXPORT(HRESULT, WTSSetRenderHint)(UINT64* id, HWND window, DWORD type, DWORD length, const BYTE* data) {
  lab::Question question = lab::onMachine("WTSSetRenderHint");
  const bool isCleared = type == kNone;
  const bool hasData = data != nullptr && length == sizeof(RECT);
  if (question.misused(id == nullptr || (isCleared ? length != 0 || data != nullptr : !hasData))) return kInvalid;
  RECT rectangle{};
  if (hasData) rectangle = *reinterpret_cast<const RECT*>(data);
  const lab::Answer answer = question.ticks("id", *id)
                                 .ticks("window", reinterpret_cast<std::uintptr_t>(window))
                                 .u32("type", type)
                                 .i32("left", rectangle.left)
                                 .i32("top", rectangle.top)
                                 .i32("right", rectangle.right)
                                 .i32("bottom", rectangle.bottom)
                                 .neverHeld()
                                 .ask();
  if (!answer.ok) {
    // It answers an HRESULT.
    return static_cast<HRESULT>(answer.code <= 0xFFFF ? 0x80070000 | answer.code : answer.code);
  }
  *id = answer.value().ticks();
  return S_OK;
}
