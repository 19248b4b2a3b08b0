#include "network.h"

#include <cstddef>
#include <cstring>

#include "../buffers.h"
#include "../notes.h"
#include "../wire.h"
#include "exports.h"

const std::uint32_t lab::kFirstSerial = 0x80000000;

namespace lab {
namespace {

struct Workstation {  // WKSTA_INFO_100
  DWORD platform;
  wchar_t* name;
  wchar_t* group;
  DWORD version[2];  // major, minor
};
static_assert(sizeof(Workstation) == (sizeof(void*) == 8 ? 32 : 20));
static_assert(offsetof(Workstation, name) == sizeof(void*) && offsetof(Workstation, version) == 3 * sizeof(void*));

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
Workstation* build(const Reply& reply) {
  if (reply.shape == Shape::null) return nullptr;
  Reader value = reply.value();
  Workstation info{};
  info.platform = value.u32();
  for (DWORD& part : info.version) part = value.u32();
  const Text name = value.text();
  const Text group = value.text();
  const auto pieces = allocate({sizeof info, sizeOf(name), sizeOf(group)});
  info.name = put(name, pieces[1]);
  info.group = put(group, pieces[2]);
  std::memcpy(pieces[0], &info, sizeof info);
  given(pieces[0], Owner::network, 0);
  return static_cast<Workstation*>(pieces[0]);
}

// These two answer their code and leave the last error alone.
DWORD WINAPI getInfo(wchar_t* server, DWORD level, Workstation** info) {
  if (!LAB_CALLED_BY_ADDON()) return g_getInfo(server, level, info);
  const LastErrorKeeper error;
  if (server == nullptr || level != 100 || info == nullptr) {
    note::misuse("NetWkstaGetInfo");
    return ERROR_INVALID_PARAMETER;
  }
  auto asked = question("NetWkstaGetInfo", server, false);
  const Reply reply = ask(asked.u32(level));
  *info = reply.ok ? build(reply) : nullptr;
  return reply.code;
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
