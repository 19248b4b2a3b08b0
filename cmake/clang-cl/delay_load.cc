// delayimp.lib, for an addon that is linked without MSVC's: it finds a function of a DLL that is loaded late, at the
// first call of that function.

#include "delayimp.h"

extern "C" IMAGE_DOS_HEADER __ImageBase;

namespace {

// Codes of MSVC's own helper: "module not found" and "procedure not found".
constexpr DWORD kNoModule = 0xC06D007E;
constexpr DWORD kNoProcedure = 0xC06D007F;

template <typename T>
T* at(DWORD offset) {
  return reinterpret_cast<T*>(reinterpret_cast<char*>(&__ImageBase) + offset);
}

FARPROC tell(unsigned event, DelayLoadInfo& info) {
  return __pfnDliNotifyHook2 == nullptr ? nullptr : __pfnDliNotifyHook2(event, &info);
}

FARPROC fail(DWORD code, unsigned event, DelayLoadInfo& info) {
  info.dwLastError = GetLastError();
  FARPROC found = __pfnDliFailureHook2 == nullptr ? nullptr : __pfnDliFailureHook2(event, &info);
  if (found == nullptr) {
    const ULONG_PTR words[] = {reinterpret_cast<ULONG_PTR>(&info)};
    RaiseException(code, 0, 1, words);
  }
  return found;
}

DelayLoadProc procedureOf(PCImgDelayDescr library, FARPROC* slot) {
  const FARPROC* slots = at<FARPROC>(library->rvaIAT);
  const IMAGE_THUNK_DATA& name = at<IMAGE_THUNK_DATA>(library->rvaINT)[slot - slots];
  DelayLoadProc procedure = {};
  procedure.fImportByName = !IMAGE_SNAP_BY_ORDINAL(name.u1.Ordinal);
  if (procedure.fImportByName) {
    const auto* entry = at<IMAGE_IMPORT_BY_NAME>(static_cast<DWORD>(name.u1.AddressOfData));
    procedure.szProcName = reinterpret_cast<LPCSTR>(entry->Name);
  } else {
    procedure.dwOrdinal = static_cast<DWORD>(IMAGE_ORDINAL(name.u1.Ordinal));
  }
  return procedure;
}

HMODULE libraryOf(PCImgDelayDescr library, DelayLoadInfo& info) {
  HMODULE& module = *at<HMODULE>(library->rvaHmod);
  if (module == nullptr) {
    auto found = reinterpret_cast<HMODULE>(tell(dliNotePreLoadLibrary, info));
    if (found == nullptr) found = LoadLibraryExA(info.szDll, nullptr, LOAD_LIBRARY_SEARCH_SYSTEM32);
    if (found == nullptr) found = reinterpret_cast<HMODULE>(fail(kNoModule, dliFailLoadLib, info));
    // Two threads may come here together; both find the same.
    module = found;
  }
  return module;
}

}  // namespace

/** Called by what the linker puts in the place of a function until it was found. Answers the function. */
extern "C" FARPROC WINAPI __delayLoadHelper2(PCImgDelayDescr library, FARPROC* slot) {
  DelayLoadInfo info = {};
  info.cb = sizeof info;
  info.pidd = library;
  info.ppfn = slot;
  info.szDll = at<const char>(library->rvaDLLName);
  info.dlp = procedureOf(library, slot);

  FARPROC found = tell(dliStartProcessing, info);
  if (found == nullptr) {
    info.hmodCur = libraryOf(library, info);
    found = tell(dliNotePreGetProcAddress, info);
    if (found == nullptr) found = GetProcAddress(info.hmodCur, info.dlp.szProcName);
    if (found == nullptr) found = fail(kNoProcedure, dliFailGetProc, info);
  }
  *slot = found;
  info.pfnCur = found;
  tell(dliNoteEndProcessing, info);
  return found;
}
