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
  /** These do nothing in an environment that can make no buffer any more. */
  void post(napi_env env, const PackWriter& writer, uint32_t status = kLastPack);
  void post(napi_env env, Pack& pack, uint32_t status, uint32_t age);
  void postStatus(napi_env env, uint32_t status);

 private:
  uint8_t* place(napi_env env, size_t byteLength);
  bool replace(napi_env env, size_t byteLength);

  napi_ref buffer_ = nullptr;
  uint8_t* data_ = nullptr;
  size_t byteLength_ = 0;
};

}  // namespace winstation::bridge
