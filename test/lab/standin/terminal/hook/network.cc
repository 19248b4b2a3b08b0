// NetWkstaGetInfo and NetApiBufferFree.
#include <cstddef>
#include <cstring>

#include "hook/exports.h"
#include "question.h"
#include "terminal/hook/patches.h"
#include "terminal/owners.h"

namespace lab {
namespace {

struct Workstation {  // WKSTA_INFO_100
  DWORD platform;
  wchar_t* name;
  wchar_t* group;
  DWORD major;
  DWORD minor;
};
static_assert(sizeof(Workstation) == (sizeof(void*) == 8 ? 32 : 20));
static_assert(offsetof(Workstation, name) == sizeof(void*) && offsetof(Workstation, major) == 3 * sizeof(void*));

using GetInfo = DWORD WINAPI(wchar_t*, DWORD, Workstation**);
using Free = DWORD WINAPI(void*);
GetInfo* g_getInfo = nullptr;
Free* g_free = nullptr;

std::size_t sizeOf(const Text& text) { return (std::size_t{text.length} + 1) * sizeof(wchar_t); }

wchar_t* put(const Text& text, void* at) {
  const std::size_t size = std::size_t{text.length} * sizeof(wchar_t);
  std::memcpy(at, text.units, size);
  std::memset(static_cast<std::uint8_t*>(at) + size, 0, sizeof(wchar_t));
  return static_cast<wchar_t*>(at);
}

// The structure and its texts each end at a page that can't be touched. It comes with no length, so it is whole or not
// there.
Workstation* build(const Answer& answer) {
  if (answer.shape == Shape::null) return nullptr;
  const Record value = answer.value().record();
  const Text name = value.text("computerName");
  const Text group = value.text("lanGroup");
  const auto pieces = allocate({sizeof(Workstation), sizeOf(name), sizeOf(group)});
  Workstation info{};
  info.platform = value.u32("platformId");
  info.name = put(name, pieces[1]);
  info.group = put(group, pieces[2]);
  info.major = value.u32("major");
  info.minor = value.u32("minor");
  std::memcpy(pieces[0], &info, sizeof info);
  given(pieces[0], Owner::network, 0);
  return static_cast<Workstation*>(pieces[0]);
}

// These two answer their code and leave the last error alone.
DWORD WINAPI getInfo(wchar_t* server, DWORD level, Workstation** info) {
  if (!LAB_CALLED_BY_ADDON()) return g_getInfo(server, level, info);
  Question question = onHost(server, "NetWkstaGetInfo");
  if (question.misused(server == nullptr || level != 100 || info == nullptr)) return ERROR_INVALID_PARAMETER;
  const Answer answer = question.u32("level", level).ask();
  *info = answer.ok ? build(answer) : nullptr;
  return answer.code;
}

DWORD WINAPI bufferFree(void* buffer) {
  if (!LAB_CALLED_BY_ADDON()) return g_free(buffer);
  const LastErrorKeeper error;
  freed(buffer, Owner::network, 0);
  return ERROR_SUCCESS;
}

}  // namespace

bool redirectNetwork() {
  return redirect(L"netapi32.dll", "NetWkstaGetInfo", getInfo, &g_getInfo) &&
         redirect(L"netapi32.dll", "NetApiBufferFree", bufferFree, &g_free);
}

}  // namespace lab
