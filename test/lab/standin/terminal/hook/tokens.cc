// OpenProcess, OpenProcessToken, GetTokenInformation and CloseHandle.
#include <cstddef>
#include <cstring>
#include <vector>

#include "hook/exports.h"
#include "question.h"
#include "terminal/hook/patches.h"
#include "terminal/objects.h"

namespace lab {
namespace {

decltype(OpenProcess)* g_openProcess = nullptr;
decltype(OpenProcessToken)* g_openProcessToken = nullptr;
decltype(GetTokenInformation)* g_tokenInformation = nullptr;
decltype(CloseHandle)* g_closeHandle = nullptr;

constexpr DWORD kQueryLimited = 0x1000;
constexpr std::size_t kPointer = sizeof(void*);

// What the caller's buffer gets: the structure, and behind it the SIDs that it points to.
class Block {
 public:
  // Where the next `size` bytes are, aligned as pointers are.
  std::size_t room(std::size_t size) {
    const std::size_t at = (bytes_.size() + kPointer - 1) / kPointer * kPointer;
    bytes_.resize(at + size);
    return at;
  }
  void u32(std::size_t at, std::uint32_t value) { std::memcpy(&bytes_[at], &value, sizeof value); }
  // A pointer to a SID that is put behind all there is.
  void sid(std::size_t at, const Span& sid) {
    const std::size_t place = room(sid.size);
    if (sid.size > 0) std::memcpy(&bytes_[place], sid.data, sid.size);
    pointers_.push_back({at, place});
  }
  void handle(std::size_t at, HANDLE value) { std::memcpy(&bytes_[at], &value, sizeof value); }

  [[nodiscard]] std::size_t size() const { return bytes_.size(); }
  void copyTo(void* to) {
    auto* const base = static_cast<std::uint8_t*>(to);
    for (const Pointer& it : pointers_) {
      const void* target = base + it.target;
      std::memcpy(&bytes_[it.at], &target, sizeof target);
    }
    std::memcpy(to, bytes_.data(), bytes_.size());
  }

 private:
  struct Pointer {
    std::size_t at;
    std::size_t target;
  };
  std::vector<std::uint8_t> bytes_;
  std::vector<Pointer> pointers_;
};

// TOKEN_USER and TOKEN_MANDATORY_LABEL: a SID_AND_ATTRIBUTES.
void oneSid(Block& block, const Answer& answer) {
  const std::size_t at = block.room(2 * kPointer);
  block.sid(at, answer.value().sid());
}

void groups(Block& block, const Answer& answer) {
  List all = answer.value().list();
  const std::size_t at = block.room(kPointer + all.count() * 2 * kPointer);
  block.u32(at, all.count());
  for (std::uint32_t i = 0; i < all.count(); ++i) {
    const Record group = all.nextRecord();
    const std::size_t entry = at + kPointer + i * 2 * kPointer;
    block.sid(entry, group.sid("sid"));
    block.u32(entry + kPointer, group.u32("attributes"));
  }
}

void privileges(Block& block, const Answer& answer) {
  constexpr std::size_t kEntry = 12;
  List all = answer.value().list();
  const std::size_t at = block.room(4 + all.count() * kEntry);
  block.u32(at, all.count());
  for (std::uint32_t i = 0; i < all.count(); ++i) {
    const Record privilege = all.nextRecord();
    const std::size_t entry = at + 4 + i * kEntry;
    block.u32(entry, privilege.u32("low"));
    block.u32(entry + 4, static_cast<std::uint32_t>(privilege.i32("high")));
    block.u32(entry + 8, privilege.u32("attributes"));
  }
}

void luid(Block& block, std::size_t at, const Answer& answer) {
  const Record value = answer.value().record();
  block.u32(at, value.u32("low"));
  block.u32(at + 4, static_cast<std::uint32_t>(value.i32("high")));
}

void build(Block& block, TOKEN_INFORMATION_CLASS infoClass, const Answer& answer) {
  switch (static_cast<int>(infoClass)) {
    case 1:
    case 25:
      return oneSid(block, answer);
    case 2:
      return groups(block, answer);
    case 3:
      return privileges(block, answer);
    case 10:
      return luid(block, block.room(56) + 8, answer);
    case 17:
      return luid(block, block.room(8), answer);
    case 19:
      return block.handle(block.room(kPointer), openObject(answer.value().u32()));
    case 20:
      return block.u32(block.room(4), answer.value().flag() ? 1 : 0);
    default:
      return block.u32(block.room(4), answer.value().u32());
  }
}

HANDLE WINAPI openProcess(DWORD access, BOOL inherit, DWORD pid) {
  if (!LAB_CALLED_BY_ADDON() || access != kQueryLimited) return g_openProcess(access, inherit, pid);
  Question question = onMachine("OpenProcess");
  if (question.misused(inherit != FALSE)) return nullptr;
  const Answer answer = question.u32("pid", pid).lab("isOwnPid", pid == GetCurrentProcessId()).ask();
  if (answer.ok) return openObject(answer.value().u32());
  question.fail(answer.code);
  return nullptr;
}

BOOL WINAPI openProcessToken(HANDLE process, DWORD access, HANDLE* token) {
  if (!isObject(process)) return g_openProcessToken(process, access, token);
  Question question = onMachine("OpenProcessToken");
  if (question.misused(access != TOKEN_QUERY || token == nullptr)) return question.fail(ERROR_INVALID_PARAMETER);
  const Answer answer = question.lab("handle", objectNumber(process)).ask();
  if (!answer.ok) return question.fail(answer.code);
  *token = openObject(answer.value().u32());
  return TRUE;
}

BOOL WINAPI tokenInformation(HANDLE token, TOKEN_INFORMATION_CLASS infoClass, void* buffer, DWORD size, DWORD* needed) {
  if (!isObject(token)) return g_tokenInformation(token, infoClass, buffer, size, needed);
  Question question = onMachine("GetTokenInformation");
  if (question.misused(needed == nullptr)) return question.fail(ERROR_INVALID_PARAMETER);
  const Answer answer =
      question.u32("infoClass", static_cast<std::uint32_t>(infoClass)).lab("handle", objectNumber(token)).ask();
  if (!answer.ok) return question.fail(answer.code);
  Block block;
  build(block, infoClass, answer);
  *needed = static_cast<DWORD>(block.size());
  if (buffer == nullptr || size < block.size()) return question.fail(ERROR_INSUFFICIENT_BUFFER);
  block.copyTo(buffer);
  return TRUE;
}

BOOL WINAPI closeHandle(HANDLE handle) {
  if (!isObject(handle)) {
    if (LAB_CALLED_BY_ADDON()) forgetHandle(handle);
    return g_closeHandle(handle);
  }
  const LastErrorKeeper error;
  closeObject(handle);
  return TRUE;
}

}  // namespace

bool redirectTokens() {
  return redirect(L"kernel32.dll", "OpenProcess", openProcess, &g_openProcess) &&
         redirect(L"kernel32.dll", "CloseHandle", closeHandle, &g_closeHandle) &&
         redirect(L"advapi32.dll", "OpenProcessToken", openProcessToken, &g_openProcessToken) &&
         redirect(L"advapi32.dll", "GetTokenInformation", tokenInformation, &g_tokenInformation);
}

}  // namespace lab
