#include "bridge/values.h"

namespace winstation::bridge {
namespace {

bool isMissing(napi_env env, napi_value value) {
  napi_valuetype type;
  return napi_typeof(env, value, &type) != napi_ok || type == napi_undefined;
}

bool lengthOf(napi_env env, napi_value value, size_t* length) {
  return napi_get_value_string_utf16(env, value, nullptr, 0, length) == napi_ok;
}

/** Appends a string and a NUL. */
bool readText(napi_env env, napi_value value, Text* text) {
  size_t length = 0;
  if (!lengthOf(env, value, &length)) return false;
  // Node-API writes the NUL, and needs room for it.
  return napi_get_value_string_utf16(env, value, text->extend(length + 1), length + 1, &length) == napi_ok;
}

template <class Take>
bool eachText(napi_env env, napi_value array, uint32_t count, const Take& take) {
  for (uint32_t i = 0; i < count; ++i) {
    napi_handle_scope scope;
    if (napi_open_handle_scope(env, &scope) != napi_ok) return false;
    napi_value text;
    const bool isTaken = napi_get_element(env, array, i, &text) == napi_ok && take(text);
    napi_close_handle_scope(env, scope);
    if (!isTaken) return false;
  }
  return true;
}

}  // namespace

bool read(napi_env env, napi_value value, uint32_t* number) {
  return napi_get_value_uint32(env, value, number) == napi_ok;
}

bool read(napi_env env, napi_value value, bool* boolean) { return napi_get_value_bool(env, value, boolean) == napi_ok; }

bool read(napi_env env, napi_value value, HostName* host) {
  return isMissing(env, value) || readText(env, value, &host->text);
}

bool read(napi_env env, napi_value value, Words* words) {
  napi_typedarray_type type;
  size_t length = 0;
  void* data = nullptr;
  bool isTypedArray = false;
  if (napi_is_typedarray(env, value, &isTypedArray) != napi_ok || !isTypedArray) return false;
  if (napi_get_typedarray_info(env, value, &type, &length, &data, nullptr, nullptr) != napi_ok) return false;
  if (type != napi_uint32_array) return false;
  *words = Words(static_cast<const uint32_t*>(data), length);
  return true;
}

bool read(napi_env env, napi_value value, Array<uint32_t>* words) {
  Words seen;
  if (!read(env, value, &seen)) return false;
  words->append(seen.data(), seen.size());
  return true;
}

bool read(napi_env env, napi_value value, Texts* texts) {
  uint32_t count = 0;
  if (napi_get_array_length(env, value, &count) != napi_ok) return false;
  // Room for all of them first: memory that grows leaves copies behind, and a text may be a secret.
  size_t units = 0;
  if (!eachText(env, value, count, [env, &units](napi_value text) {
        size_t length = 0;
        if (!lengthOf(env, text, &length)) return false;
        units += length + 1;
        return true;
      }))
    return false;
  texts->units.extend(units);
  texts->units.clear();
  return eachText(env, value, count, [env, texts](napi_value text) {
    if (!readText(env, text, &texts->units)) return false;
    texts->ends.push(texts->units.size() - 1);
    return true;
  });
}

napi_value written(napi_env env, uint32_t value) {
  napi_value result;
  return napi_create_uint32(env, value, &result) == napi_ok ? result : nullptr;
}

napi_value written(napi_env env, double value) {
  napi_value result;
  return napi_create_double(env, value, &result) == napi_ok ? result : nullptr;
}

napi_value written(napi_env env, bool value) {
  napi_value result;
  return napi_get_boolean(env, value, &result) == napi_ok ? result : nullptr;
}

}  // namespace winstation::bridge
