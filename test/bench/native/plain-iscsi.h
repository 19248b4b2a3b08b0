// What the bench of iSCSI sessions needs: a loop in C++ over the same list.
#pragma once
#include <napi.h>

namespace bench {

void addIscsi(Napi::Env env, Napi::Object exports);

}  // namespace bench
