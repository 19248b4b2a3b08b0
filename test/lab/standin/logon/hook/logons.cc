// LsaEnumerateLogonSessions, LsaGetLogonSessionData and LsaFreeReturnBuffer. Structures are offsets, from Windows'
// documentation.
#include <cstddef>
#include <cstring>
#include <vector>

#include "buffers.h"
#include "hook/exports.h"
#include "logon/hook/patches.h"
#include "question.h"

namespace lab {
namespace {

using Status = LONG;
using Enumerate = Status WINAPI(ULONG*, LUID**);
using GetData = Status WINAPI(LUID*, void**);
using Free = Status WINAPI(void*);
Enumerate* g_enumerate = nullptr;
GetData* g_getData = nullptr;
Free* g_free = nullptr;

// What LsaFreeReturnBuffer frees, to the ledger of the server.
constexpr std::uint8_t kOwner = 0xFC;

constexpr std::size_t either(std::size_t on64, std::size_t on32) { return sizeof(void*) == 8 ? on64 : on32; }

// These answer an NTSTATUS. Windows has a range of them for the codes of Win32 that no other one stands for.
Status statusOf(DWORD code) {
  switch (code) {
    case 5:
      return static_cast<Status>(0xC0000022);
    case 8:
      return static_cast<Status>(0xC0000017);
    case 1312:
      return static_cast<Status>(0xC000005F);
    case 7022:
      return static_cast<Status>(0xC00A0015);
    default:
      return static_cast<Status>(code > 0xFFFF ? code : 0x80070000 | code);
  }
}

Status WINAPI enumerate(ULONG* count, LUID** list) {
  if (!LAB_CALLED_BY_ADDON()) return g_enumerate(count, list);
  Question question = onMachine("LsaEnumerateLogonSessions");
  if (question.misused(count == nullptr || list == nullptr)) return statusOf(ERROR_INVALID_PARAMETER);
  const Answer answer = question.ask();
  if (!answer.ok) return statusOf(answer.code);
  List all = answer.value().list();
  *count = all.count();
  *list = nullptr;
  if (answer.shape == Shape::null) {
    *count = 1;
    return 0;
  }
  const auto pieces = allocate({all.count() * std::size_t{8}});
  auto* at = static_cast<std::uint8_t*>(pieces[0]);
  for (std::uint32_t left = all.count(); left > 0; --left, at += 8) {
    const Record luid = all.nextRecord();
    const std::uint32_t parts[] = {luid.u32("low"), static_cast<std::uint32_t>(luid.i32("high"))};
    std::memcpy(at, parts, sizeof parts);
  }
  given(pieces[0], kOwner, 0);
  *list = static_cast<LUID*>(pieces[0]);
  return 0;
}

// SECURITY_LOGON_SESSION_DATA with what it points to: each text and the SID ends at a page that can't be touched, and
// no text has a NUL.
class Data {
 public:
  explicit Data(std::size_t size) { sizes_.push_back(size); }

  void text(std::size_t at, const Text& value) {
    later(at, value.units, std::size_t{value.length} * sizeof(wchar_t), true);
  }
  void sid(std::size_t at, const Span& value) {
    if (!value.null()) later(at, value.data, value.size, false);
  }
  void u32(std::size_t at, std::uint32_t value) { raw(at, &value, sizeof value); }
  void u64(std::size_t at, std::uint64_t value) { raw(at, &value, sizeof value); }

  void* build() {
    const auto pieces = allocate(sizes_);
    auto* const rows = static_cast<std::uint8_t*>(pieces[0]);
    std::memset(rows, 0, sizes_[0]);
    for (const Raw& it : raws_) {
      if (it.at + it.size <= sizes_[0]) std::memcpy(rows + it.at, it.bytes, it.size);
    }
    for (std::size_t i = 0; i < pointers_.size(); ++i) {
      const Pointer& it = pointers_[i];
      if (it.at + 2 * sizeof(void*) > sizes_[0]) continue;
      void* const target = it.from == nullptr ? nullptr : pieces[i + 1];
      if (it.from != nullptr && sizes_[i + 1] > 0) std::memcpy(target, it.from, sizes_[i + 1]);
      if (it.isText) {
        const auto bytes = static_cast<std::uint16_t>(sizes_[i + 1]);
        std::memcpy(rows + it.at, &bytes, sizeof bytes);
        std::memcpy(rows + it.at + 2, &bytes, sizeof bytes);
      }
      std::memcpy(rows + it.at + (it.isText ? sizeof(void*) : 0), &target, sizeof target);
    }
    given(pieces[0], kOwner, 0);
    return pieces[0];
  }

