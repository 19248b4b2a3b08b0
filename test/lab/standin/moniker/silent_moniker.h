// What of a moniker COM does not need in order to bind it.
#pragma once
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
// Behind it.
#include <objbase.h>

namespace lab {

class SilentMoniker : public IMoniker {
 public:
  HRESULT WINAPI IsDirty() override { return S_FALSE; }
  HRESULT WINAPI Load(IStream*) override { return E_NOTIMPL; }
  HRESULT WINAPI Save(IStream*, BOOL) override { return E_NOTIMPL; }
  HRESULT WINAPI GetSizeMax(ULARGE_INTEGER*) override { return E_NOTIMPL; }
  HRESULT WINAPI BindToStorage(IBindCtx*, IMoniker*, REFIID, void**) override { return E_NOTIMPL; }
  HRESULT WINAPI Reduce(IBindCtx*, DWORD, IMoniker**, IMoniker** reduced) override {
    AddRef();
    *reduced = this;
    return MK_S_REDUCED_TO_SELF;
  }
  HRESULT WINAPI ComposeWith(IMoniker*, BOOL, IMoniker**) override { return E_NOTIMPL; }
  HRESULT WINAPI Enum(BOOL, IEnumMoniker** parts) override {
    *parts = nullptr;
    return S_OK;
  }
  HRESULT WINAPI IsEqual(IMoniker*) override { return S_FALSE; }
  HRESULT WINAPI Hash(DWORD* hash) override {
    *hash = 0;
    return S_OK;
  }
  HRESULT WINAPI IsRunning(IBindCtx*, IMoniker*, IMoniker*) override { return S_FALSE; }
  HRESULT WINAPI GetTimeOfLastChange(IBindCtx*, IMoniker*, FILETIME*) override { return MK_E_UNAVAILABLE; }
  HRESULT WINAPI Inverse(IMoniker**) override { return MK_E_NOINVERSE; }
  HRESULT WINAPI CommonPrefixWith(IMoniker*, IMoniker**) override { return MK_E_NOPREFIX; }
  HRESULT WINAPI RelativePathTo(IMoniker*, IMoniker**) override { return MK_E_NOTBINDABLE; }
  HRESULT WINAPI ParseDisplayName(IBindCtx*, IMoniker*, LPOLESTR, ULONG*, IMoniker**) override { return MK_E_SYNTAX; }
  HRESULT WINAPI IsSystemMoniker(DWORD* kind) override {
    *kind = MKSYS_NONE;
    return S_FALSE;
  }

 protected:
  ~SilentMoniker() = default;
};

}  // namespace lab
