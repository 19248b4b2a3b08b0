// What the bench of VSS writers needs: two writers in C++, and somebody who calls them and one more as Windows does.
#pragma once
#include <napi.h>

namespace bench {

void addVss(Napi::Env env, Napi::Object exports);

}  // namespace bench
