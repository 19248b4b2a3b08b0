// A local COM server of the lab's own, for Wine's real COM: it runs as long as somebody holds an object of it.
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
// Behind it.
#include <objbase.h>

namespace {

// {5E551011-0000-4000-8000-000000000002}
constexpr GUID kServer = {0x5e551011, 0x0000, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 2}};

HANDLE g_unused = nullptr;

class Object final : public IUnknown {
 public:
  Object() { CoAddRefServerProcess(); }

  HRESULT WINAPI QueryInterface(REFIID iid, void** out) override {
    *out = nullptr;
    if (!IsEqualGUID(iid, IID_IUnknown)) return E_NOINTERFACE;
    AddRef();
    *out = this;
    return S_OK;
  }
  ULONG WINAPI AddRef() override { return static_cast<ULONG>(InterlockedIncrement(&references_)); }
  ULONG WINAPI Release() override {
    const LONG left = InterlockedDecrement(&references_);
    if (left > 0) return static_cast<ULONG>(left);
    delete this;
    if (CoReleaseServerProcess() == 0) SetEvent(g_unused);
    return 0;
  }

 private:
  ~Object() = default;
  LONG references_ = 1;
};

// Lives as long as the process, and so does not count its references.
class Factory final : public IClassFactory {
 public:
  HRESULT WINAPI QueryInterface(REFIID iid, void** out) override {
    const bool isKnown = IsEqualGUID(iid, IID_IUnknown) || IsEqualGUID(iid, IID_IClassFactory);
    *out = isKnown ? this : nullptr;
    return isKnown ? S_OK : E_NOINTERFACE;
  }
  ULONG WINAPI AddRef() override { return 2; }
  ULONG WINAPI Release() override { return 1; }
  HRESULT WINAPI CreateInstance(IUnknown* outer, REFIID iid, void** out) override {
    *out = nullptr;
    if (outer != nullptr) return CLASS_E_NOAGGREGATION;
    auto* const object = new Object;
    const HRESULT result = object->QueryInterface(iid, out);
    object->Release();
    return result;
  }
  HRESULT WINAPI LockServer(BOOL) override { return S_OK; }
};

Factory g_factory;
constexpr DWORD kMostMilliseconds = 60'000;

}  // namespace

int main() {
  g_unused = CreateEventW(nullptr, TRUE, FALSE, nullptr);
  if (g_unused == nullptr || FAILED(CoInitializeEx(nullptr, COINIT_MULTITHREADED))) return 1;
  DWORD registration = 0;
  if (FAILED(CoRegisterClassObject(kServer, &g_factory, CLSCTX_LOCAL_SERVER, REGCLS_MULTIPLEUSE, &registration)))
    return 1;
  // One that nobody asks for does not stay.
  const DWORD ended = WaitForSingleObject(g_unused, kMostMilliseconds);
  CoRevokeClassObject(registration);
  CoUninitialize();
  return ended == WAIT_OBJECT_0 ? 0 : 1;
}
