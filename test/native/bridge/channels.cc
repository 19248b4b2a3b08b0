// Virtual channels: overlapped reads and writes of a file whose other end does as it likes.

#include <cstring>
#include <deque>
#include <mutex>
#include <set>
#include <vector>

#include "dlls.h"
#include "trouble.h"

using trouble::outstanding;

namespace dlls {

uint8_t* giveMemory(size_t byteLength);

namespace {

constexpr DWORD kPending = 0x103;

/** A call that has begun and not ended. Its memory is Windows' until then. */
struct Pending {
  OVERLAPPED* call = nullptr;
  uint8_t* to = nullptr;
  const uint8_t* from = nullptr;
  size_t length = 0;
};

struct File {
  std::deque<std::vector<uint8_t>> pieces;
  Pending read;
  Pending write;
  bool isBroken = false;
  /** Such a driver lets go of a call only when its file is closed. */
  bool heedsNoCancel = false;
};

struct Channel {
  File file;
};

std::mutex& things = *new std::mutex;
std::set<File*>& files = *new std::set<File*>;

File* fileOf(HANDLE handle) {
  auto* const file = static_cast<File*>(handle);
  if (files.count(file) == 0) trouble::fault("a file that is not open");
  return file;
}

BOOL failWith(DWORD code) {
  SetLastError(code);
  return FALSE;
}

/** Ends a call; as Windows does, also one that ends at once. */
void end(OVERLAPPED* call, DWORD code, size_t moved) {
  call->Internal = code;
  call->InternalHigh = moved;
  SetEvent(call->hEvent);
}

void endPending(Pending& pending, DWORD code, size_t moved) {
  if (pending.call == nullptr) return;
  end(pending.call, code, moved);
  pending = {};
}

/** The code of a read that there is something for. What finds no room is kept for the next one. */
DWORD readInto(File& file, uint8_t* to, size_t room, size_t* moved) {
  std::vector<uint8_t>& piece = file.pieces.front();
  *moved = piece.size() < room ? piece.size() : room;
  if (*moved != 0) std::memcpy(to, piece.data(), *moved);
  if (*moved < piece.size()) {
    piece.erase(piece.begin(), piece.begin() + static_cast<std::ptrdiff_t>(*moved));
    return 234;
  }
  file.pieces.pop_front();
  return 0;
}

void serveRead(File& file) {
  if (file.read.call == nullptr) return;
  size_t moved = 0;
  if (!file.pieces.empty()) {
    const DWORD code = readInto(file, file.read.to, file.read.length, &moved);
    endPending(file.read, code, moved);
  } else if (file.isBroken) {
    endPending(file.read, 109, 0);
  }
}

void serveWrite(File& file) {
  if (file.write.call == nullptr) return;
  // All of it can be read now.
  uint32_t sum = 0;
  for (size_t i = 0; i < file.write.length; ++i) sum += file.write.from[i];
  if (sum == 0xFFFFFFFF) trouble::fault("a sum that there is not");
  endPending(file.write, file.isBroken ? 232 : 0, file.isBroken ? 0 : file.write.length);
}

}  // namespace

HANDLE openChannel(uint32_t, const char* name, uint32_t) {
  trouble::dawdle();
  if (std::strlen(name) == 0) trouble::fault("a channel has a name");
  if (trouble::happens(trouble::plan.failedCall)) {
    SetLastError(trouble::below(2) == 0 ? 1 : 31);
    return trouble::below(2) == 0 ? nullptr : INVALID_HANDLE_VALUE;
  }
  auto* const channel = new Channel;
  channel->file.heedsNoCancel = trouble::plan.failedCall != 0 && trouble::below(50) == 0;
  ++outstanding.channels;
  const std::lock_guard<std::mutex> held(things);
  files.insert(&channel->file);
  return channel;
}

BOOL queryChannel(HANDLE handle, int32_t what, const void** buffer, uint32_t* byteLength) {
  trouble::dawdle();
  if (what != 1) trouble::fault("the file is asked for", what);
  if (trouble::happens(trouble::plan.failedCall)) return failWith(87);
  File* const file = &static_cast<Channel*>(handle)->file;
  // Some answers are none.
  const uint32_t how = trouble::plan.failedCall == 0 ? 0 : trouble::below(16);
  *buffer = nullptr;
  *byteLength = sizeof(file);
  if (how == 1) return TRUE;
  if (how == 2) *byteLength = 4;
  uint8_t* const memory = giveMemory(*byteLength);
  std::memcpy(memory, &file, *byteLength);
  *buffer = memory;
  return TRUE;
}

BOOL closeChannel(HANDLE handle) {
  trouble::dawdle();
  auto* const channel = static_cast<Channel*>(handle);
  {
    const std::lock_guard<std::mutex> held(things);
    if (!channel->file.heedsNoCancel && (channel->file.read.call != nullptr || channel->file.write.call != nullptr))
      trouble::fault("a channel is closed with calls under way");
    endPending(channel->file.read, 995, 0);
    endPending(channel->file.write, 995, 0);
    files.erase(&channel->file);
  }
  delete channel;
  --outstanding.channels;
  return TRUE;
}

void feedChannels() {
  const std::lock_guard<std::mutex> held(things);
  for (File* const file : files) {
    const uint32_t choice = trouble::below(40);
    if (choice == 0 && trouble::plan.failedCall != 0) file->isBroken = true;
    if (!file->isBroken && choice < 30 && file->pieces.size() < 200) {
      for (uint32_t i = trouble::below(6); i > 0; --i) {
        const uint32_t kind = trouble::below(40);
        file->pieces.emplace_back(kind == 0 ? 200'000 : kind < 4 ? 0 : trouble::below(1'609), uint8_t{0x2A});
      }
    }
    serveRead(*file);
    if (choice % 2 == 0) serveWrite(*file);
  }
}

}  // namespace dlls

