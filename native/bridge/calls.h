#pragma once

#include <node_api.h>

#include "bridge/thread.h"

/** What JavaScript may do with residents and their answers, whatever their domain. `lib/native/addon-types.ts` tells
 * what. */
namespace winstation::bridge {

// For a domain's own exports.

napi_value openThread(napi_env env, napi_callback_info info, const Domain& domain);
/** The arguments of what has a host: its name with its NUL, empty for this machine, and the codes for a fallback. */
bool readHost(napi_env env, const napi_value (&arguments)[2], Text* host, Array<uint32_t>* fallbackOn);

napi_value mailbox(napi_env env, napi_callback_info info);
napi_value listen(napi_env env, napi_callback_info info);
napi_value keepAlive(napi_env env, napi_callback_info info);
napi_value fallBackOn(napi_env env, napi_callback_info info);
napi_value ask(napi_env env, napi_callback_info info);
napi_value stop(napi_env env, napi_callback_info info);
napi_value writeOff(napi_env env, napi_callback_info info);
napi_value flush(napi_env env, napi_callback_info info);
napi_value close(napi_env env, napi_callback_info info);
napi_value takeAnswer(napi_env env, napi_callback_info info);
napi_value takeNews(napi_env env, napi_callback_info info);
napi_value more(napi_env env, napi_callback_info info);
napi_value drop(napi_env env, napi_callback_info info);
napi_value counts(napi_env env, napi_callback_info info);

}  // namespace winstation::bridge
