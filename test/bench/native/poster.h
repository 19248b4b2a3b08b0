// Who posts notices as Windows does, and notes when.
#pragma once
#include <napi.h>

namespace bench {

void addPoster(Napi::Env env, Napi::Object exports);

}  // namespace bench