BOOL ReadFile(HANDLE handle, void* to, DWORD length, DWORD*, OVERLAPPED* call) {
  const std::lock_guard<std::mutex> held(dlls::things);
  dlls::File* const file = dlls::fileOf(handle);
  if (file->read.call != nullptr) trouble::fault("one read at a time");
  ResetEvent(call->hEvent);
  if (file->pieces.empty() && file->isBroken) return dlls::failWith(109);
  if (file->pieces.empty()) {
    call->Internal = dlls::kPending;
    file->read = {call, static_cast<uint8_t*>(to), nullptr, length};
    return dlls::failWith(ERROR_IO_PENDING);
  }
  size_t moved = 0;
  const DWORD code = dlls::readInto(*file, static_cast<uint8_t*>(to), length, &moved);
  dlls::end(call, code, moved);
  return code == 0 ? TRUE : dlls::failWith(code);
}

BOOL WriteFile(HANDLE handle, const void* from, DWORD length, DWORD*, OVERLAPPED* call) {
  const std::lock_guard<std::mutex> held(dlls::things);
  dlls::File* const file = dlls::fileOf(handle);
  if (file->write.call != nullptr) trouble::fault("one write at a time");
  ResetEvent(call->hEvent);
  if (file->isBroken) return dlls::failWith(232);
  if (trouble::below(2) == 0) {
    dlls::end(call, 0, length);
    return TRUE;
  }
  call->Internal = dlls::kPending;
  file->write = {call, nullptr, static_cast<const uint8_t*>(from), length};
  return dlls::failWith(ERROR_IO_PENDING);
}

BOOL GetOverlappedResult(HANDLE, OVERLAPPED* call, DWORD* moved, BOOL wait) {
  if (wait) trouble::fault("nothing waits without end");
  const std::lock_guard<std::mutex> held(dlls::things);
  if (call->Internal == dlls::kPending) return dlls::failWith(996);
  *moved = static_cast<DWORD>(call->InternalHigh);
  return call->Internal == 0 ? TRUE : dlls::failWith(static_cast<DWORD>(call->Internal));
}

BOOL CancelIoEx(HANDLE handle, OVERLAPPED* call) {
  const std::lock_guard<std::mutex> held(dlls::things);
  dlls::File* const file = dlls::fileOf(handle);
  if (file->heedsNoCancel) return TRUE;
  if (file->read.call == call) {
    dlls::endPending(file->read, ERROR_OPERATION_ABORTED, 0);
  } else if (file->write.call == call) {
    dlls::endPending(file->write, ERROR_OPERATION_ABORTED, 0);
  } else {
    return dlls::failWith(1168);
  }
  return TRUE;
}
