// Makes a library's export lead elsewhere for whoever looks it up or is linked to it from now on. Unlike a patched
// function the old one still works, so that a call may go on to it.
#pragma once
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

namespace lab {

// The address of the old function; NULL when it could not be done.
void* redirect(const wchar_t* library, const char* name, void* replacement);

template <class Function>
bool redirect(const wchar_t* library, const char* name, Function* replacement, Function** old) {
  *old = reinterpret_cast<Function*>(redirect(library, name, reinterpret_cast<void*>(replacement)));
  return *old != nullptr;
}

// Whether the code at this address is the addon under test; all others are to notice nothing.
bool isAddon(void* code);

}  // namespace lab

// The caller of the function in which this stands.
#define LAB_CALLED_BY_ADDON() lab::isAddon(__builtin_return_address(0))
