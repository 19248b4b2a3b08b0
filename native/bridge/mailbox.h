#pragma once

#include <node_api.h>

#include "bridge/answer.h"

namespace winstation::bridge {

/**
 * The buffer through which packs reach JavaScript: one per environment, written here and read there, within one call.
 * It is replaced by a larger one when a pack does not fit, and by a small one after something huge.
 */
class Mailbox {
 public:
  /** The present buffer, for JavaScript to look at. */
  napi_value value(napi_env env);
  // Where no buffer can be made that is large enough, as in an environment that is ending, nothing is posted.

  void post(napi_env env, const PackWriter& writer);
  void post(napi_env env, Pack& pack, uint32_t status, uint32_t age);
  /** That there is no answer. */
  void postNothing();

 private:
  uint8_t* place(napi_env env, size_t byteLength);
  bool replace(napi_env env, size_t byteLength);

  napi_ref buffer_ = nullptr;
  uint8_t* data_ = nullptr;
  size_t byteLength_ = 0;
};

}  // namespace winstation::bridge
