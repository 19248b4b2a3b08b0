// How the addon reaches the Node-API functions of the program that has loaded it. This is the one file that depends on
// the compiler.
//
// With MSVC, node-gyp and cmake-js link a delay-load hook, and this file is empty. Elsewhere the addon brings its own
// import table: a slot for each function that it uses, filled from the running program, whatever that is called:
// node.exe, electron.exe, or a renamed one. Nothing of Node stands in the import table of the file, so Windows never
// looks for a `node.exe` by itself. A function missing below fails to link.

#ifndef _MSC_VER

#include "windows/system.h"

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

/** Before anything else of the addon runs. A function that an old Node lacks stays NULL; JavaScript has looked first.
 */
__attribute__((constructor(101))) void fillImports() {
  HMODULE host = ::GetModuleHandleW(L"libnode.dll");
  if (host == nullptr || ::GetProcAddress(host, "napi_create_function") == nullptr) host = ::GetModuleHandleW(nullptr);
  for (const Import& import : kImports) {
    *import.slot = reinterpret_cast<void*>(::GetProcAddress(host, import.name));
  }
}

}  // namespace

#endif
