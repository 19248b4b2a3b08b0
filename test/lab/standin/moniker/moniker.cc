// Session monikers. Wine's own COM finds this class by the word "Session", has it parse the text, and binds what it
// answers. In a world the object is a server that the world has started. Without one it is an object of the class that
// the text names, from the local server that Wine starts: then everything but the session is real.
#include <cwchar>
#include <string>

#include "export.h"
#include "moniker/class.h"
#include "moniker/silent_moniker.h"
#include "notes.h"
#include "question.h"

namespace lab {
namespace {

HRESULT asResult(DWORD code) { return static_cast<HRESULT>(code <= 0xFFFF ? 0x80070000 | code : code); }

// A thread that has not entered an apartment is let into that of all threads as long as any other one is there.
bool isInApartmentOfAll() {
  APTTYPE type = APTTYPE_CURRENT;
  APTTYPEQUALIFIER qualifier = APTTYPEQUALIFIER_NONE;
  return CoGetApartmentType(&type, &qualifier) == S_OK && type == APTTYPE_MTA && qualifier == APTTYPEQUALIFIER_NONE;
}

// What a server would be: it has nothing but its references, and says when the last one is given back. Its memory
// stays, so that one more is noticed, too.
class Server final : public IUnknown {
 public:
  explicit Server(std::uint32_t object) : object_(object) { note::opened(numberOf(this)); }

  HRESULT WINAPI QueryInterface(REFIID iid, void** out) override {
    *out = nullptr;
    if (!IsEqualGUID(iid, IID_IUnknown)) return E_NOINTERFACE;
    AddRef();
    *out = this;
    return S_OK;
  }
  ULONG WINAPI AddRef() override { return static_cast<ULONG>(InterlockedIncrement(&references_)); }
  ULONG WINAPI Release() override {
    if (!isInApartmentOfAll()) note::misuse("Release outside of the apartment");
    const LONG left = InterlockedDecrement(&references_);
    if (left == 0) {
      onMachine("Release").u32("object", object_).ask();
      note::closed(numberOf(this));
    }
    if (left < 0) note::misuse("Release of an object that was given back");
    return left > 0 ? static_cast<ULONG>(left) : 0;
  }

 private:
  ~Server() = default;
  const std::uint32_t object_;
  LONG references_ = 1;
};

HRESULT startInWorld(const std::wstring& text, REFIID iid, void** object) {
  if (!isInApartmentOfAll()) note::misuse("CoGetObject outside of the apartment");
  const LastErrorKeeper error;
  const Answer answer = onMachine("CoGetObject").text("moniker", text.c_str()).ask();
  if (!answer.ok) return asResult(answer.code);
  auto* const server = new Server(answer.value().u32());
  const HRESULT result = server->QueryInterface(iid, object);
  server->Release();
  return result;
}

// The class behind "!new:", in braces.
HRESULT startForReal(const std::wstring& text, REFIID iid, void** object) {
  constexpr wchar_t kNew[] = L"!new:";
  const std::size_t at = text.find(kNew);
  CLSID clsid;
  if (at == std::wstring::npos || FAILED(CLSIDFromString(text.c_str() + at + std::wcslen(kNew), &clsid)))
    return MK_E_SYNTAX;
  return CoCreateInstance(clsid, nullptr, CLSCTX_LOCAL_SERVER, iid, object);
}

class SessionMoniker final : public SilentMoniker {
 public:
  explicit SessionMoniker(const wchar_t* text) : text_(text) {}

  HRESULT WINAPI QueryInterface(REFIID iid, void** out) override {
    *out = nullptr;
    if (!IsEqualGUID(iid, IID_IUnknown) && !IsEqualGUID(iid, IID_IMoniker)) return E_NOINTERFACE;
    AddRef();
    *out = this;
    return S_OK;
  }
  ULONG WINAPI AddRef() override { return static_cast<ULONG>(InterlockedIncrement(&references_)); }
  ULONG WINAPI Release() override {
    const LONG left = InterlockedDecrement(&references_);
    if (left == 0) delete this;
    return static_cast<ULONG>(left);
  }
  HRESULT WINAPI GetClassID(CLSID* clsid) override {
    *clsid = kSessionMonikers;
    return S_OK;
  }
  HRESULT WINAPI BindToObject(IBindCtx*, IMoniker*, REFIID iid, void** object) override {
    *object = nullptr;
    const bool isWorld = !environment(L"LAB_WORLD_TOKEN").empty();
    return isWorld ? startInWorld(text_, iid, object) : startForReal(text_, iid, object);
  }
  HRESULT WINAPI GetDisplayName(IBindCtx*, IMoniker*, LPOLESTR* text) override {
    const std::size_t bytes = (text_.size() + 1) * sizeof(wchar_t);
    *text = static_cast<LPOLESTR>(CoTaskMemAlloc(bytes));
    if (*text == nullptr) return E_OUTOFMEMORY;
    std::wmemcpy(*text, text_.c_str(), text_.size() + 1);
    return S_OK;
  }

 private:
  ~SessionMoniker() = default;
  const std::wstring text_;
  LONG references_ = 1;
};

// Lives as long as this DLL, and so does not count its references.
class Parser final : public IParseDisplayName {
 public:
  HRESULT WINAPI QueryInterface(REFIID iid, void** out) override {
    const bool isKnown = IsEqualGUID(iid, IID_IUnknown) || IsEqualGUID(iid, IID_IParseDisplayName);
    *out = isKnown ? this : nullptr;
    return isKnown ? S_OK : E_NOINTERFACE;
  }
  ULONG WINAPI AddRef() override { return 2; }
  ULONG WINAPI Release() override { return 1; }
  HRESULT WINAPI ParseDisplayName(IBindCtx*, LPOLESTR text, ULONG* eaten, IMoniker** moniker) override {
    *eaten = static_cast<ULONG>(std::wcslen(text));
    *moniker = new SessionMoniker(text);
    return S_OK;
  }
};

Parser g_parser;

}  // namespace
}  // namespace lab

STANDIN_EXPORT(HRESULT, DllGetClassObject)(REFCLSID clsid, REFIID iid, void** object) {
  *object = nullptr;
  if (!IsEqualGUID(clsid, lab::kSessionMonikers)) return CLASS_E_CLASSNOTAVAILABLE;
  // The last thread that leaves COM would unload it, and with it its line to the world.
  HMODULE self = nullptr;
  GetModuleHandleExW(GET_MODULE_HANDLE_EX_FLAG_PIN | GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS,
                     reinterpret_cast<LPCWSTR>(&lab::g_parser), &self);
  return lab::g_parser.QueryInterface(iid, object);
}
