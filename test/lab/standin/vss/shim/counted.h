// What all objects of COM have in common here: memory of their own, and a count of references.
#pragma once
#include "windows.h"

inline void* operator new(decltype(sizeof(0)), void* at) noexcept { return at; }

// Makes an object in memory that is gone with it.
template <class T, class... Args>
T* make(int owner, Args... args) {
  return new (labMake(sizeof(T), owner)) T(args...);
}

class References {
 public:
  ULONG more() { return static_cast<ULONG>(__atomic_add_fetch(&count_, 1, __ATOMIC_SEQ_CST)); }
  ULONG fewer() { return static_cast<ULONG>(__atomic_sub_fetch(&count_, 1, __ATOMIC_SEQ_CST)); }

 private:
  long count_ = 1;
};

// The three methods of a class with one table, whose interfaces are told apart by `as`.
#define COUNTED(owner, gone)                                          \
  HRESULT QueryInterface(const VSS_ID& iid, void** object) override { \
    const HRESULT result = as(iid);                                   \
    *object = result == kOk ? this : nullptr;                         \
    if (result == kOk) references_.more();                            \
    return result;                                                    \
  }                                                                   \
  ULONG AddRef() override { return references_.more(); }              \
  ULONG Release() override {                                          \
    const ULONG left = references_.fewer();                           \
    if (left > 0) return left;                                        \
    gone;                                                             \
    labUnmake(this, owner);                                           \
    return 0;                                                         \
  }
