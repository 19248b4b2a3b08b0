#pragma once

#include <node_api.h>

#include "bridge/question.h"

/** Values of JavaScript in and out. Each may fail, because any call may in an environment that is ending. */
namespace winstation::bridge {

/** The name of a host with its NUL; empty for this machine, which is undefined in JavaScript. */
struct HostName {
  Text text;
};

bool read(napi_env env, napi_value value, uint32_t* number);
bool read(napi_env env, napi_value value, bool* boolean);
bool read(napi_env env, napi_value value, HostName* host);
/** The numbers of a Uint32Array, as long as the call lasts. */
bool read(napi_env env, napi_value value, Words* words);
bool read(napi_env env, napi_value value, Array<uint32_t>* words);
/** An array of strings. */
bool read(napi_env env, napi_value value, Texts* texts);
inline bool read(napi_env, napi_value value, napi_value* same) {
  *same = value;
  return true;
}

// Nothing, which Node-API takes for undefined, when it can't be made.

napi_value written(napi_env env, uint32_t value);
napi_value written(napi_env env, double value);
napi_value written(napi_env env, bool value);
inline napi_value written(napi_env, napi_value value) { return value; }

}  // namespace winstation::bridge
