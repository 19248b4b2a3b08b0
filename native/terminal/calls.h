#pragma once

#include <node_api.h>

/** What the terminal domain exports to JavaScript. */
namespace winstation::terminal {

napi_value activeConsoleSessionId(napi_env env, napi_callback_info info);
/** The session; for a failure, its code as -1 - code. */
napi_value currentSessionId(napi_env env, napi_callback_info info);
napi_value sessionIdOf(napi_env env, napi_callback_info info);
// Into the mailbox.
napi_value remoteSigns(napi_env env, napi_callback_info info);
napi_value sessionsSync(napi_env env, napi_callback_info info);
/** A thread that answers the questions of `questions.h`. */
napi_value openThread(napi_env env, napi_callback_info info);
/** A `NoticeWindow`. */
napi_value openNoticeWindow(napi_env env, napi_callback_info info);
/** An `EventWaiter`. */
napi_value openEventWaiter(napi_env env, napi_callback_info info);
/** Milliseconds; for a failure, its code as -1 - code; -1 when the age is not known. */
napi_value lastInputAge(napi_env env, napi_callback_info info);

}  // namespace winstation::terminal