 private:
  struct Raw {
    std::size_t at;
    std::size_t size;
    std::uint8_t bytes[8];
  };
  struct Pointer {
    std::size_t at;
    const void* from;
    bool isText;
  };

  void raw(std::size_t at, const void* value, std::size_t size) {
    Raw one{at, size, {}};
    std::memcpy(one.bytes, value, size);
    raws_.push_back(one);
  }
  void later(std::size_t at, const void* from, std::size_t size, bool isText) {
    // Windows leaves the pointer of an empty text away.
    pointers_.push_back({at, size == 0 ? nullptr : from, isText});
    sizes_.push_back(size);
  }

  std::vector<std::size_t> sizes_;
  std::vector<Raw> raws_;
  std::vector<Pointer> pointers_;
};

// An older structure ends after the third text behind the time of the logon.
constexpr std::size_t kWhole = either(272, 184);
constexpr std::size_t kOlder = either(136, 80);

void* dataOf(const Answer& answer, const LUID& id) {
  const Record value = answer.value().record();
  if (answer.shape == Shape::null || !value.flag("isThere")) return nullptr;
  const std::size_t size = answer.shape == Shape::cut || !value.flag("hasTail") ? kOlder : kWhole;
  Data data(size);
  data.u32(0, static_cast<std::uint32_t>(size));
  data.u32(4, id.LowPart);
  data.u32(8, static_cast<std::uint32_t>(id.HighPart));
  data.text(either(16, 12), value.textOrNull("user"));
  data.text(either(32, 20), value.textOrNull("domain"));
  data.text(either(48, 28), value.textOrNull("package"));
  data.u32(either(64, 36), value.u32("type"));
  data.u32(either(68, 40), value.u32("sessionId"));
  data.sid(either(72, 44), value.sid("sid"));
  data.u64(either(80, 48), value.ticks("logonTime"));
  data.text(either(88, 56), value.textOrNull("server"));
  data.text(either(104, 64), value.textOrNull("dnsDomain"));
  data.text(either(120, 72), value.textOrNull("upn"));
  data.u32(either(136, 80), value.u32("flags"));
  data.u64(either(144, 88), value.ticks("lastSucceeded"));
  data.u64(either(152, 96), value.ticks("lastFailed"));
  data.u32(either(160, 104), value.u32("failures"));
  data.u64(either(248, 160), value.ticks("passwordLastSet"));
  return data.build();
}

Status WINAPI getData(LUID* id, void** data) {
  if (!LAB_CALLED_BY_ADDON()) return g_getData(id, data);
  Question question = onMachine("LsaGetLogonSessionData");
  if (question.misused(id == nullptr || data == nullptr)) return statusOf(ERROR_INVALID_PARAMETER);
  const Answer answer = question.u32("low", id->LowPart).i32("high", id->HighPart).ask();
  if (!answer.ok) return statusOf(answer.code);
  *data = dataOf(answer, *id);
  return 0;
}

Status WINAPI freeBuffer(void* buffer) {
  if (!LAB_CALLED_BY_ADDON()) return g_free(buffer);
  const LastErrorKeeper error;
  freed(buffer, kOwner, 0);
  return 0;
}

}  // namespace

bool redirectLogons() {
  return redirect(L"secur32.dll", "LsaEnumerateLogonSessions", enumerate, &g_enumerate) &&
         redirect(L"secur32.dll", "LsaGetLogonSessionData", getData, &g_getData) &&
         redirect(L"secur32.dll", "LsaFreeReturnBuffer", freeBuffer, &g_free);
}

}  // namespace lab
