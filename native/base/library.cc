#include "base/library.h"

namespace winstation {

FARPROC Library::find(const char* name, uint32_t* code) {
  HMODULE module = module_.load(std::memory_order_acquire);
  if (module == nullptr) {
    module = ::LoadLibraryExW(name_, nullptr, LOAD_LIBRARY_SEARCH_SYSTEM32);
    if (module == nullptr) {
      *code = kModuleNotFound;
      return nullptr;
    }
    HMODULE other = nullptr;
    if (!module_.compare_exchange_strong(other, module, std::memory_order_acq_rel)) {
      ::FreeLibrary(module);
      module = other;
    }
  }
  const FARPROC found = ::GetProcAddress(module, name);
  if (found == nullptr) *code = kProcedureNotFound;
  return found;
}

}  // namespace winstation
