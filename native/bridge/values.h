#pragma once

#include <node_api.h>

#include "base/array.h"

/** Values of JavaScript in and out. Each may fail, because any call may in an environment that is ending. */
namespace winstation::bridge {

bool isMissing(napi_env env, napi_value value);
bool read(napi_env env, napi_value value, uint32_t* number);
bool read(napi_env env, napi_value value, bool* boolean);
/** Appends the string and a NUL. */
bool read(napi_env env, napi_value value, Text* text);
/** The words of a Uint32Array. */
bool read(napi_env env, napi_value value, Array<uint32_t>* words);

/** Nothing, which Node-API takes for undefined, when it can't be made. */
napi_value number(napi_env env, uint32_t value);
napi_value number(napi_env env, double value);
napi_value boolean(napi_env env, bool value);

}  // namespace winstation::bridge
