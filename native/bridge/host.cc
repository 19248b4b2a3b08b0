// How the addon reaches the Node-API functions of the program that has loaded it. This depends on the compiler, as
// only memory.cc does besides.
//
// With MSVC, node-gyp and cmake-js link a delay-load hook, and nothing is done here. Elsewhere the addon brings its own
// import table: a slot for each function that it uses, filled from the running program, whatever that is called:
// node.exe, electron.exe, or a renamed one. Nothing of Node stands in the import table of the file, so Windows never
// looks for a `node.exe` by itself. A function missing in the list fails to link; one missing in the program would be a
// call of address 0, so then none is called at all.

#include "bridge/host.h"

#ifdef _MSC_VER

namespace winstation::bridge {

// The hook looks each function up at its first call; JavaScript has seen that the program offers Node-API 8.
bool isHostComplete() { return true; }

}  // namespace winstation::bridge

#else

#include "base/system.h"

#if defined(__i386__)
#define SLOT(name) _imp__##name
#else
#define SLOT(name) __imp_##name
#endif

#define HOST_FUNCTIONS(each)                                                                                         \
  each(napi_add_env_cleanup_hook) each(napi_call_function) each(napi_call_threadsafe_function)                       \
      each(napi_create_arraybuffer) each(napi_create_double) each(napi_create_function) each(napi_create_reference)  \
          each(napi_create_string_latin1) each(napi_create_threadsafe_function) each(napi_create_uint32)             \
              each(napi_close_handle_scope) each(napi_delete_reference) each(napi_fatal_exception)                   \
                  each(napi_get_and_clear_last_exception) each(napi_get_array_length) each(napi_get_boolean)         \
                      each(napi_get_cb_info) each(napi_get_element) each(napi_get_reference_value)                   \
                          each(napi_get_typedarray_info) each(napi_get_undefined) each(napi_get_value_bool)          \
                              each(napi_get_value_string_utf16) each(napi_get_value_uint32) each(napi_is_typedarray) \
                                  each(napi_open_handle_scope) each(napi_ref_threadsafe_function)                    \
                                      each(napi_release_threadsafe_function) each(napi_set_instance_data)            \
                                          each(napi_set_named_property) each(napi_typeof)                            \
                                              each(napi_unref_threadsafe_function)

extern "C" {
#define DEFINE(name) void* SLOT(name) = nullptr;
HOST_FUNCTIONS(DEFINE)
#undef DEFINE
}

namespace {

struct Import {
  const char* name;
  void** slot;
};

constexpr Import kImports[] = {
#define LIST(name) {#name, &SLOT(name)},
    HOST_FUNCTIONS(LIST)
#undef LIST
};

/**
 * Where programs keep the functions: themselves, as node.exe and electron.exe do, or a DLL that they bring. Only what
 * is loaded already is looked at.
 */
constexpr const wchar_t* kHosts[] = {L"libnode.dll", nullptr, L"node.dll", L"nw.dll"};

bool isComplete = false;

bool fillFrom(HMODULE host) {
  if (host == nullptr) return false;
  for (const Import& import : kImports) {
    *import.slot = reinterpret_cast<void*>(::GetProcAddress(host, import.name));
    if (*import.slot == nullptr) return false;
  }
  return true;
}

/** Before anything else of the addon runs. All of them come from one host, or none is called. */
__attribute__((constructor(101))) void fillImports() {
  for (const wchar_t* const name : kHosts) {
    isComplete = fillFrom(::GetModuleHandleW(name));
    if (isComplete) return;
  }
}

}  // namespace

namespace winstation::bridge {

bool isHostComplete() { return isComplete; }

}  // namespace winstation::bridge

#endif
