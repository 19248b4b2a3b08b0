#pragma once
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

namespace lab {

// Success leaves the last error as it was, and so does all that the stand-in does by itself.
class LastErrorKeeper {
 public:
  LastErrorKeeper() : error_(GetLastError()) {}
  ~LastErrorKeeper() { SetLastError(error_); }
  LastErrorKeeper(const LastErrorKeeper&) = delete;
  LastErrorKeeper& operator=(const LastErrorKeeper&) = delete;
  // A failure that reports nothing keeps whatever error stood before.
  BOOL fail(DWORD code) {
    if (code != 0) error_ = code;
    return FALSE;
  }

 private:
  DWORD error_;
};

}  // namespace lab
