// What the bench of virtual channels needs: a loop in C++ over the same file.
#pragma once
#include <napi.h>

namespace bench {

void addChannel(Napi::Env env, Napi::Object exports);

}  // namespace bench
